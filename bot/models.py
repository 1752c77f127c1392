"""What Fireside is about: stories, readers and places, as frozen data that crosses every border."""

from __future__ import annotations

from dataclasses import dataclass, fields
from enum import IntEnum, StrEnum
from typing import Generic, NamedTuple, NewType, TypeVar

StoryId = NewType("StoryId", int)
ChapterId = NewType("ChapterId", int)
ReaderId = NewType("ReaderId", int)
GuildId = NewType("GuildId", int)
ReadingId = NewType("ReadingId", int)
RoleId = NewType("RoleId", int)
DraftId = NewType("DraftId", int)
ChangeId = NewType("ChangeId", int)
ReleaseId = NewType("ReleaseId", int)
QuoteId = NewType("QuoteId", int)
SpeakerId = NewType("SpeakerId", int)
SavedQuoteId = NewType("SavedQuoteId", int)
SubscriptionId = NewType("SubscriptionId", int)
DeliveryId = NewType("DeliveryId", int)

T = TypeVar("T")

WORDS_A_MINUTE = 238
"""Silent reading of English fiction by adults: Brysbaert, "How many words do we read per minute?" (2019)."""


class Length(StrEnum):
    """How much of a story one message shows."""

    SHORT = "short"
    MEDIUM = "medium"
    LONG = "long"

    @property
    def limit(self) -> int:
        """Characters at most of a passage as it is shown."""
        return {Length.SHORT: 900, Length.MEDIUM: 1_800, Length.LONG: 3_600}[self]


class Spoilers(StrEnum):
    """What is kept from a reader of a story beyond the furthest place that they have reached in it."""

    OFF = "off"
    TEXT = "text"
    TITLES = "titles"
    """The text, and the titles of chapters."""


class Rating(IntEnum):
    """For whom a story is meant; the order is the order of severity."""

    GENERAL = 0
    TEEN = 1
    MATURE = 2
    EXPLICIT = 3

    @property
    def label(self) -> str:
        """The rating as a reader sees it."""
        return self.name.capitalize()

    @property
    def restricted(self) -> bool:
        """Whether it is served only where readers are known to be of age."""
        return self >= Rating.MATURE


UNRATED = Rating.TEEN
"""What a story without a rating counts as."""


class Kind(StrEnum):
    """Where a chapter stands in its book. Only the body is counted, quoted and searched."""

    FRONT = "front"
    BODY = "body"
    BACK = "back"


@dataclass(frozen=True, slots=True, kw_only=True)
class Details:
    """What is said of a story. `summary`, `notes` (the author's) and `disclaimer` are stored Markdown; the
    rest is plain text."""

    title: str
    authors: tuple[str, ...] = ()
    language: str = ""
    summary: str = ""
    notes: str = ""
    disclaimer: str = ""
    rating: Rating | None = None
    content_warnings: tuple[str, ...] = ()
    fandoms: tuple[str, ...] = ()
    characters: tuple[str, ...] = ()
    relationships: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    source: str = ""
    licence: str = ""
    quotable: bool = True
    """Whether the author lets lines of it be quoted."""

    @property
    def effective_rating(self) -> Rating:
        """The rating that decides where the story may be shown."""
        return UNRATED if self.rating is None else self.rating


@dataclass(frozen=True, slots=True, kw_only=True)
class Story(Details):
    """A story without its text.

    `chapters` and `words` count the body. `guild` is None where the story belongs to the whole installation.
    """

    id: StoryId
    guild: GuildId | None
    chapters: int
    words: int

    @classmethod
    def of(
        cls, details: Details, *, identity: StoryId, guild: GuildId | None, chapters: int, words: int
    ) -> Story:
        """A story of these details."""
        said = {each.name: getattr(details, each.name) for each in fields(Details)}
        return cls(**said, id=identity, guild=guild, chapters=chapters, words=words)


