"""Finds the headings that only their neighbours show to be headings: lines that count up, are marked alike,
or stand in the table of contents.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from bot.imports.formats.plain import numbers
from bot.imports.formats.plain.heading import Heading, as_typed, numeral
from bot.imports.formats.plain.heading_words import ENGLISH
from bot.imports.formats.plain.headings import bare, is_contents, read
from bot.imports.formats.plain.paragraphs import Paragraph, plain
from bot.imports.formats.plain.titles import is_title_behind_number, may_be_title
from bot.imports.labels import introduces
from bot.stories.models import ChapterKind
from bot.text.late_pattern import LatePattern

_WORDS = numbers.cardinal(ENGLISH)
_THINGS = "day|night|week|month|entry|log|track|file|record|update|issue|prompt|drabble|snippet|instalment"
_LEVEL = 1_000  # in numbers of two levels the higher one counts so much
_TITLED = r"(?:\s*[.:)|\]–—、．-]+(?:\s+|(?!\d))|\s+)(?P<title>\S.*)"  # no time of day (`1:30`)
_Shape = re.Pattern[str] | LatePattern
_IN_WORDS = LatePattern(rf"(?P<label>{_WORDS})(?:[.:]?|{_TITLED})", re.IGNORECASE)
_NUMERALS: tuple[_Shape, ...] = (
    re.compile(rf"(?:#|no\.\s*)?(?P<label>\d{{1,3}})(?:[.:)、．]?|{_TITLED})", re.IGNORECASE),
    re.compile(rf"(?P<label>[IVXLC]{{1,9}})(?:[.:)]?|{_TITLED})"),
    re.compile(rf"(?P<label>[ivxlc]{{1,9}})(?:[.:)]?|{_TITLED})"),
    re.compile(rf"(?P<label>{numbers.SIGNS})(?:[.．、:：]?|(?:\s*[.．、:：]\s*|\s+)(?P<title>\S.*))"),
    _IN_WORDS,
    LatePattern(
        rf"(?P<label>(?:{_THINGS})\s+#?(?P<digits>\d{{1,4}}|{_WORDS}))(?:[.:]?|{_TITLED})", re.IGNORECASE
    ),
    re.compile(rf"(?P<label>c\.?\s?(?P<digits>\d{{1,4}}))(?:[.:]?|{_TITLED})", re.IGNORECASE),
    re.compile(rf"[(\[]?(?P<label>(?P<digits>\d{{1,3}})\s?/\s?\d{{1,3}})[)\]]?(?:[.:]?|{_TITLED})"),
    LatePattern(
        r"(?P<label>(?:v(?:ol)?\.?\s?)?(?P<outer>\d{1,3})(?:\.|\s?,?\s?ch?\.?\s?)(?P<digits>\d{1,3}))"
        rf"(?:{_TITLED})?",
        re.IGNORECASE,
    ),
)
"""The shapes of a chapter's numeral, one to a book: digits, Roman, small Roman, Chinese signs, words, what is
numbered in place of chapters (`Day 1`), and numbers of two levels (`1.02`, `V1C2`)."""
_MARK = re.compile(r"(?P<mark>#{1,3}) (?P<title>\S.{0,100})")
_UNDERLINE = re.compile(r"([-=~_*–—])\1{2,}")
_NUMERAL_WORDS = 50  # fewer to a numeral than that, and they number a list
_LONGEST_TITLE = 80


def headings(paragraphs: Sequence[Paragraph]) -> dict[int, Heading]:
    """Returns the headings that paragraphs begin with, by the index of the paragraph."""
    sure: dict[int, Heading] = {}
    doubtful: dict[int, Heading] = {}
    for i, paragraph in enumerate(paragraphs):
        if found := read(paragraph.lines[0]):
            heading, is_sure = found
            if is_sure:
                sure[i] = heading
            elif _stands_alone(paragraph):
                doubtful[i] = heading
    sure = _without_notes(paragraphs, sure)
    counted = _counted(sure, doubtful)
    if any(heading.is_chapter for heading in (*sure.values(), *counted.values())):
        return sure | counted
    outer = {i for i, heading in sure.items() if heading.is_outer}
    others = (
        _numerals(paragraphs, outer) or _marked(paragraphs) or _underlined(paragraphs) or _listed(paragraphs)
    )
    return others | sure


def is_underline(line: str) -> bool:
    """Returns whether a line is only a row of one sign, as typed below a heading."""
    return _UNDERLINE.fullmatch(line.strip()) is not None


def _without_notes(paragraphs: Sequence[Paragraph], sure: dict[int, Heading]) -> dict[int, Heading]:
    """Returns the headings without those that are the label of a chapter's notes: 前書き behind a chapter's
    heading, 後書き before the next one.
    """
    chapters = [i for i, heading in sure.items() if heading.is_chapter]
    if not chapters:
        return sure
    outside = {ChapterKind.FRONT: range(chapters[0]), ChapterKind.BACK: range(chapters[-1], len(paragraphs))}
    return {
        i: heading
        for i, heading in sure.items()
        if i in outside.get(heading.kind, (i,)) or not introduces(bare(paragraphs[i].lines[0]))
    }


def _counted(sure: dict[int, Heading], doubtful: dict[int, Heading]) -> dict[int, Heading]:
    """Returns the doubtful headings whose number follows the last one's, or comes before the next one's."""
    families: dict[tuple[str, str], list[tuple[int, Heading]]] = defaultdict(list)
    unsure: dict[int, Heading] = {}
    for i, heading in sorted((sure | doubtful).items()):
        if i in doubtful and heading.is_unsure:
            unsure[i] = heading
        else:
            families[heading.story.casefold(), heading.word].append((i, heading))
    found = {i: heading for members in families.values() for i, heading in _in_order(members, sure)}
    if not sure and len(doubtful) == 1 and 0 in doubtful and doubtful[0].story:
        found |= doubtful  # the file is one chapter, and begins with `The Lamp: Chapter 1`
    if any(heading.is_chapter and heading.number for heading in (*sure.values(), *found.values())):
        found |= {i: heading for i, heading in unsure.items() if heading.number or _is_short(heading)}
    return found


def _in_order(
    members: Sequence[tuple[int, Heading]], sure: dict[int, Heading]
) -> Iterator[tuple[int, Heading]]:
    known = {heading.number for i, heading in members if i in sure}
    counted = [0.0, *(heading.number for _, heading in members), 0.0]
    for (i, heading), before, after in zip(members, counted, counted[2:], strict=False):
        follows, leads = before and 0 < heading.number - before <= 1, 0 < after - heading.number <= 1
        if i not in sure and heading.number not in known and (follows or leads):
            yield i, heading


def _is_short(heading: Heading) -> bool:
    return not heading.title or is_title_behind_number(heading.title)


def _stands_alone(paragraph: Paragraph) -> bool:
    """Returns whether a paragraph is one line, or one that is underlined."""
    lines = paragraph.lines
    return len(lines[0]) <= _LONGEST_TITLE and (
        len(lines) == 1 or (len(lines) == 2 and is_underline(lines[1]))
    )


def _numerals(paragraphs: Sequence[Paragraph], outer: set[int]) -> dict[int, Heading]:
    """Returns the numerals that head the chapters of a book without other headings.

    They count up from one, and in each part may begin again; short entries so numbered are a list.
    """
    lines = {i: bare(plain(each.lines[0])) for i, each in enumerate(paragraphs) if _stands_alone(each)}
    for shape in _NUMERALS:
        numbered = {i: line for i in lines if (line := _numeral(lines[i], shape, paragraphs, i))}
        found = _in_a_row(numbered, outer)
        if len(found) > 1 and _hold_text(paragraphs, found, words_only=shape is _IN_WORDS):
            return found
    return {}


def _in_a_row(lines: dict[int, Heading], outer: set[int]) -> dict[int, Heading]:
    found: dict[int, Heading] = {}
    last, may_begin = 0.0, True
    for i in sorted({*lines, *outer}):
        if i not in lines:
            may_begin = True
            continue
        heading = lines[i]
        if _is_listed(lines, i) or not _follows(heading.number, last, may_begin=may_begin):
            continue
        found[i] = heading
        last, may_begin = heading.number, False
    return found


def _follows(number: float, last: float, *, may_begin: bool) -> bool:
    if number < _LEVEL:
        return number == last + 1 or (number == 1 and may_begin)
    begins = number % _LEVEL <= 1 and number // _LEVEL == max(1, last // _LEVEL + 1)
    return number == last + 1 or begins


def _is_listed(lines: dict[int, Heading], i: int) -> bool:
    """Returns whether the next or the last number stands right beside a line, with no text between."""
    return any(j in lines and lines[j].number - lines[i].number == j - i for j in (i - 1, i + 1))


def _numeral(
    line: str, shape: re.Pattern[str] | LatePattern, paragraphs: Sequence[Paragraph], i: int
) -> Heading | None:
    if not (match := shape.fullmatch(line)):
        return None
    title = match["title"] or ""
    if not title and _is_page_number(paragraphs, i):
        return None
    if not _may_stand_behind(title, match):
        return None
    heading = numeral(match["label"], title)
    groups = match.groupdict()
    if digits := groups.get("digits"):
        number = numbers.value(digits) + _LEVEL * float(groups.get("outer") or 0)
        heading = replace(heading, number=number)
    if title and not match["label"].isascii():  # 一、点灯
        return replace(heading, between=as_typed(line[match.end("label") : match.start("title")]))
    return heading


def _may_stand_behind(title: str, match: re.Match[str]) -> bool:
    """Returns whether words behind a numeral can be a title; behind a mere space, only capitalised ones."""
    between = match.string[match.end("label") : match.start("title")] if title else ""
    if title and not between.strip():
        return is_title_behind_number(title) or may_be_title(title)
    if title.endswith("."):
        return may_be_title(title.rstrip(".")) or title.endswith("..")
    return not title.endswith((",", ";", ":"))


def _is_page_number(paragraphs: Sequence[Paragraph], i: int) -> bool:
    """Returns whether the sentence before a bare number goes on behind it."""
    if not 0 < i < len(paragraphs) - 1:
        return False
    before, after = paragraphs[i - 1].text[-1], paragraphs[i + 1].text[0]
    return (before.islower() or before == ",") and after.islower()


def _hold_text(paragraphs: Sequence[Paragraph], found: dict[int, Heading], *, words_only: bool) -> bool:
    """Returns whether there is enough between headings for chapters: any prose behind a bare figure, and
    behind a title, a number in words, or in verse, so much that it is no list, count-down or stanza.
    """
    bodies = [paragraphs[start + 1 : end] for start, end in pairwise([*sorted(found), len(paragraphs)])]
    words = [sum(paragraph.words for paragraph in body) for body in bodies]
    every = [paragraph for body in bodies for paragraph in body]
    verse = sum(len(paragraph.lines) > 1 for paragraph in every) * 2 > len(every)
    titled = any(heading.title for heading in found.values())
    if verse or titled or words_only:
        return sorted(words)[(len(words) - 1) // 2] >= _NUMERAL_WORDS  # the lower median
    return all(words)


def _marked(paragraphs: Sequence[Paragraph]) -> dict[int, Heading]:
    """Returns the lines that a `#` marks as headings, of the largest size that there are several of."""
    sizes: dict[int, dict[int, Heading]] = defaultdict(dict)
    for i, paragraph in enumerate(paragraphs):
        if match := _MARK.fullmatch(paragraph.lines[0]):
            sizes[len(match["mark"])][i] = _named(plain(match["title"]))
    return next((sizes[size] for size in sorted(sizes) if len(sizes[size]) > 1), {})


def _underlined(paragraphs: Sequence[Paragraph]) -> dict[int, Heading]:
    """Returns the lines that are underlined, if there are several."""
    found = {
        i: _named(plain(paragraph.lines[0]))
        for i, paragraph in enumerate(paragraphs)
        if len(paragraph.lines) > 1 and _is_underlined(*paragraph.lines[:2])
    }
    return found if len(found) > 1 else {}


def _is_underlined(line: str, below: str) -> bool:
    alike = abs(len(below) - len(line)) <= 2 + len(line) // 10
    return alike and len(line) <= _LONGEST_TITLE and line[-1] not in ".,;" and is_underline(below)


def _listed(paragraphs: Sequence[Paragraph]) -> dict[int, Heading]:
    """Returns the lines that the table of contents lists, where they stand by themselves behind it."""
    start = next((i for i, each in enumerate(paragraphs) if is_contents(plain(each.lines[0]))), None)
    if start is None:
        return {}
    entries: dict[str, int] = {}
    alone: dict[str, list[int]] = defaultdict(list)
    for i, paragraph in enumerate(paragraphs[start:], start):
        for line in paragraph.lines:
            alone[_folded(line)].append(i)
    for i in range(start, len(paragraphs)):
        lines = [_folded(line) for line in paragraphs[i].lines if not is_contents(plain(line))]
        if not all(alone[line][-1] > i and line not in entries for line in lines):
            break
        entries |= dict.fromkeys(lines, i)
    places = {entry: alone[entry][-1] for entry in entries if _stands_alone(paragraphs[alone[entry][-1]])}
    ordered = list(places.values())
    if len(places) < 2 or len(places) < len(entries) or ordered != sorted(ordered):
        return {}
    return {i: _named(plain(paragraphs[i].lines[0])) for i in ordered}


def _folded(line: str) -> str:
    return " ".join(plain(line).casefold().split())


def _named(line: str) -> Heading:
    return replace(numeral("0", ""), label=bare(line) or line)
