"""Stories and chapters: what a library holds."""

from __future__ import annotations

from dataclasses import dataclass, fields
from enum import IntEnum, StrEnum

from bot.models.identities import ChapterId, GuildId, StoryId

WORDS_A_MINUTE = 238
"""Silent reading of English fiction by adults: Brysbaert, "How many words do we read per minute?" (2019)."""


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


class Completion(StrEnum):
    """Whether all of a story is there."""

    ONGOING = "ongoing"
    COMPLETE = "complete"

    @property
    def label(self) -> str:
        """What a reader sees of it."""
        return "goes on" if self is Completion.ONGOING else "complete"


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
    completion: Completion | None = None
    """None where nobody says."""
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
