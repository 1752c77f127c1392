"""Quotation marks in a chapter's stored text: their places, and the way each of them faces."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum
from typing import NamedTuple

PARAGRAPH = re.compile(r"\n\s*\n")
MARKUP = "*_~|\\"
"""Characters that may stand, not shown, between a quotation mark and the word beside it."""
UNSEEN = " \t\u00a0\u2009\u200a\u202f>" + MARKUP
"""Characters that may stand between a quotation mark and the start of its line."""

# Within a Hebrew word, a mark shows an abbreviation.
_DOUBLE = re.compile(r"""["״](?!(?<=[א-ת].)[א-ת])|[“”„‟«»「」『』]|\n\s*\n""")
_POINTED = re.compile(r"[‚‘›‹]|\n\s*\n")
# An apostrophe within a word, or before a year, is never a mark.
_SINGLE = re.compile(r"‘|(?<![^\W\d_])['’](?!\d)|['’](?!\w)|\n\s*\n")
_OPENS_STRAIGHT = re.compile(r"'(?<![^\W\d_]')")
_ELIDED = """
tis twas twere twill twould twixt tween til till em im er ere is ow e o n un ave alf ome ouse bout
cause cos coz round neath fore gainst mid pon nother nuff stead low s d m t ll re ve tain taint ee
"""
_ELISION = re.compile(rf"\W?(?:{'|'.join(_ELIDED.split())})\b", re.IGNORECASE)
_ELIDED_OR_WHOLE = re.compile(r"\W?(?:is|o|on|for|round|till|low)\b", re.IGNORECASE)
_ASIDE = re.compile(r"[—–](?:[^‘’'\n]|(?<=\w)['’](?=\w)){1,150}[—–]\s?[‘']")
# A quote that ends in a stop counts as one however it begins: `to say ‘good night,’`.
_STOPPED = re.compile(r"‘(?:[^‘’'\n]|(?<=\w)['’](?=\w)){1,80}(?<=[.,!?;…]) ?’(?!\w)")
# A single word in inverted commas; `‘jus’ then` and `‘goin’ home` begin speech with a clipped word.
_HELD_WORD = re.compile(r"[‘'] ?[^\W\d_]{5,}+(?<!n) ?['’](?= [a-z])")
_STOPS = frozenset(".,!?…;:-—–―")
_SENTENCE_ENDS = frozenset(".!?…")
_OPENS_BEHIND = frozenset("([{“‘'«")
_SINGLE_CLOSES_BEHIND = _STOPS | frozenset('”»"')
_SINGLE_OPENS_BEHIND = _OPENS_BEHIND | frozenset("—–")
_CLOSES_BEFORE = frozenset(",.;:!?)]}…-—–―'’”»،؛؟")


class Facing(Enum):
    """The way in which a mark faces."""

    OPENS = 1
    CLOSES = 2
    EITHER = 3  # depends on whether a mark is open
    MAY_OPEN = 4  # opens where no mark is open; otherwise an apostrophe


class QuotationMark(NamedTuple):
    """A quotation mark in the text or, with no facing, the blank line between two paragraphs.

    `lead` is the character in front of it, white space apart; a line break where it begins a line.
    """

    at: int
    end: int
    facing: Facing | None
    lead: str = ""


def marks(text: str, unspaced: bool = False) -> list[list[QuotationMark]]:
    """Returns the marks that the chapter sets speech in, by kind, the outermost kind first.

    In `unspaced` text no apostrophe is mistaken for a mark.
    """
    doubles = list(_double(text))
    if not unspaced and _may_open_single(text) <= 2 * _begin_lines(doubles):
        return [doubles]
    singles = list(_singles(text, unspaced))
    by_lines = _begin_lines(singles) > max(2, 2 * _begin_lines(doubles))
    if by_lines or begun(singles) > 2 * begun(doubles):
        return [singles, doubles]
    return [doubles, singles] if unspaced else [doubles]


def _may_open_single(text: str) -> int:
    """Returns the most single marks that can open in a text, which is faster than to read them."""
    return sum(map(text.count, "‘‚›‹")) + (len(_OPENS_STRAIGHT.findall(text)) if "'" in text else 0)


def _singles(text: str, unspaced: bool) -> Iterator[QuotationMark]:
    if unspaced:
        return _curly_singles(text)
    return _pointed_singles(text) if _are_pointed(text) else _single(text)


