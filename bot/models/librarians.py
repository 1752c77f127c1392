"""What librarians do, and what they may."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bot.models.identities import ChangeId, ChapterId, DraftId, GuildId, ReaderId, ReleaseId, RoleId, StoryId
from bot.models.stories import Details, Origin


class Fate(StrEnum):
    """What a change did to a chapter."""

    ADDED = "added"
    EDITED = "edited"
    RENAMED = "renamed"
    MOVED = "moved"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class ChangedChapter:
    """A chapter that a change of its story touched.

    `name` is what it was called before, or is called if it is new. `position` and `revision` are those from
    before, None if it is new.
    """

    chapter: ChapterId
    fate: Fate
    name: str
    position: int | None = None
    revision: int | None = None


@dataclass(frozen=True, slots=True)
class Changes:
    """What a new version of a story changed, and how many readings it carried along."""

    chapters: tuple[ChangedChapter, ...] = ()
    readings: int = 0

    def names(self, fate: Fate) -> tuple[str, ...]:
        """The names of the chapters of this fate."""
        return tuple(each.name for each in self.chapters if each.fate is fate)


class ChangeKind(StrEnum):
    """What somebody did to a story."""

    ADDED = "added"
    UPDATED = "updated"
    DETAILS = "details"
    CHAPTERS = "chapters"
    PUBLISHED = "published"
    RESTORED = "restored"
    TAKEN_DOWN = "taken down"
    PUT_BACK = "put back"


@dataclass(frozen=True, slots=True)
class Change:
    """A line of a story's history.

    `by` is None where whoever runs the bot did it with a file. `note` is a file's name, or the names of
    details.
    """

    id: ChangeId
    made_at: int
    by: ReaderId | None
    kind: ChangeKind
    note: str
    chapters: tuple[ChangedChapter, ...]


@dataclass(frozen=True, slots=True)
class DraftFacts:
    """What a draft's card says beside the details.

    `contents` names its first chapters. `former` is the story that it would bring up to date, and `report`
    then says what it would change.
    """

    chapters: int
    words: int
    contents: tuple[str, ...]
    warnings: tuple[str, ...]
    former: StoryId | None = None
    report: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """An uploaded file as it was understood, before it is kept; `kept_as` is the story that it became."""

    id: DraftId
    by: ReaderId
    origin: Origin
    details: Details
    facts: DraftFacts
    kept_as: StoryId | None = None


@dataclass(frozen=True, slots=True)
class Release:
    """A chapter that is to appear in a story; `text` is stored Markdown, `due_at` UTC in seconds."""

    id: ReleaseId
    story: StoryId
    title: str
    text: str
    due_at: int
    by: ReaderId


@dataclass(frozen=True, slots=True)
class PublicPost:
    """A message that everybody in a channel sees and that shows a story's text."""

    message: int
    channel: int
    story: StoryId


@dataclass(frozen=True, slots=True)
class ServerSettings:
    """What a server has settled: the role whose members are librarians, if any, and its time zone."""

    librarian_role: RoleId | None = None
    time_zone: str = "UTC"


@dataclass(frozen=True, slots=True)
class Credentials:
    """Who asks to change something, and from where: what decides whether they may.

    `guild` is the server that they are in, if the bot is installed there; `manages` is Discord's Manage
    Server in it. `channel` is the channel that they are in if they have Manage Channels there. `owner` is
    whoever runs the bot.
    """

    reader: ReaderId
    guild: GuildId | None = None
    manages: bool = False
    roles: frozenset[RoleId] = frozenset()
    channel: int | None = None
    owner: bool = False


@dataclass(frozen=True, slots=True)
class Limits:
    """How large things may get; `.env.example` explains each."""

    file_bytes: int = 64 * 1024 * 1024
    story_words: int = 5_000_000
    stories_of_server: int = 1_000
    import_seconds: int = 3
    import_bytes: int = 192 * 1024 * 1024
