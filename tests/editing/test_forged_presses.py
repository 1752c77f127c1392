"""Presses, choices and forms of librarians, sent by whoever may not: none of them changes anything."""

from __future__ import annotations

from typing import Any

import pytest

import bot.editing.draft_presses
import bot.editing.presses
import bot.editing.publishing_presses
import bot.feeds.presses
import bot.librarians.presses
import bot.remarks.presses
import bot.statistics.presses
from bot.database import Connection
from bot.editing.draft_presses import (
    CorrectDraft,
    GiveBack,
    ListDrafts,
)
from bot.editing.presses import (
    CorrectDetails,
    MoveChapter,
    RenameChapter,
    UploadChapter,
    UploadCover,
)
from bot.editing.publishing_presses import (
    CorrectRelease,
    PublishChapter,
    PublishEarly,
    SetOpening,
    SetRhythm,
    UploadRelease,
)
from bot.librarians.presses import LeaveToManagers, NoAuthors, NoHosts
from bot.presses import Press
from bot.statistics.presses import ShowYear, ShowYearHere
from bot.stories.ids import (
    ChangeId,
    ChapterId,
    DraftId,
    ReleaseId,
    RemarkId,
    StoryId,
)
from tests.client.story_of_others import as_people_made_it
from tests.editing.presses_of_librarians import Ids, ids_of, presses_on
from tests.support.fireside import Fireside
from tests.support.person import Person
from tests.support.replies import Json, Reply
from tests.support.small_stories import SECRET, WORDS, tale

KEPT = (
    "stories",
    "covers",
    "former_covers",
    "chapters",
    "revisions",
    "changes",
    "releases",
    "early_access",
    "drafts",
    "server_settings",
    "remarks",
    "remark_blocks",
)
FORMS = (
    *(CorrectDraft, CorrectDetails, UploadChapter, UploadCover, RenameChapter, MoveChapter, PublishChapter),
    GiveBack,
    *(PublishEarly, CorrectRelease, UploadRelease, SetRhythm, SetOpening),
)
REFUSALS = (
    "Only librarians may do that",
    "Only people who manage this server can do that.",
    "This is about a whole server",
    "A story is looked after in the server it belongs to",
    "Stories that every server has are looked after by whoever runs me.",
    "That story can’t be read here",
    "That button no longer leads anywhere.",
    "That remark is gone",
)


async def kept(fireside: Fireside) -> list[list[tuple[Any, ...]]]:
    """All that librarians can change."""

    def job(connection: Connection) -> list[list[tuple[Any, ...]]]:
        return [
            [as_people_made_it(row) for row in connection.execute(f"SELECT * FROM {name}")] for name in KEPT
        ]

    return await fireside.database.read(job)


def test_every_press_of_librarians_is_forged() -> None:
    everyone_s = {ShowYear, ShowYearHere, ListDrafts}
    everyone_s |= {kind for kind in vars(bot.remarks.presses).values() if isinstance(kind, type)}
    ids = Ids(StoryId(1), ChapterId(1), ReleaseId(1), ChangeId(1), DraftId(1), RemarkId(1))
    assert {type(press) for press, _ in presses_on(ids)} - everyone_s == {
        kind
        for module in (
            *(bot.editing.presses, bot.editing.draft_presses, bot.editing.publishing_presses),
            *(bot.feeds.presses, bot.librarians.presses, bot.statistics.presses),
        )
        for kind in vars(module).values()
        if isinstance(kind, type) and issubclass(kind, Press) and kind is not Press
    } - everyone_s


async def forged(person: Person, on: Reply, press: Press, value: int | None) -> Reply:
    """What comes of a press, a choice or a form that this person was never shown."""
    if not isinstance(press, FORMS):
        return await person.forge(press.custom_id, on, None if value is None else f"{value}")
    data = {"custom_id": press.custom_id, "components": _entries()} | _sent_file()
    form = {"type": 5, "channel_id": person.channel_id, "data": data, "forged": True}
    answer = await person.call("POST", "interactions", json=form)
    return Reply(answer["outcome"], answer.get("message"), (), answer.get("modal"))


def _entries() -> list[Json]:
    typed = {"title": "Forged", "text": "Forged words.", "number": "1"}
    fields: list[Json] = [
        {"type": 4, "custom_id": name, "value": value, "id": 1} for name, value in typed.items()
    ]
    fields.append({"type": 19, "custom_id": "file", "values": ["1"], "id": 1})
    return [{"type": 18, "component": field, "id": 1} for field in fields]


def _sent_file() -> Json:
    file = {"id": "1", "filename": "x.txt", "size": 9, "url": "http://x/x", "proxy_url": "http://x/x"}
    return {"resolved": {"attachments": {"1": file}}}


@pytest.mark.parametrize(
    ("who", "channel", "whose"),
    [
        ("Mira", "reading-room", "The Hearth"),
        ("Odile", "reading-room", "The Hearth"),
        ("Ines", "annex", "The Hearth"),
        ("Ines", "", "The Hearth"),
        ("Ines", "reading-room", "The Annex"),
        ("Ines", "reading-room", ""),
    ],
)
async def test_whatever_is_forged_is_refused_and_changes_nothing(
    fireside: Fireside, who: str, channel: str, whose: str
) -> None:
    guild = fireside.guild(whose) if whose else None
    story = await fireside.add(tale(SECRET), guild)
    ids = await ids_of(fireside, story, guild)
    person = await fireside.person(who, channel or "reading-room")
    if not channel:
        await person.go_direct()
    shown = await person.slash("help")
    before = await kept(fireside)
    for press, value in presses_on(ids):
        if isinstance(press, LeaveToManagers | NoAuthors | NoHosts) and who == "Ines" and channel:
            continue  # she manages both servers
        reply = await forged(person, shown, press, value)
        assert reply.modal is None, press
        assert any(refusal in reply.text for refusal in REFUSALS), (press, reply.text)
        assert WORDS not in reply.text
        assert reply.ephemeral or not channel, press
        assert await kept(fireside) == before, press
