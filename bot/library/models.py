"""The library's view of a story."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from zlib import crc32

from bot.errors import StaleButtonError
from bot.shelf.models import ShelfLine
from bot.stories.models import Listing, Story
from bot.stories.queries.stories import folded


class LibraryOrder(IntEnum):
    """The order of a list of the library. The numbers stand in the custom ids of buttons."""

    TITLE = 0
    NEWEST = 1
    LONGEST = 2
    SHORTEST = 3


class LibraryStatus(IntEnum):
    """The stories that are listed, by whether they are complete. The numbers stand in custom ids."""

    ANY = 0
    COMPLETE = 1
    ONGOING = 2


@dataclass(frozen=True, slots=True)
class Arrangement:
    """How the library is listed. `fandom` and `language` are `name_number`s of those that stories are limited
    to, 0 for any."""

    order: LibraryOrder = LibraryOrder.TITLE
    status: LibraryStatus = LibraryStatus.ANY
    fandom: int = 0
    language: int = 0

    @property
    def number(self) -> int:
        """The arrangement as one number, as a button keeps it."""
        names = self.language << _NAME_BITS | self.fandom
        return names << 2 * _ENUM_BITS | self.status << _ENUM_BITS | self.order

    @classmethod
    def of_number(cls, number: int) -> Arrangement:
        """Returns the arrangement of a button. Raises StaleButtonError where it is none of ours."""
        order, status = number & _ENUM_MASK, number >> _ENUM_BITS & _ENUM_MASK
        names = number >> 2 * _ENUM_BITS
        if order not in list(LibraryOrder) or status not in list(LibraryStatus) or names >> 2 * _NAME_BITS:
            raise StaleButtonError
        return cls(LibraryOrder(order), LibraryStatus(status), names & _NAME_MASK, names >> _NAME_BITS)


_ENUM_BITS, _NAME_BITS = 4, 16
_ENUM_MASK, _NAME_MASK = (1 << _ENUM_BITS) - 1, (1 << _NAME_BITS) - 1


def name_number(name: str) -> int:
    """Returns the number by which a button knows a fandom or a language, above 0: 16 bits of a digest, since
    buttons have no room for names."""
    return crc32(folded(name).encode()) % _NAME_MASK + 1


@dataclass(frozen=True, slots=True)
class LibraryPage:
    """A page of the library: what it is limited to, and its stories. `fandom` and `language` are the names
    that the numbers of the arrangement stand for, empty for any."""

    stories: Listing[Story]
    search: str
    arrangement: Arrangement
    fandom: str
    language: str


@dataclass(frozen=True, slots=True)
class LibraryChoices:
    """What the library can be limited to, the commonest first, each with the number of its stories; and the
    page that it is limited to now."""

    page: LibraryPage
    fandoms: tuple[tuple[str, int], ...]
    languages: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Card:
    """A story as its card shows it: `cover` is the bytes of an image file, `line` what its reader's shelf
    knows of it."""

    story: Story
    cover: bytes | None
    line: ShelfLine
