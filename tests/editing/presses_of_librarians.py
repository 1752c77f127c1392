"""Every press that librarians have, on what there is of a story."""

from __future__ import annotations

from dataclasses import dataclass

from bot.editing.draft_presses import (
    ChooseDraft,
    ChoosePreview,
    CorrectDraft,
    DiscardDraft,
    GiveBack,
    HandIn,
    KeepDraft,
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
from bot.librarians.presses import LeaveToManagers, NoAuthors, NoHosts
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
from bot.statistics.presses import ChooseNumbers, DrawNumbers
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

FILE = b"Title: The Copper Kettle\nAuthor: Orla Finch\n\nIt had been on the boil since four.\n"
BEGINNING = Place(ChapterId(0), 0, 0)
ROLE = RoleId(9)


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
        *(LeaveToManagers(), NoAuthors(), NoHosts()),
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
