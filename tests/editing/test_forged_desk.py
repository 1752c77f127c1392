"""Presses, choices and forms of librarians, sent by whoever may not: none of them changes anything."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from bot.database import Connection
from bot.imports.manuscript import ManuscriptChapter
from bot.stories.ids import GuildId, ReaderId, StoryId
from bot.stories.models import Credentials
from cogs.ui.presses import Action, Press
from tests.support.fireside import Fireside
from tests.support.person import Person
from tests.support.replies import Json, Reply
from tests.support.tales import SECRET, WORDS, tale

FILE = b"Title: The Copper Kettle\nAuthor: Orla Finch\n\nIt had been on the boil since four.\n"
KEPT = ("stories", "chapters", "revisions", "changes", "releases", "drafts", "server_settings")
FORMS = (Action.DRAFT_DETAILS, Action.DETAILS, Action.UPLOAD, Action.RENAME, Action.MOVE, Action.PUBLISH)
REFUSALS = (
    "Only librarians may do that",
    "Only those who may manage this server can change its settings.",
    "These are a server's settings",
    "Stories are looked after in the server that they belong to",
    "What every server reads is in the hands of whoever runs this bot.",
    "That story can't be read here",
    "That button no longer leads anywhere.",
)


async def kept(fireside: Fireside) -> list[list[tuple[Any, ...]]]:
    """All that librarians can change."""

    def job(connection: Connection) -> list[list[tuple[Any, ...]]]:
        return [[tuple(row) for row in connection.execute(f"SELECT * FROM {name}")] for name in KEPT]

    return await fireside.database.read(job)


async def ids_of(fireside: Fireside, story: StoryId, whose: GuildId | None) -> Mapping[str, int]:
    """What there is of a story that presses name: a chapter, a planned one, a change, a draft."""
    app = fireside.app
    keeper = Credentials(ReaderId(1), whose, manages=True, owner=True)

    async def tell(doing: str) -> None:
        """Nobody waits."""

    chapter = (await app.library.whole(story))[0][0].id
    await app.editing.rewrite(keeper, chapter, "It was another night altogether.")
    _, changes = await app.history.changes(keeper, story, 0)
    due = fireside.clock.now() + 1_000
    planned = await app.publishing.plan(keeper, story, ManuscriptChapter("", "Soon."), due)
    draft = await app.drafts.make(keeper, "kettle.txt", FILE, tell, everywhere=whose is None)
    return {
        "story": story,
        "chapter": chapter,
        "release": planned.id,
        "change": changes.lines[0].id,
        "draft": draft.id,
    }


def presses_on(ids: Mapping[str, int]) -> dict[Action, tuple[Press, int | None]]:
    """Every press that librarians have, with the value where one is chosen."""
    story, chapter, change = ids["story"], ids["chapter"], ids["change"]
    own = {
        **dict.fromkeys((Action.KEEP, Action.DISCARD), (ids["draft"],)),
        **dict.fromkeys((Action.DRAFT_FORM, Action.DRAFT_DETAILS), (ids["draft"], 0)),
        **dict.fromkeys((Action.RELEASE, Action.CALL_OFF), (ids["release"],)),
        **dict.fromkeys((Action.EDIT_CHAPTER, Action.CHANGE, Action.NO_ROLE), ()),
        Action.FORMER: (change,),
        Action.RESTORE: (change, chapter),
    }
    of_story = (Action.EDIT, Action.PLANNED, Action.TAKE_DOWN, Action.PUT_BACK)
    paged = (Action.DETAILS_FORM, Action.DETAILS, Action.EDIT_CHAPTERS, Action.PUBLISH, Action.HISTORY)
    own |= dict.fromkeys(of_story, (story,)) | dict.fromkeys(paged, (story, 0))
    chosen = {Action.EDIT_CHAPTER: chapter, Action.FORMER: chapter, Action.CHANGE: change}
    every = list(Action)
    librarians = every[every.index(Action.KEEP) :]
    return {each: (Press(each, own.get(each, (chapter,))), chosen.get(each)) for each in librarians}


async def forged(person: Person, on: Reply, press: Press, value: int | None) -> Reply:
    """What comes of a press, a choice or a form that this person was never shown."""
    if press.action not in FORMS:
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
    guild = GuildId(int(fireside.playground.world.guild_named(whose).id)) if whose else None
    story = await fireside.add(tale(SECRET), guild)
    ids = await ids_of(fireside, story, guild)
    person = await fireside.person(who, channel or "reading-room")
    if not channel:
        await person.go_direct()
    shown = await person.slash("help")
    before = await kept(fireside)
    for action, (press, value) in presses_on(ids).items():
        if action is Action.NO_ROLE and who == "Ines" and channel:
            continue  # she manages both servers
        reply = await forged(person, shown, press, value)
        assert reply.modal is None, action
        assert any(refusal in reply.text for refusal in REFUSALS), (action, reply.text)
        assert WORDS not in reply.text
        assert reply.ephemeral or not channel, action
        assert await kept(fireside) == before, action
