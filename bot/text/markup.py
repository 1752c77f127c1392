"""Discord Markdown: escape, write, strip and balance it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Flag

SCENE_BREAK = r"\* \* \*"


class Style(Flag):
    """How a run of text looks."""

    PLAIN = 0
    EMPHASIS = 1
    STRONG = 2
    UNDERLINE = 4
    STRIKE = 8


@dataclass(frozen=True)
class Run:
    """A stretch of literal text in one style; `\n` in it is a line break within the paragraph."""

    text: str
    style: Style = Style.PLAIN
    link: str | None = None


def escape(plain: str) -> str:
    """Literal text as Discord Markdown: it reads on Discord as it stands here, and pings nobody."""
    raise NotImplementedError


def inline(runs: Iterable[Run]) -> str:
    """One paragraph from its runs: adjacent runs of one style joined, white space moved out of the marks."""
    raise NotImplementedError


def heading(line: str, level: int) -> str:
    """An (already inline) line as a heading of level 1 to 3; deeper ones are shown bold."""
    raise NotImplementedError


def quote(block: str) -> str:
    """(Already written) paragraphs as one block quote: every line, blank ones included, begins with `> `."""
    raise NotImplementedError


def strip(markdown: str) -> str:
    """The plain text of stored Markdown: marks gone, escapes undone."""
    raise NotImplementedError


def is_scene_break(paragraph: str) -> bool:
    """Whether a stored paragraph is nothing but a scene break (`* * *`, `-x-x-`, `oOo`, `~~~`, `⁂` …)."""
    raise NotImplementedError