@dataclass(frozen=True, slots=True)
class Origin:
    """What a story is made from: its file's name, the digest of the contents, and whose it is to be."""

    name: str
    digest: str
    guild: GuildId | None = None


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter without its text.

    `position` is its place in reading order from 0, front and back matter included; `number` counts the body
    from 1 and is None elsewhere. `characters` is the length of the text of `revision`; `words_before` counts
    the words of the body in front of it.
    """

    id: ChapterId
    story: StoryId
    position: int
    number: int | None
    title: str
    kind: Kind
    revision: int
    characters: int
    words: int
    words_before: int


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a story's text, as every button names it: it stays true when a passage length changes.

    `offset` counts characters of the chapter's stored text in `revision`. Below 0 it counts back from the
    text into the pages of the author's notes before a story's first chapter: -1 is the last of them.
    """

    chapter: ChapterId
    revision: int
    offset: int


@dataclass(frozen=True, slots=True)
class Slice:
    """A slice of a chapter's stored text: from a place up to the offset `end`."""

    place: Place
    end: int


LONGEST_SLICE = 8_000
"""Characters of stored text that a saved quote has at most: more than any passage."""


class Spot(NamedTuple):
    """A place that can be compared: the chapter's position in its story, then the offset in its text."""

    position: int
    offset: int


@dataclass(frozen=True, slots=True)
class Bookmark:
    """Where a reader is: the start of the passage last shown, the end of the furthest one reached, and the
    place that the last jump left, if any."""

    current: Spot
    furthest: Spot
    undo: Spot | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """One read of a story by one reader. Times are UTC, in seconds since 1970.

    `words_gone` is set where an edit took the words that they had stopped at, until they come back.
    """

    id: ReadingId
    story: StoryId
    bookmark: Bookmark
    started_at: int
    read_at: int
    finished_at: int | None
    words_gone: bool = False


@dataclass(frozen=True, slots=True)
class Audience:
    """Who looks, and from where: it decides which stories may be shown.

    `guild` is the server the bot is installed in, if they are in one; `direct` is a direct message with the
    bot, and `member_of` then the servers whose stories follow the reader there.
    """

    reader: ReaderId
    guild: GuildId | None = None
    direct: bool = False
    age_restricted: bool = False
    member_of: frozenset[GuildId] = frozenset()


@dataclass(frozen=True, slots=True)
class Panel:
    """One page of a story as the reading panel shows it.

    `slice` is the passage, None on a page of notes. `text` is Markdown ready to be shown; `notes` stands
    before it, set apart. `index` counts the passages of the chapter from 0. `back` and `next` are where the
    buttons lead, None at the ends of the story. `next_chapter` is set where *Next* leaves the chapter.
    `again` is set at the end of the story: the read that *Read again* would close.
    """

    story: Story
    chapter: Chapter
    place: Place
    slice: Slice | None
    text: str
    notes: str
    index: int
    count: int
    percent: int
    minutes_left: int
    back: Place | None
    next: Place | None
    next_chapter: Chapter | None
    again: ReadingId | None
    words_gone: bool


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
class Readership:
    """How many people have begun a story, and how many of them have finished it."""

    readers: int
    finished: int


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


class QuoteKind(StrEnum):
    """What a quote is taken from."""

    SPEECH = "speech"
    NARRATION = "narration"


@dataclass(frozen=True, slots=True)
class Quote:
    """Something worth repeating.

    `spans` are offsets of the chapter's stored text in `chapter.revision`, in order; `text` is plain. `speaker`
    is who says it, None where the text does not say.
    """

    id: QuoteId
    story: Story
    chapter: Chapter
    spans: tuple[tuple[int, int], ...]
    text: str
    speaker: str | None
    kind: QuoteKind


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody who says a line that may be quoted."""

    id: SpeakerId
    name: str


@dataclass(frozen=True, slots=True)
class Wish:
    """What a quote is to be of: a story, a speaker, words that it holds; each of them may be left open."""

    story: StoryId | None = None
    speaker: SpeakerId | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class SavedQuote:
    """Lines that a reader keeps.

    `markdown` are the words as they were when they were saved, whatever the text says now. `slice` is where
    they stand; an edit that took them leaves it in the last revision that had them.
    """

    id: SavedQuoteId
    story: Story
    chapter: Chapter
    slice: Slice
    markdown: str
    speaker: str | None
    saved_at: int


class Progress(StrEnum):
    """How far a reader is in a chapter."""

    READ = "read"
    HERE = "here"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class ChapterLine:
    """A chapter as the chapter menu lists it."""

    chapter: Chapter
    progress: Progress


@dataclass(frozen=True, slots=True)
class Listing(Generic[T]):
    """One page of a longer list; `page` counts from 0."""

    lines: tuple[T, ...]
    page: int
    pages: int
    total: int


@dataclass(frozen=True, slots=True)
class Contents:
    """A story's chapters as the chapter menu lists them, one page of them, and the place to go back to."""

    story: Story
    place: Place
    chapters: Listing[ChapterLine]


