"""Reads the title page of a plain text: a subtitle between title and author, a manuscript's address."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.imports.formats.plain import detail_labels, headings
from bot.imports.formats.plain.bylines import is_pen_name, names, signature
from bot.imports.formats.plain.details import Detail, is_labelled
from bot.imports.formats.plain.paragraphs import Paragraph, plain
from bot.imports.formats.plain.titles import may_be_title

LEFT_OUT = "The address at the head of the manuscript, with its count of words, was left out."

_LINES = 16
_SUBTITLES = 3
_LONGEST = 80
_NAME_WORDS = 4  # with initials and particles
_NAME = 30  # characters of a title or a name in a script without capitals
_COUNT = re.compile(
    r"\s*\b(?:(?:about|approx(?:imately|\.)?|circa|c\.|~)\s*)?\d[\d,. ]{1,9}words?\b.*", re.IGNORECASE
)
_REACHED_AT = re.compile(r"[\w.+-]{1,64}@[\w-]{1,64}\.[\w.-]{2,64}|\+?\(?\d{2,4}\)?(?:[ .-]\d{2,4}){2,4}")


@dataclass(frozen=True)
class TitlePage:
    """What a title page says, and the paragraphs behind it; `addressed` if it gave the author's address."""

    details: tuple[Detail, ...]
    rest: tuple[Paragraph, ...]
    addressed: bool = False


def read(paragraphs: Sequence[Paragraph], *, headed: bool) -> TitlePage:
    """Returns the title page that paragraphs begin with; without details where they begin with none.
    `headed` says that they stand before a first heading.

    A title with its author right below it is left to others: there a page of its own is not needed.
    """
    lines = _short_lines(paragraphs)
    address = _address_length(lines)
    length, details = _titled(lines[address:], _COUNT.sub("", lines[0]) if address else "")
    if not details:
        length, details = _alone(lines, paragraphs, headed=headed)
    if not details:
        return TitlePage((), tuple(paragraphs))
    return TitlePage(tuple(details), tuple(_behind(paragraphs, address + length)), addressed=address > 0)


def _short_lines(paragraphs: Sequence[Paragraph]) -> list[str]:
    """Returns the first lines up to one that is too long for a title page, or begins the story's details."""
    found: list[str] = []
    for paragraph in paragraphs[:_LINES]:
        for line in paragraph.lines:
            if len(line) > _LONGEST or is_labelled(line) or headings.parse(line):
                return found
            found.append(plain(line).strip())
    return found[:_LINES]


def _address_length(lines: Sequence[str]) -> int:
    """Returns the number of lines up to the last that says where to reach the author or, in a manuscript that
    begins with its count of words, how long it is; 0 where nothing says so.
    """
    counted = bool(lines and _COUNT.search(lines[0]))
    told = [i for i, line in enumerate(lines) if _REACHED_AT.fullmatch(line) or (counted and not i)]
    if not told or (told[-1] == 0 and not counted):
        return 0
    behind = told[-1] + 1
    return behind + (behind < len(lines) and bool(_COUNT.fullmatch(lines[behind])))


def _titled(lines: Sequence[str], addressee: str) -> tuple[int, list[Detail]]:
    """Returns how many lines the title takes up with what belongs to it, and the details that they are."""
    if not lines or lines[0][-1:] in (*".,;:", ""):
        return 0, []
    for i, line in enumerate(lines[1 : _SUBTITLES + 2], 1):
        author = addressee if addressee and line.casefold() == addressee.casefold() else signature(line)
        if author and (i > 1 or addressee):
            subtitles = (Detail("notes", Paragraph((subtitle,))) for subtitle in lines[1:i])
            return i + 1, [_detail("title", lines[0]), _detail("authors", author), *subtitles]
        if author or line.endswith((".", "!", "?")):
            break
    if addressee and may_be_title(lines[0]):
        return 1, [_detail("title", lines[0]), _detail("authors", addressee)]
    return 0, []


def _alone(
    lines: Sequence[str], paragraphs: Sequence[Paragraph], *, headed: bool
) -> tuple[int, list[Detail]]:
    """Returns the title and the author, or a subtitle, that stand alone before labels or a heading: there a
    name needs no `by`, and in a script without capitals, which elsewhere show what is a title, any short line
    may be one.
    """
    every = [line for paragraph in paragraphs[:_LINES] for line in paragraph.lines]
    below = every[len(lines) :]
    if not 0 < len(lines) <= 2 or not (headed or below) or (below and not is_labelled(below[0])):
        return 0, []
    title, *second = map(headings.bare, lines)
    if headed and all(map(_may_be_name, lines)):
        return len(lines), [_detail("title", title), *(_detail("authors", signature(a) or a) for a in second)]
    if not second or not may_be_title(title) or signature(second[0]):
        return 0, []
    is_name = (names(second[0]) and len(second[0].split()) <= _NAME_WORDS) or (
        below and is_pen_name(second[0])
    )
    if is_name and not any(map(_names_author, below)):
        return 2, [_detail("title", title), _detail("authors", second[0])]
    return (2, [_detail("title", title), _detail("notes", second[0])]) if below else (0, [])


def _names_author(line: str) -> bool:
    label = detail_labels.read(line)
    return label is not None and label.kind == "authors"


def _may_be_name(line: str) -> bool:
    known = any(map(str.isalpha, line)) and line.lower() == line.upper()
    return (
        known and len(line) <= _NAME and line[-1] not in "。.，、؟,；;:：」』”»" and line[0] not in "「『“«—"
    )


def _detail(kind: str, line: str) -> Detail:
    return Detail(kind, Paragraph((line,)))


def _behind(paragraphs: Sequence[Paragraph], length: int) -> list[Paragraph]:
    """Returns the paragraphs without so many of their first lines."""
    for i, paragraph in enumerate(paragraphs):
        if length < len(paragraph.lines):
            return [paragraph.below(length), *paragraphs[i + 1 :]]
        length -= len(paragraph.lines)
    return []
