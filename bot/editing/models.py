"""Changes, drafts and releases of stories."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from bot.imports.manuscript import ManuscriptChapter
from bot.stories.changes import ChangedChapter
from bot.stories.chapter_notes import ChapterNotes
from bot.stories.details import Details
from bot.stories.ids import ChangeId, DraftId, ReaderId, ReleaseId, RoleId, StoryId
from bot.stories.models import Origin, Story
from bot.text.pace import Script


class ChangeKind(StrEnum):
    """The kind of a change to a story."""

    ADDED = "added"
    UPDATED = "updated"
    REREAD = "read anew"
    """The same file, read by a later version of the reader."""
    DETAILS = "details"
    CHAPTERS = "chapters"
    PUBLISHED = "published"
    OPENED = "opened"
    """A chapter that some could read early is open to everybody."""
    RESTORED = "restored"
    TAKEN_DOWN = "taken down"
    PUT_BACK = "put back"
    UNDONE = "undone"
    """Another change, taken back."""


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """A line of a story's history to be written: a change's kind, who made it and a note, as `Change` has
    them, and the change that it took back, if any."""

    kind: ChangeKind
    by: ReaderId | None
    note: str = ""
    undoes: ChangeId | None = None


@dataclass(frozen=True, slots=True)
class ChangedDetail:
    """A detail by its name, with its values before a change and after it."""

    name: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class Change:
    """A line of a story's history.

    `made_at` is UTC in seconds. `by` is None where whoever runs the bot did it with a file. `note` is a
    file's name, or the names of details. `undone` is the change that it took back, or with `again` the one
    that had been taken back and was made again.
    """

    id: ChangeId
    made_at: int
    by: ReaderId | None
    kind: ChangeKind
    note: str
    chapters: tuple[ChangedChapter, ...]
    details: tuple[ChangedDetail, ...] = ()
    undone: Change | None = None
    again: bool = False


@dataclass(frozen=True, slots=True)
class Effects:
    """What keeping a draft will do.

    `lost` counts the words that go, and `losing` names the chapters that they go from. `readers` is the
    number of people who have begun the story, None where it may not be told. `told` counts the new chapters
    that subscribers will be told of. `twice` names pairs of chapters of the same words, and `planned` the
    planned chapters that the file brings as well.
    """

    lost: int = 0
    losing: tuple[str, ...] = ()
    readers: int | None = None
    told: int = 0
    twice: tuple[str, ...] = ()
    planned: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DetailDifference:
    """What a change made of a detail: its value in words before and after; of one in Markdown, `difference`
    tells instead in Markdown what was made of its words."""

    label: str
    before: str = ""
    after: str = ""
    difference: str = ""


@dataclass(frozen=True, slots=True)
class DraftFacts:
    """The facts that a draft's card shows beside the details.

    `contents` names its first chapters; `beginning` is the text, stored Markdown, with which `begins`, the
    first new chapter, begins. `former` is the story that it would update, and `report` then describes the
    changes. `alike` is another story of the same title and words, called `alike_title`. `chosen` is what the
    librarian has said that it is: the story of which it is a newer version, or 0 for a new one; None as long
    as the file's name and details decide.

    `edit` is the code of the edit that the draft holds, empty for a file. `details` are then those that it
    changes, `difference` is in Markdown what it makes of a chapter's words, and `touched` the position of the
    first chapter that it changes, None where it changes none. `roles` may read its chapters first, and
    `due_at` is when they appear, or open to everybody: UTC in seconds, 0 for the next free day of the story's
    rhythm, None for at once. `state` is the digest of the story that all of this is about.
    """

    chapters: int
    words: int
    contents: tuple[str, ...]
    warnings: tuple[str, ...]
    former: StoryId | None = None
    report: str = ""
    script: Script = Script.LATIN
    begins: str = ""
    beginning: str = ""
    effects: Effects = Effects()
    alike: StoryId | None = None
    alike_title: str = ""
    chosen: StoryId | None = None
    edit: str = ""
    details: tuple[DetailDifference, ...] = ()
    difference: str = ""
    touched: int | None = None
    roles: tuple[RoleId, ...] = ()
    due_at: int | None = None
    state: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """An uploaded file as it was understood, or an edit that is to be accepted, before it is kept; `kept_as`
    is the story that it became.

    `handed_in_at` is when its author handed it in (UTC, seconds), None while it is in the author's hands, and
    `answer` is what a librarian wrote who gave it back. `must_be_accepted` says that whoever asked for it
    cannot keep it themselves.
    """

    id: DraftId
    by: ReaderId
    origin: Origin
    details: Details
    facts: DraftFacts
    kept_as: StoryId | None = None
    handed_in_at: int | None = None
    answer: str = ""
    must_be_accepted: bool = False

    @property
    def story(self) -> Story:
        """The story that it would be; one that is not in the library yet has the id 0."""
        facts = self.facts
        return Story.of(
            self.details,
            identity=facts.former or StoryId(0),
            guild=self.origin.guild,
            chapters=facts.chapters,
            words=facts.words,
            script=facts.script,
        )


@dataclass(frozen=True, slots=True)
class Release:
    """A chapter that is to appear in a story, with its notes; `text` is stored Markdown, `due_at` UTC in
    seconds."""

    id: ReleaseId
    story: StoryId
    title: str
    text: str
    notes: ChapterNotes
    due_at: int
    by: ReaderId

    @property
    def content(self) -> ManuscriptChapter:
        """The chapter itself."""
        return ManuscriptChapter(self.title, self.text, notes=self.notes)
