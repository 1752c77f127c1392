"""Speech that begins with a dash at the start of its line instead of quotation marks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import islice

import regex

from bot.quotes.quotations import tags
from bot.quotes.quotations.grammar import NAME
from bot.quotes.quotations.sayings import SAYINGS
from bot.text.sentences import sentence_ends

NUMBER = r"\s{0,2}(?:\d{1,4}|[IVXLC]{1,8})\s{0,2}\\?[—–―-][ \t]{0,9}$"
"""What stands behind a dash that opens no speech but a numbered section: `— 2 —`."""
_SIGN = "(?:[—–―]{1,3}|-{2,3})"
_DASH = re.compile(rf"(?:^[ \t>_*]*|(?<=: ))(?P<sign>{_SIGN})(?!{NUMBER})(?=[\s_*…]*[^\W_])", re.MULTILINE)
_TURN = re.compile(r"(?P<stop>[,!?…]+[_*]*)\s+|\s?" + _SIGN + r"\s?")
_TURNS = 30
"""The number of pauses in a line after each of which its tag is looked for."""
_RESUMED = re.compile(
    rf"[.,:;]?\s?(?P<dash>{_SIGN})[.,:;]?\s*|[.!?](?<!\b(?:Mr|Dr|St)\.)(?<!\bMrs\.)\s+(?=[^\Wa-z])"
)
_NEW_SENTENCE = re.compile(r"\n(?![a-z])")  # on a line of its own; a tag goes on in small letters
_ENDS = re.compile(rf"\n\s*\n|\n(?=[ \t>_*]*{_SIGN})|(?<=:) (?={_SIGN})|\Z")
_DID = (
    r"(?:\p{Ll}+ed|was|were|had|went|came|took|stood|sat|got|put|ran|left|made|gave|held|broke|shook|drew|rose|fell"
    r"|kept|felt|thought|began|bent|let|set|laid|lay|swept|turned|brought|caught|found|threw|knelt|leant|sprang"
    r"|struck|swung|hung|flung|wore|lit|cut|shut|spread|slid|rode|drove|heard|saw|met|lost|sent|knew|crept|leapt|dealt"
    r"|slept|swept|fled|sped|flew|grew|threw|hid|bit|dug|wound|clung|sank|sang|drank|strode|paid|read|led)\b"
)


@cache
def _narrates() -> regex.Pattern[str]:
    """Returns a regular expression for a sentence about an action, without a question or an address.

    It is made when it is needed, since so many words take long to compile.
    """
    # Verbs in -ed are among what is done.
    says = "|".join(sorted(each for each in SAYINGS if not each.endswith("ed")))
    return regex.compile(
        r"\s*(?:\p{Lu}\p{Ll}*(?:ed|ing|ly)\b[^.!?\n]{0,60}? )?"
        rf"(?:His|Her|Their|(?:[Hh]e|[Ss]he|[Tt]hey|{NAME}) (?:\p{{Ll}}+ly )?(?:{_DID}|(?:{says})\b)"
        r"|The (?:\p{L}+ )?\p{Ll}+ \p{Ll}+ed\b)"
        r"(?:(?!\b(?:I|you|your|we|me|my)\b)[^.!?:\n]){0,300}+[.:]"
    )


def count(text: str) -> int:
    """Returns the number of places where speech begins with a dash."""
    return len(_DASH.findall(text))


def lines(text: str) -> Iterator[tags.SpokenLine]:
    """Yields the spoken lines of a chapter that sets speech off with dashes; a span begins with its dash.

    A line is spoken up to its tag. It goes on behind the tag after another dash, or where the text that
    follows does not sound like narration.
    """
    for dash in _DASH.finditer(text):
        ends = _ENDS.search(text, dash.end())
        end = ends.start() if ends else len(text)
        yield _line(
            text, dash.start("sign"), _spoken_end(text, dash.end(), _before_lead(text, dash.end(), end))
        )


def _before_lead(text: str, start: int, end: int) -> int:
    """Returns the offset at which a sentence begins that leads to the next line with a colon, or else
    `end`."""
    if not text.startswith(":", end - 1):
        return end
    begins = max(sentence_ends(text, start, end - 1), default=end)
    return len(text[start:begins].rstrip()) + start


def _spoken_end(text: str, start: int, end: int) -> int:
    """Returns the offset at which narration begins on a line of its own, or else `end`."""
    for line_break in islice(_NEW_SENTENCE.finditer(text, start, end), _TURNS):
        if _narrates().match(text, line_break.end(), end):
            return line_break.start()
    return end


def _line(text: str, start: int, end: int) -> tags.SpokenLine:
    for turn in islice(_TURN.finditer(text, start + 3, end), _TURNS):
        tag = tags.behind(text[turn.end() : min(end, turn.end() + tags.WINDOW)], "")
        if tag:
            resumed = tuple(_resumed(text, turn.end(), end))
            leads = turn["stop"] is None or (
                turn["stop"] == "," and not resumed
            )  # a comma that only leads to the tag
            behind = len(text[start : turn.start()].rstrip()) + start if leads else turn.end("stop")
            return tags.SpokenLine(((start, behind), *resumed), tag)
    return tags.SpokenLine(((start, end),), None)


def _resumed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    resumed = _RESUMED.search(text, start, end)
    if (
        resumed
        and resumed.end() < end
        and (resumed["dash"] or not _narrates().match(text, resumed.end(), end))
    ):
        yield resumed.end(), end
