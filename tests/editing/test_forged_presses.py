"""Presses, choices and forms of librarians, sent by whoever may not: none of them changes anything."""

from __future__ import annotations

from dataclasses import dataclass
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
    ChooseDraft,
    ChoosePreview,
    CorrectDraft,
    DiscardDraft,
    GiveBack,
    HandIn,
    KeepDraft,
    ListDrafts,
    ListPreview,
    OpenDraftForm,
    OpenGiveBackForm,
    PreviewDraft,
    RateDraft,
    ShowDraft,
    StartPreview,
    TakeAsNew,
    TakeAsUpdate,
    TakeDraftBack,
)
from bot.editing.presses import (
    AskToRemove,
    ChooseChange,
    ChooseChapter,
    CorrectDetails,
    CorrectNotes,
    DownloadChapter,
    EditChapter,
    EditChapters,
    EditStory,
    LookAtChange,
    MoveChapter,
    OpenCoverForm,
    OpenDetailsForm,
    OpenMoveForm,
    OpenNotesForm,
    OpenRenameForm,
    OpenUploadForm,
    PutBackStory,
    RateStory,
    RemoveChapter,
    RemoveCover,
    RenameChapter,
    RestoreChapter,
    RestoreDetails,
    RestoreLater,
    RestoreLaterDetails,
    ShowCover,
    ShowFormerChapter,
    TakeDown,
    TurnHistory,
    UndoChange,
    UndoCover,
    UploadChapter,
    UploadCover,
)
from bot.editing.publishing_presses import (
    CallOff,
    ChooseEarly,
    CorrectRelease,
    EditEarly,
    EditRelease,
    ListPlanned,
    OpenChapter,
    OpenOpeningForm,
    OpenReleaseForm,
    OpenReleaseUpload,
    OpenRhythmForm,
    PlanAgain,
    PreviewRelease,
    PublishChapter,
    PublishEarly,
    PublishNow,
    ReleaseEarly,
    SetEarlyRoles,
    SetOpening,
    SetRhythm,
    StartRelease,
    UploadRelease,
)
from bot.feeds.presses import CheckFeed, UntieFeed
from bot.imports.manuscript import ManuscriptChapter
from bot.librarians.presses import LeaveToManagers, NoAuthors
from bot.presses import Press
from bot.remarks.models import RemarkSection
from bot.remarks.presses import (
    BlockReader,
    ChooseRemark,
    FinishRemark,
    ListRemarks,
    ReopenRemark,
    TakeOver,
    UnblockReader,
)
from bot.statistics.presses import ChooseNumbers, DrawNumbers, ShowYear, ShowYearHere
from bot.stories.details import DetailGroup, Rating
from bot.stories.ids import (
    ChangeId,
    ChapterId,
    DraftId,
    GuildId,
    ReaderId,
    ReleaseId,
    RemarkId,
    RoleId,
    StoryId,
)
from bot.stories.models import Audience, Credentials, Excerpt, Place
from tests.support.fireside import Fireside
from tests.support.person import Person
from tests.support.replies import Json, Reply
from tests.support.small_stories import SECRET, WORDS, tale

FILE = b"Title: The Copper Kettle\nAuthor: Orla Finch\n\nIt had been on the boil since four.\n"
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
BEGINNING = Place(ChapterId(0), 0, 0)
FORMS = (
    *(CorrectDraft, CorrectDetails, UploadChapter, UploadCover, RenameChapter, MoveChapter, PublishChapter),
    GiveBack,
    *(PublishEarly, CorrectRelease, UploadRelease, SetRhythm, SetOpening),
)
ROLE = RoleId(9)
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
        return [[tuple(row) for row in connection.execute(f"SELECT * FROM {name}")] for name in KEPT]

    return await fireside.database.read(job)


@dataclass(frozen=True)
class Ids:
    """What there is of a story that presses name: a chapter, a planned one, a change, a draft, a remark."""

    story: StoryId
    chapter: ChapterId
    release: ReleaseId
    change: ChangeId
    draft: DraftId
    remark: RemarkId


