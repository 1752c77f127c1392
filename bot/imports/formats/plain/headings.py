"""Reads one line as a chapter's heading: `Chapter 3: Dusk`, `Book One, Chapter 1`, `Глава первая`, 第一章."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from bot.imports.formats.plain import east_asian, heading_grammar
from bot.imports.formats.plain.heading import Heading
from bot.imports.formats.plain.heading_words import CONTENTS, ENGLISH, KINDS
from bot.text.languages import LANGUAGES, folded

_MAX_HEADING = 120
_SPEECH = re.compile(r'["“„«][^"“”„«»]{0,120}[,.!?…] ?["“”»]')
_LETTERS = re.compile(r"[^\W\d_]+")
_BRACKETS = dict(zip("[{<(【《〈［（«", "]}>)】》〉］）»", strict=True))
_DECORATION = " \N{IDEOGRAPHIC SPACE}*_=~-–—#|·•:+^\\/～〜☆★✦✧✩❖◆◇●○◎■□▼▽▲△♥♡❤☾☽⋆※†‡"
_WIDE = re.compile(r"[＃０-９Ａ-Ｚａ-ｚⅠ-ⅿ①-⑳][＃０-９Ａ-Ｚａ-ｚⅠ-ⅿ①-⑳．\u3000]*")
_JOINED = frozenset(("zh", "ja", "ko"))


def parse(line: str) -> Heading | None:
    """Returns the heading that a line is beyond doubt; None where it is none of a known shape."""
    found = read(line)
    return found[0] if found and found[1] else None


def is_contents(line: str) -> bool:
    """Returns whether a line announces a table of contents."""
    return len(line) <= _MAX_HEADING and folded(line).rstrip(" .:：…").strip() in CONTENTS


def bare(line: str) -> str:
    """Returns a line without the ornaments and brackets around it, its beginning in ordinary signs."""
    line = line.strip(_DECORATION)
    line = _narrow(line)
    if line and _BRACKETS.get(line[0]) == line[-1]:
        return line[1:-1].strip(_DECORATION)
    return line


def _narrow(line: str) -> str:
    """Returns a line in which full-width letters, figures and number signs at its beginning are ordinary
    ones, as are signs that stand for a number: `＃１`, `Ｃｈａｐｔｅｒ　３`, Ⅲ, ③.
    """
    begins = None if line.isascii() else _WIDE.match(line)
    return unicodedata.normalize("NFKC", begins[0]) + line[begins.end() :] if begins else line


def read(line: str) -> tuple[Heading, bool] | None:
    """Returns the heading that a line is, and whether it is one beyond doubt; None where it is none.

    Those in doubt are headings if others count with them: `chapter 2 the boat`, `Second Chapter`,
    `The Lamp: Chapter 2`.
    """
    if len(line) > _MAX_HEADING or _SPEECH.match(line):
        return None
    in_doubt = None
    for found in _read(line):
        if found[1]:
            return found
        in_doubt = in_doubt or found
    return in_doubt


def _read(line: str) -> Iterator[tuple[Heading, bool]]:
    """Yields what a line is as a heading in each language of which it has a word."""
    if not line.isascii():
        line = _narrow(unicodedata.normalize("NFC", line))
    letters = _LETTERS.findall(folded(line))
    known = not _WORDS.keys().isdisjoint(letters)
    if not known and line.isascii():
        return
    line = bare(line.replace("*", "").replace("_", ""))
    if known:
        tags = {tag for word in letters for tag in _WORDS.get(word, ())}
        for tag in sorted(tags, key=_ORDER.__getitem__):
            yield from heading_grammar.of_language(tag).read(line)
    if line and east_asian.may_be(line):
        yield from east_asian.read(line)


def _index() -> dict[str, list[str]]:
    """Returns the languages that words of headings belong to; a word is what `_LETTERS` finds. An English one
    is not taken for that of another language, whose expressions cost more than the reading of most files.
    """
    every = (*ENGLISH.parts, *ENGLISH.chapters, *ENGLISH.named)
    english = {word for name in every for word in _LETTERS.findall(name)}
    index = {word: ["en"] for word in english}
    for language in LANGUAGES:
        if language.tag not in _JOINED:
            names = (_LETTERS.findall(name) for what in KINDS for name in language.words(what))
            own = (next((word for word in name if word not in english), "") for name in names)
            for word in set(own) - {""}:
                index.setdefault(word, []).append(language.tag)
    return index


_ORDER = {language.tag: (language.tag != "en", language.tag) for language in LANGUAGES}
_WORDS = _index()