def _are_pointed(text: str) -> bool:
    """Returns whether a text sets its single marks as ‚German‘, ›German‹ or ‹Swiss› ones."""
    pointed = max(text.count("‚"), (text.count("›") + text.count("‹")) // 2)
    return pointed > 0 and 2 * pointed >= text.count("‘")


def begun(read: list[QuotationMark]) -> int:
    """Returns the number of marks that open what may well be speech, not a word or a title within a
    sentence."""
    opening = (Facing.OPENS, Facing.EITHER)
    return sum(mark.facing in opening and not mark.lead.isalnum() for mark in read)


def _begin_lines(read: list[QuotationMark]) -> int:
    """Returns the number of marks that open a line; quotes within speech seldom do."""
    return sum(mark.facing is Facing.OPENS and mark.lead == "\n" for mark in read)


def before(text: str, at: int, skipped: str = MARKUP) -> str:
    """Returns the character in front of `at`, ignoring `skipped` ones; a line break at the start of the
    text."""
    at -= 1
    while at >= 0 and text[at] in skipped:
        at -= 1
    return text[at] if at >= 0 else "\n"


def behind(text: str, at: int, skipped: str = MARKUP) -> str:
    """Returns the first character from `at` on, ignoring `skipped` ones; a line break at the end of the
    text."""
    while at < len(text) and text[at] in skipped:
        at += 1
    return text[at] if at < len(text) else "\n"


def _double(text: str) -> Iterator[QuotationMark]:
    guillemet = re.search("[«»]", text)
    opening = usual = guillemet[0] if guillemet else "«"  # »German« or «French»
    low = "„" in text
    for found in _DOUBLE.finditer(text):
        at, end = found.span()
        if end - at > 1:
            yield QuotationMark(at, end, None)
            opening = usual
            continue
        sign, lead = found[0], before(text, at, UNSEEN)
        if sign in "«»":
            opening = sign if lead == "\n" and sign != opening and _turns_round(text, at) else opening
            facing = Facing.OPENS if sign == opening else Facing.CLOSES
        else:
            facing = _straight(text, at) if sign in '"״' else _shaped(text, at, low)
        yield QuotationMark(at, end, facing, lead)


def _shaped(text: str, at: int, low: bool) -> Facing:
    """Returns the facing of a mark whose shape tells it. Where a chapter has `low` marks, “ closes."""
    sign, left = text[at], before(text, at)
    if sign in "「『„":
        return Facing.OPENS
    if sign in "」』" or (low and sign == "“" and not left.isspace()):
        return Facing.CLOSES
    return _curly(sign, left, behind(text, at + 1))


def _turns_round(text: str, at: int) -> bool:
    """Returns whether a paragraph that begins with a guillemet is set in such that face the other way than in
    the chapter."""
    end = text.find("\n", at)
    signs = re.findall("[«»]", text[at : end if end > 0 else len(text)])
    return len(signs) % 2 == 0 and signs[0] != signs[1] and signs[::2] == signs[:1] * (len(signs) // 2)


def _curly_singles(text: str) -> Iterator[QuotationMark]:
    for found in re.finditer(r"[‘’]|\n\s*\n", text):
        facing = {"‘": Facing.OPENS, "’": Facing.CLOSES}.get(found[0])
        yield QuotationMark(*found.span(), facing, before(text, found.start(), UNSEEN) if facing else "")


def _pointed_singles(text: str) -> Iterator[QuotationMark]:
    """Yields the single marks of a text that sets ‚German‘, ›German‹ or ‹Swiss› ones."""
    pointed = re.search("[›‹]", text)
    opening = ("‚", pointed[0] if pointed else "‚")
    for found in _POINTED.finditer(text):
        at, end = found.span()
        facing = Facing.OPENS if found[0] in opening else Facing.CLOSES
        yield (
            QuotationMark(at, end, facing, before(text, at, UNSEEN))
            if end - at == 1
            else QuotationMark(at, end, None)
        )


def _curly(sign: str, left: str, right: str) -> Facing:
    """Returns the facing by the shape of the mark, except for marks that a word processor has turned the
    wrong way, as it does behind a dash."""
    if sign == "”":
        return Facing.OPENS if left.isspace() and right.isalpha() else Facing.CLOSES
    closes = not left.isspace() and (right.isspace() or right in ".,")
    return Facing.CLOSES if closes else Facing.OPENS


def _straight(text: str, at: int) -> Facing:
    left, right = before(text, at), behind(text, at + 1)
    if left.isspace() and right.isspace():
        return _set_apart(text, at, left, right)
    if not right.isspace() and (left.isspace() or left in _OPENS_BEHIND):
        return Facing.OPENS
    if not left.isspace() and (right.isspace() or right in _CLOSES_BEFORE):
        return Facing.CLOSES
    return Facing.EITHER


def _set_apart(text: str, at: int, left: str, right: str) -> Facing:
    """Returns the facing of a straight mark with white space on both sides, by the text beyond."""
    if (left == "\n") != (right == "\n"):
        return Facing.OPENS if left == "\n" else Facing.CLOSES
    ends_sentence = before(text, at, UNSEEN) in _SENTENCE_ENDS
    return Facing.CLOSES if ends_sentence and behind(text, at + 1, UNSEEN).islower() else Facing.EITHER


def _single(text: str) -> Iterator[QuotationMark]:
    for found in _SINGLE.finditer(text):
        at, end = found.span()
        if end - at > 1:
            yield QuotationMark(at, end, None)
        elif facing := _facing_single(text, at):
            yield QuotationMark(at, end, facing, before(text, at, UNSEEN))


def _facing_single(text: str, at: int) -> Facing | None:
    """Returns the facing of a single mark, None for an apostrophe. A closing mark stands behind a stop;
    without one it is taken for `goin’`."""
    left, right = before(text, at), behind(text, at + 1)
    lead, following = before(text, at, UNSEEN), behind(text, at + 1, UNSEEN)
    ends = lead in _SINGLE_CLOSES_BEHIND or following in ";:" or _ASIDE.match(text, at + 1)
    if text[at] != "‘" and ends and not right.isalnum() and left != "\n":
        straight_apart = text[at] == "'" and left.isspace()
        return _set_apart(text, at, left, right) if straight_apart else Facing.CLOSES
    if text[at] == "’" or not (text[at] == "‘" or left.isspace() or left in _SINGLE_OPENS_BEHIND):
        return None
    if _ELISION.match(text, at + 1) and lead not in "\n,:":
        return Facing.MAY_OPEN if lead in _STOPS and _ELIDED_OR_WHOLE.match(text, at + 1) else None
    begins = lead in "\n()[]" or lead in _STOPS or following.isupper() or _STOPPED.match(text, at)
    return Facing.OPENS if begins and not _HELD_WORD.match(text, at) else None
