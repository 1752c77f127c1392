"""Words for searching: found in plain text, and folded so that case and accents do not matter."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache
from itertools import dropwhile
from typing import NamedTuple

import regex

from bot.text.ruby import bases_and_readings

# Where a script puts no spaces between its words, each letter counts as one, and a word as a phrase of them.
_UNSPACED = r"\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}"
_WORD = regex.compile(
    rf"(?V1)[[\p{{L}}\p{{N}}]&&[{_UNSPACED}]][\p{{M}}\uff9e\uff9f]*|[[\p{{L}}\p{{N}}\p{{M}}]--[{_UNSPACED}]]+"
)
_VOICED = "\u3099\u309a"
"""What makes が of か, another letter and no accent."""
# Letters that Unicode does not take apart, as who lacks the key writes them; Arabic ones that are mixed up.
_PLAIN_LETTERS = str.maketrans(
    dict(zip("ıłøđħŧðґىیکةہھ", "ilodhtdгييكههه", strict=True)) | {"æ": "ae", "œ": "oe", "þ": "th", "ـ": ""}
)
_QUOTED = regex.compile(r'["“”„«»]([^"“”„«»]*)["“”„«»]|([^\s"“”„«»]+)')
_MOST_WORDS = 40
"""The most words of a search, more than anybody remembers of a line; further ones are not searched for."""

Phrase = tuple[str, ...]
"""Folded words that follow one another; often a single one."""


class Form(NamedTuple):
    """Words that are looked for behind one another; where `goes_on` is set, the last one only begins so."""

    words: Phrase
    goes_on: bool = False


PERSIAN_BEGINNINGS, PERSIAN_ENDINGS = ("مي", "نمي"), ("ها", "هاي", "هايي")
"""What a joiner, a space or nothing parts from a Persian word, in folded letters."""
_BEGINNINGS = frozenset((each,) for each in PERSIAN_BEGINNINGS)
_ENDINGS = frozenset((each,) for each in PERSIAN_ENDINGS)


class Word(NamedTuple):
    """A word of a text: its place in characters, and its folded form, by which it is compared."""

    start: int
    end: int
    folded: str


def words(plain: str) -> Iterator[Word]:
    """Yields the words of plain text in order.

    An apostrophe or a hyphen divides two words, an accent does not.
    """
    for word in _WORD.finditer(plain):
        if folded := _folded(word[0]):
            yield Word(*word.span(), folded)


def runs(plain: str) -> list[list[Word]]:
    """Returns the words of plain text: without the readings in brackets, and if there are any, also with them
    in place of the characters that they belong to.
    """
    every = list(words(plain))
    bases, readings = bases_and_readings(plain)
    return [_outside(readings, every), _outside(bases, every)] if readings else [every]


def _outside(spans: list[tuple[int, int]], every: list[Word]) -> list[Word]:
    starts = [start for start, _ in spans]

    def inside(at: int) -> bool:
        span = bisect_right(starts, at) - 1
        return span >= 0 and at < spans[span][1]

    return [word for word in every if not inside(word.start)]


def searchable(plain: str) -> str:
    """Returns the folded words of plain text with spaces between them, as the index stores them."""
    if plain.isascii():
        return plain.lower()  # the index divides ASCII just as `words` does, and faster
    return " ".join(map(_folded, _WORD.findall(plain)))


def phrases(typed: str) -> tuple[Phrase, ...]:
    """Returns the phrases of a typed search: each word, and what stands in quotes
    (straight or curly) as one phrase.

    Nothing else is syntax. Empty where no word was typed.
    """
    found: dict[Phrase, None] = {}
    left = _MOST_WORDS
    parts = [
        tuple(word.folded for word in runs(part[1] or part[2] or "")[0]) for part in _QUOTED.finditer(typed)
    ]
    for phrase in (each[:left] for each in _joined(parts)):
        if phrase and phrase not in found:
            found[phrase] = None
            left -= len(phrase)
    return tuple(found)


def _joined(parts: list[Phrase]) -> Iterator[Phrase]:
    """Yields typed phrases; a part of a Persian word typed by itself (می شود) is one with its word."""
    waiting: Phrase = ()
    for part in parts:
        if waiting and (waiting[-1:] in _BEGINNINGS or part in _ENDINGS):
            waiting = (*waiting, *part)
            continue
        if waiting:
            yield waiting
        waiting = part
    if waiting:
        yield waiting


def occurrences(phrase: Phrase, among: list[Word], *, goes_on: bool = False) -> Iterator[tuple[int, int]]:
    """Yields the places of a phrase among the words of a text: the start of its first word,
    the end of its last. The last one may go on there if `goes_on` says so.
    """
    size = len(phrase)
    for at in range(len(among) - size + 1):
        last = among[at + size - 1]
        if not (last.folded.startswith(phrase[-1]) if goes_on else last.folded == phrase[-1]):
            continue
        if all(among[at + n].folded == word for n, word in enumerate(phrase[:-1])):
            yield among[at].start, last.end


@lru_cache(maxsize=65_536)
def _folded(word: str) -> str:
    """Returns the word without case and accents. Characters that take no part in a word are left out, so that
    the index divides none; so is a mark that no letter precedes, such as the one that Thai's SARA AM
    begins with.
    """
    letters = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", word).casefold())
    kept = "".join(c for c in letters.translate(_PLAIN_LETTERS) if c.isalnum() or _is_kept(c))
    return unicodedata.normalize("NFC", "".join(dropwhile(_is_mark, kept)))


def _is_kept(letter: str) -> bool:
    return _is_mark(letter) and (letter in _VOICED or not unicodedata.combining(letter))


def _is_mark(letter: str) -> bool:
    return unicodedata.category(letter)[0] == "M"
