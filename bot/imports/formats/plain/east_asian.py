"""The shapes of headings in Chinese, Japanese and Korean, which join a number to its word: 第一章, 3화."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from bot.imports.formats.plain import numbers
from bot.imports.formats.plain.heading import INNER, Heading, as_typed
from bot.imports.formats.plain.heading_words import HeadingWords, words_of
from bot.imports.formats.plain.numbers import one_of
from bot.stories.models import ChapterKind
from bot.text.languages import BY_TAG, folded

_LONGEST_TITLE = 40
_MAX_STORY = 60
_SEPARATOR = re.compile(r"\s*[:：.．、|｜·・～~—–-]+\s*|\s+")
_ENDS = ("。", "，", "、", "；", ".", ",", ";")
# What goes on with a sentence that only mentions a chapter: 第三章里他写道, 第三話では.
_GOES_ON = frozenset(
    "里裡中内內的是讲講说說了，、。末分时時之后後在有就也都被把与和及以为為这這那はでのをにがもとやからへ"
)
_EPISODES = frozenset(("*화", "*話"))
_ENCLOSED = re.compile(r"[（(《「『【〈“][^（）()《》「」『』【】〈〉“”]+[）)》」』】〉”]")
_BEHIND = re.compile(r"[\s:：|｜·・-]+(?=[第제]|\d{1,4}\s?[화話话장회章回])")
_SET_OFF = re.compile(r"\A[【〔［\[]([第제][^】〕］\]]{1,9})[】〕］\]]\s*(?=\S)")
_HALF = re.compile(r"[（(]?(?:[上中下前後后][篇編编]?|[一二三]|\d)[）)]")
"""Says which part of a chapter follows: 第一章（上）."""


def _shapes(kinds: Iterator[tuple[str, int]]) -> dict[str, int]:
    return {"".join(shape.split()): rank for shape, rank in kinds}


_TABLES: tuple[HeadingWords, ...] = tuple(words_of(BY_TAG[tag]) for tag in ("zh", "ja", "ko"))
_RANKS = _shapes(
    (shape, rank)
    for words in _TABLES
    for shape, rank in (*words.parts.items(), *((each, INNER) for each in words.chapters))
)
_NAMED = {word: kind for words in _TABLES for word, kind in words.named.items()}
_OUTSIDE = frozenset(word for words in _TABLES for word in words.outside)
_LEADS = {shape.partition("*")[0] for shape in _RANKS}
_UNITS = {shape.partition("*")[2] for shape in _RANKS}
_FIRST = frozenset(word[0] for word in (*_LEADS, *_NAMED) if word)
_NUMBER = re.compile(rf"\d{{1,4}}\s?[\u3040-\u9fff\uac00-\ud7a3]|{numbers.SIGNS}")


@cache
def _numbered_shape() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<label>(?P<lead>{one_of(_LEADS)})\s*(?P<number>{numbers.EAST_ASIAN})"
        rf"(?:\s*(?P<unit>{one_of(_UNITS - {''})}))?)(?P<rest>.*)",
        re.IGNORECASE,
    )


@cache
def _named_shape() -> re.Pattern[str]:
    return re.compile(rf"(?P<label>{one_of(_NAMED)})(?P<rest>.*)", re.IGNORECASE)


def may_be(line: str) -> bool:
    """Returns whether a line can be such a heading, which of few lines needs a closer look."""
    return not line.isascii() and (
        line[0] in _FIRST or _NUMBER.match(line) is not None or "第" in line or "제" in line
    )


def read(line: str) -> Iterator[tuple[Heading, bool]]:
    """Yields the heading that a line is, and whether it is one beyond doubt; nothing where it is none."""
    line = _SET_OFF.sub(r"\1 ", line.replace("\N{IDEOGRAPHIC SPACE}", " "), count=1)
    if match := _numbered_shape().fullmatch(line):
        yield from _numbered(match)
    elif match := _named_shape().fullmatch(line):
        if _SEPARATOR.match(match["rest"]) or not match["rest"]:
            yield from _titled(_named(match["label"]), match["rest"], strict=False)
    elif line[0].isalnum() and (behind := _BEHIND.search(line, 0, _MAX_STORY)):
        match = _numbered_shape().fullmatch(line[behind.end() :])
        for heading, sure in _numbered(match) if match else ():
            if sure:
                yield replace(heading, story=line[: behind.start()]), False


def _numbered(match: re.Match[str]) -> Iterator[tuple[Heading, bool]]:
    shape = folded(f"{match['lead']}*{match['unit'] or ''}")
    if shape not in _RANKS:
        return
    heading = Heading(
        " ".join(match["label"].split()),
        "",
        _RANKS[shape],
        ChapterKind.BODY,
        shape,
        numbers.value(match["number"]),
    )
    inner = _BEHIND.search(match["rest"]) if heading.is_outer else None
    within = _numbered_shape().fullmatch(match["rest"][inner.end() :]) if inner else None
    if inner and within:
        label = f"{match['label']}{match['rest'][: inner.end()]}"
        for each, sure in _numbered(within):
            yield replace(each, label=" ".join(f"{label}{each.label}".split()), outside=True), sure
        return
    yield from _titled(heading, match["rest"], strict=not match["lead"])


def _named(label: str) -> Heading:
    word = folded(label)
    return Heading(label, "", INNER, _NAMED[word], word, named=True, outside=word in _OUTSIDE)


def _titled(heading: Heading, rest: str, *, strict: bool) -> Iterator[tuple[Heading, bool]]:
    """Yields the heading with the title behind it, unless it is the rest of a sentence. A title that is
    written right behind it is in doubt. `strict` says that no sign such as 第 leads the number: then a title
    is one beyond doubt only behind a sign, or where the word means nothing but an episode.
    """
    between = _SEPARATOR.match(rest)
    title = rest[between.end() if between else 0 :].strip()
    if not title or _ENCLOSED.fullmatch(title):
        yield replace(heading, title=title, between=as_typed(between[0]) if between else ""), True
        return
    if len(title) > _LONGEST_TITLE or "。" in title or title.endswith(_ENDS):
        return
    heading = replace(heading, title=title, between=as_typed(between[0]) if between else "")
    if _HALF.match(title):
        yield heading, True
    elif between:
        yield heading, bool(between[0].strip()) or not strict or heading.word in _EPISODES
    elif not (strict or rest[0] in _GOES_ON or "가" <= rest[0] <= "힣" or rest[0].isascii()):
        yield heading, False
