"""Stories, chapters, places in their texts and the people who ask for them, as every feature uses them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from typing import Generic, NamedTuple, TypeVar

from bot.stories.details import Details
from bot.stories.ids import ChapterId, GuildId, ReaderId, RoleId, StoryId
from bot.text.pace import Script, words_a_minute

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Listing(Generic[T]):
    """One page of a longer list; `page` counts from 0."""

    lines: tuple[T, ...]
    page: int
    pages: int
    total: int


def page_within(page: int, total: int, size: int) -> tuple[int, int]:
    """Returns the page to show of a list that may have shrunk since its button was sent, and the number of
    pages. Pages count from 0."""
    pages = max(1, -(-total // size))
    return max(0, min(page, pages - 1)), pages


def page_of(lines: Sequence[T], page: int, size: int) -> Listing[T]:
    """Returns the page to show of a list, as `page_within` chooses it."""
    shown, pages = page_within(page, len(lines), size)
    return Listing(tuple(lines[shown * size : (shown + 1) * size]), shown, pages, len(lines))


class ChapterKind(StrEnum):
    """The part of the book that a chapter belongs to. Only the body is counted, quoted and searched."""

    FRONT = "front"
    BODY = "body"
    BACK = "back"


class NamedChapter(NamedTuple):
    """What a chapter is called by."""

    id: ChapterId
    number: int | None
    title: str
    kind: ChapterKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Story(Details):
    """A story without its text.

    `chapters` and `words` count the body, and `script` is what it is written in. `guild` is None where the
    story belongs to the whole installation. `owner` is the author whose own story it is, None where it is
    nobody's but the librarians'. `accent` is the colour of its cover as 24 bits of RGB, None while that is
    not ready.
    """

    id: StoryId
    guild: GuildId | None
    chapters: int
    words: int
    script: Script = Script.LATIN
    owner: ReaderId | None = None
    accent: int | None = None

    recurs = True  # whoever reads it has the same (bot/database/rows.py)

    @classmethod
    def of(
        cls,
        details: Details,
        *,
        identity: StoryId,
        guild: GuildId | None,
        chapters: int,
        words: int,
        script: Script = Script.LATIN,
        owner: ReaderId | None = None,
    ) -> Story:
        """Returns a story with these details."""
        values = {each.name: getattr(details, each.name) for each in fields(Details)}
        return cls(
            **values, id=identity, guild=guild, chapters=chapters, words=words, script=script, owner=owner
        )

    @property
    def words_a_minute(self) -> int:
        """How fast the story is read."""
        return words_a_minute(self.language, self.script)


@dataclass(frozen=True, slots=True)
class Origin:
    """The source of a story: its file's name, the digest of the contents, and the server that it is to belong
    to."""

    name: str
    digest: str
    guild: GuildId | None = None


@dataclass(frozen=True, slots=True)
class EarlyAccess:
    """Who may read a chapter before it is open to all: those with one of these roles of a server.

    `opens_at` is when it opens to everybody, UTC in seconds; None: when a librarian says so.
    """

    guild: GuildId
    roles: tuple[RoleId, ...]
    opens_at: int | None = None


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
    kind: ChapterKind
    revision: int
    characters: int
    words: int
    words_before: int

    recurs = True


@dataclass(frozen=True, slots=True)
class Credentials:
    """The person who asks to change something, and the rights that they have there.

    `guild` is the server that they are in, if the bot is installed there; `manages` is Discord's Manage
    Server in it, `moderates` Manage Messages. `channel` is the channel that they are in if they have Manage
    Channels there. `owner` is set for whoever runs the bot.
    """

    reader: ReaderId
    guild: GuildId | None = None
    manages: bool = False
    roles: frozenset[RoleId] = frozenset()
    channel: int | None = None
    owner: bool = False
    moderates: bool = False


@dataclass(frozen=True, slots=True)
class LookedAfter:
    """The stories that somebody looks after: a server's own, the whole installation's, or both.

    With `author`, those of the server are only the stories that this author owns.
    """

    guild: GuildId | None = None
    installation: bool = False
    author: ReaderId | None = None


class Spoilers(StrEnum):
    """The parts of a story hidden from a reader beyond the furthest place that they have reached in it."""

    OFF = "off"
    TEXT = "text"
    TITLES = "titles"
    """The text, and the titles of chapters."""


BEHIND = 1 << 27
"""The offset that names the first page of notes behind a chapter's text: no text is as long."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a story's text, as every button names it. It stays true when the passage length changes.

    `offset` counts characters of the chapter's stored text in `revision`. Below 0 it counts back from the
    text into the pages of the author's notes before a chapter: -1 is the last of them. From `BEHIND` on it
    counts the pages of the notes after it. Only buttons name such pages; no bookmark does.
    """

    chapter: ChapterId
    revision: int
    offset: int

    @property
    def is_in_text(self) -> bool:
        """Whether this is a place in the text, and no page of notes."""
        return 0 <= self.offset < BEHIND


@dataclass(frozen=True, slots=True)
class Excerpt:
    """An excerpt of a chapter's stored text: from a place up to the offset `end`."""

    place: Place
    end: int


LONGEST_EXCERPT = 8_000
"""Characters of stored text that a saved quote has at most: more than any passage."""


class Spot(NamedTuple):
    """A place that can be compared: the chapter's position in its story, then the offset in its text."""

    position: int
    offset: int


@dataclass(frozen=True, slots=True)
class Audience:
    """The person who looks at stories, and where they do: it decides which stories may be shown.

    `guild` is the server they are in, if the bot is installed there. `direct` is set in a direct message with
    the bot, and `member_of` then has the servers whose stories are available to the reader there. `roles` are
    those by which chapters may be open to them early; whatever others see has none, and is `public`.
    """

    reader: ReaderId
    guild: GuildId | None = None
    direct: bool = False
    age_restricted: bool = False
    member_of: frozenset[GuildId] = frozenset()
    roles: frozenset[RoleId] = frozenset()
    public: bool = False

    @property
    def in_public(self) -> Audience:
        """The audience of what this person shows to everybody: no chapter is open to it early."""
        return replace(self, roles=frozenset(), public=True)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A story as autocomplete offers it. `percent` is the share that its reader has read, None where not
    begun."""

    story: StoryId
    title: str
    authors: tuple[str, ...]
    percent: int | None