async def ids_of(fireside: Fireside, story: StoryId, whose: GuildId | None) -> Ids:
    """A story's own, made for the purpose."""
    app = fireside.app
    keeper = Credentials(ReaderId(1), whose, manages=True, owner=True)

    async def tell(doing: str) -> None:
        """Nobody waits."""

    chapter = (await app.library.whole(story))[0].chapter.id
    await app.editing.rewrite(keeper, chapter, "It was another night altogether.")
    _, changes, _ = await app.history.changes(keeper, story, 0)
    due = fireside.clock.now() + 1_000
    (planned,) = await app.planning.plan(keeper, story, [ManuscriptChapter("", "Soon.")], due)
    draft = await app.drafts.make(keeper, "kettle.txt", FILE, tell, whose)
    remark = await app.new_remarks.make(
        Audience(ReaderId(2), whose), Excerpt(Place(chapter, 1, 0), 4), "", "Hm."
    )
    return Ids(story, chapter, planned.id, changes.lines[0].id, draft.id, remark)


def presses_on(ids: Ids) -> list[tuple[Press, int | None]]:
    """Every press that librarians have, with the value where one is chosen."""
    story, chapter, change, draft = ids.story, ids.chapter, ids.change, ids.draft
    group, back = DetailGroup.TITLE, ListRemarks(story, RemarkSection.OPEN, 0)
    of_chapters = (
        *(EditChapter, DownloadChapter, OpenUploadForm, UploadChapter, OpenRenameForm, RenameChapter),
        *(OpenMoveForm, MoveChapter, AskToRemove, RemoveChapter, OpenNotesForm, CorrectNotes),
    )
    of_early = (EditEarly, OpenOpeningForm, SetOpening, OpenChapter)
    of_releases = (
        *(PublishNow, CallOff, StartRelease, EditRelease),
        *(OpenReleaseForm, CorrectRelease, OpenReleaseUpload, UploadRelease),
    )
    of_covers = (ShowCover, OpenCoverForm, UploadCover, RemoveCover, UndoCover)
    of_stories = (EditStory, TakeDown, PutBackStory, DrawNumbers, CheckFeed, UntieFeed, *of_covers)
    alone = (
        *(kind(chapter) for kind in (*of_chapters, *of_early)),
        *(kind(story) for kind in of_stories),
        *(kind(story, 0) for kind in (EditChapters, PublishChapter, ListPlanned, TurnHistory)),
        *(kind(draft) for kind in (KeepDraft, DiscardDraft, ShowDraft, StartPreview, TakeAsNew)),
        *(kind(change) for kind in (LookAtChange, UndoChange, RestoreDetails, RestoreLaterDetails)),
        TakeAsUpdate(draft, story),
        ListPreview(draft, 0),
        PreviewDraft(draft, BEGINNING),
        PreviewRelease(ids.release, BEGINNING),
        *(kind(draft, group) for kind in (OpenDraftForm, CorrectDraft)),
        *(kind(story, group) for kind in (OpenDetailsForm, CorrectDetails)),
        *(kind(ids.release) for kind in of_releases),
        *(kind(story) for kind in (OpenRhythmForm, SetRhythm)),
        PublishEarly(story, ROLE, 0),
        PlanAgain(story, 0),
        *(kind(change, chapter) for kind in (RestoreChapter, RestoreLater)),
        *(kind(draft) for kind in (HandIn, TakeDraftBack, OpenGiveBackForm, GiveBack)),
        *(LeaveToManagers(), NoAuthors()),
        *(
            kind(ids.remark, back)
            for kind in (TakeOver, FinishRemark, ReopenRemark, BlockReader, UnblockReader)
        ),
        back,
    )
    chosen = [
        (ChooseChapter(), chapter),
        (ChooseEarly(), chapter),
        (SetEarlyRoles(chapter), ROLE),
        (ReleaseEarly(ids.release), ROLE),
        (ChooseChange(), change),
        (ChooseDraft(), draft),
        (ChooseRemark(story, RemarkSection.OPEN, 0), ids.remark),
        (ShowFormerChapter(change), chapter),
        (ChoosePreview(draft), 0),
        (ChooseNumbers(), story),
        (RateDraft(draft), Rating.TEEN),
        (RateStory(story), Rating.TEEN),
    ]
    return [*((press, None) for press in alone), *chosen]


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
        if isinstance(press, LeaveToManagers | NoAuthors) and who == "Ines" and channel:
            continue  # she manages both servers
        reply = await forged(person, shown, press, value)
        assert reply.modal is None, press
        assert any(refusal in reply.text for refusal in REFUSALS), (press, reply.text)
        assert WORDS not in reply.text
        assert reply.ephemeral or not channel, press
        assert await kept(fireside) == before, press