@dataclass(frozen=True, slots=True)
class Preferences:
    """What a reader has chosen for themselves."""

    length: Length
    spoilers: Spoilers


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as a menu offers it: where it stands in its chapter's stored text, and its plain text."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Sentences:
    """The sentences of a slice of a story, one page of them."""

    story: Story
    slice: Slice
    sentences: Listing[Sentence]


@dataclass(frozen=True, slots=True)
class Options:
    """What the ⋯ menu of a panel offers at a place."""

    story: Story
    place: Place
    length: Length
    undo: Place | None


@dataclass(frozen=True, slots=True)
class ShelfLine:
    """A story as the shelf lists it: where its reader is, and how far they have read, in percent."""

    story: Story
    reading: Reading
    chapter: Chapter
    percent: int


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A story as autocomplete offers it; `percent` is how far its reader is, None where not begun."""

    story: StoryId
    title: str
    authors: tuple[str, ...]
    percent: int | None


@dataclass(frozen=True, slots=True)
class Hit:
    """A line that was searched for: its chapter, and the place at which the match begins.

    `line` is the sentence as plain text, cut to a size that lists can show; `matches` are the stretches of it
    (start, end) that were searched for.
    """

    story: Story
    chapter: Chapter
    place: Place
    line: str
    matches: tuple[tuple[int, int], ...]


class Obstacle(StrEnum):
    """Why a notice does not reach its subscriber."""

    CLOSED = "closed"
    """They take no direct messages from the bot."""
    NO_SERVER = "no server"
    """They share no server with the bot."""
    NO_ACCESS = "no access"
    """The bot may not see the channel, or not post there."""
    GONE = "gone"
    """The channel was deleted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscription:
    """A wish to be told of a story's new chapters: by the reader who asked, or in a channel of a server.

    `channel` is None where the reader is told by direct message. `role` is pinged in the channel. `told` is
    the last announcement that went to it. `snoozed_until` is UTC in seconds. `suspended` says why the last
    notice did not arrive; the next new chapter tries once more.
    """

    id: SubscriptionId
    reader: ReaderId
    story: StoryId
    guild: GuildId | None = None
    channel: int | None = None
    role: RoleId | None = None
    told: int = 0
    snoozed_until: int = 0
    suspended: Obstacle | None = None
    stopped: bool = False


@dataclass(frozen=True, slots=True)
class Subscribed:
    """A subscription with its story."""

    subscription: Subscription
    story: Story


@dataclass(frozen=True, slots=True)
class Delivery:
    """A notice that is being delivered.

    `channel` is where it goes, None where the direct messages with the reader are not open yet. `nonce` is
    what its message is known by. `attempts` counts this one. `upto` is the last announcement that it tells,
    `first_tried_at` UTC in seconds.
    """

    id: DeliveryId
    subscription: Subscription
    channel: int | None
    nonce: int
    attempts: int
    upto: int
    first_tried_at: int


@dataclass(frozen=True, slots=True)
class Notice:
    """What a notice says: the chapters that are new, and where its reader stopped, if it is for one who has
    begun the story."""

    story: Story
    chapters: tuple[Chapter, ...]
    stopped_in: Chapter | None
