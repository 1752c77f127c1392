"""A feed's entries as they stand in it, before it is decided what each of them is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

PLAUSIBLE_TIMES = range(631_152_000, 32_503_680_000)
"""The times, UTC in seconds, that a feed may give: from 1990 to 3000. Others are faults such as 1970."""


def storable(text: str) -> str:
    r"""Returns text without halves of characters, such as `\ud800` and `&#xD800;`, which cannot be stored."""
    return text.encode(errors="replace").decode()


class BodyRole(StrEnum):
    """The role in which a feed offers a text."""

    CONTENT = "content"
    """Atom's and JSON Feed's content, and `content:encoded` in RSS."""
    DESCRIPTION = "description"
    """RSS's description, which may be the whole text or a synopsis: RSS 2.0, "Elements of <item>"."""
    SUMMARY = "summary"


@dataclass(frozen=True, slots=True)
class Body:
    """A text in an entry, HTML unless it is `plain`; its relative links start from the address `base`."""

    role: BodyRole
    markup: str
    base: str
    plain: bool = False


@dataclass(frozen=True, slots=True)
class FoundEntry:
    """An entry as the feed has it. `identity` may be empty; times are UTC, in seconds since 1970."""

    identity: str
    title: str
    link: str
    author: str
    published_at: int | None
    updated_at: int | None
    bodies: tuple[Body, ...]


@dataclass(frozen=True, slots=True)
class FoundFeed:
    """A feed as it stands, its entries in its own order."""

    title: str
    link: str
    entries: tuple[FoundEntry, ...]
    warnings: tuple[str, ...] = ()
