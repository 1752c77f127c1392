"""Speech that a tag interrupts without a mark: `— Иди, — сказала Вера. — Скорее!`, `Viens, dit-elle`."""

from __future__ import annotations

import re
from collections.abc import Iterator

import regex

from bot.quotes.quotations.dashes import NUMBER
from bot.quotes.quotations.grammars import REACH, Grammar
from bot.quotes.quotations.tags import SpokenLine, Tag

_SIGN = r"(?:[—–―]{1,3}|-{2,3}|\\?-(?=\s))"
_OPENS = regex.compile(
    rf"(?:^[ \t\u3000>_*]{{0,9}}|(?<=: ))(?P<sign>{_SIGN})(?!{NUMBER})"
    r"(?=[\s_*…¡¿«“\"„'’.]{0,9}[^\W_])[^\n]*",
    re.MULTILINE,
)
# Bounded, since what is searched for is tried at each of a million exclamation marks.
_TURN = re.compile(
    rf"(?P<stop>[,.!?…;:]{{0,6}}[_*]{{0,3}})(?P<space>\s{{0,2}})(?P<dash>{_SIGN})(?P<after>\s{{0,2}})"
    r"|(?P<pause>[,!?…;؟،]{1,6}[_*]{0,3})\s{1,2}"
)
_BACK = re.compile(rf"[.,:;!?…]{{0,6}}\s{{0,2}}(?P<dash>{_SIGN})[.,:;]?\s{{0,2}}")
_COMMA = re.compile(r",\s{1,2}")
_WORD = regex.compile(r"[\p{L}\p{M}]+")
_TURNS = 40
"""The number of pauses in a line after each of which its tag is looked for."""
_SHORT = 3
"""Words behind a tag that are speech though nothing shows it: `Jamais.`"""


def dashed(text: str, grammar: Grammar) -> Iterator[SpokenLine]:
    """Yields the spoken lines that begin with a dash, a paragraph each; a span begins with its dash."""
    for line in _OPENS.finditer(text):
        spans, tag = parts(
            text, line.start("sign"), line.end("sign"), len(line[0].rstrip()) + line.start(), grammar
        )
        yield SpokenLine(tuple(spans), tag)


def parts(
    text: str, start: int, at: int, end: int, grammar: Grammar, *, marked: bool = False
) -> tuple[list[tuple[int, int]], Tag | None]:
    """Returns the spans of a line without what is told in it, and its tag. Turns are looked for from `at`
    on. All of a `marked` line is spoken but for its tag."""
    spans: list[tuple[int, int]] = []
    first: Tag | None = None
    for _ in range(_TURNS):
        turn = _turn(text, at, end, grammar)
        if turn is None:
            break
        stop, told = turn
        tag = grammar.behind(text[told : min(end, told + REACH)])
        first = first or (tag.tag if tag else None)
        resumed = _resumed(
            text, told, end, grammar, marked=marked, dash=stop.re is _TURN and stop["dash"] is not None
        )
        spans.append((start, _spoken_end(stop, resumed is not None)))
        if resumed is None:
            return spans, first
        start = at = resumed
    spans.append((start, end))
    return spans, first


def _spoken_end(stop: re.Match[str], goes_on: bool) -> int:
    """Returns the end of what is said before a turn; a comma that only leads to the tag is left out."""
    group = "stop" if stop["dash"] else "pause"
    return stop.start() if stop[group].strip("_*") in (",", "،") and not goes_on else stop.end(group)


def _turn(text: str, at: int, end: int, grammar: Grammar) -> tuple[re.Match[str], int] | None:
    """Returns the next place where speech turns to narration, and where that begins."""
    for number, turn in enumerate(_TURN.finditer(text, at, end)):
        if number == _TURNS:
            break
        rest = text[turn.end() : min(end, turn.end() + REACH)]
        if not rest or turn.start() <= at:
            continue
        if (
            _narrates(turn, rest, grammar)
            if turn["dash"]
            else grammar.inverted(rest, called=turn["pause"].rstrip("_*")[-1] in "!?…;؟")
        ):
            return turn, turn.end()
    return None


def _narrates(turn: re.Match[str], rest: str, grammar: Grammar) -> bool:
    if turn["space"] and not turn["after"] and turn["dash"] != "-":
        return True  # —Vete —dijo Ana
    if turn["stop"].strip("_*")[-1:] in ("!", "?", "…") and rest[:1].islower():
        return True
    return bool(turn["space"] or turn["stop"]) and (
        grammar.behind(rest) is not None or grammar.tells_a_deed(rest)
    )


def _resumed(text: str, told: int, end: int, grammar: Grammar, *, marked: bool, dash: bool) -> int | None:
    """Returns where speech goes on behind narration that begins at `told`, or None."""
    if dash:
        back = _BACK.search(text, told + 1, end)
        while back and back.end() < end and _is_of_narration(text, back):
            back = _BACK.search(text, back.end(), end)
        return back.end() if back and back.end() < end else None
    length = grammar.inverted(text[told : min(end, told + REACH)]) or 0
    comma = _COMMA.match(text, told + length, end)
    if comma and (marked or _says_more(text, comma.end(), end, grammar)):
        return comma.end()
    stop = grammar.stop.search(text, told + length, end)
    if not stop or stop.end() >= end:
        return None
    goes_on = marked or _says_more(text, stop.end(), end, grammar) or _is_short(text, stop.end(), end)
    return stop.end() if goes_on else None


def _is_of_narration(text: str, back: re.Match[str]) -> bool:
    """Returns whether a dash is a hyphen, or leads from a thought in marks to who thinks it."""
    hyphen = back["dash"] == "-" and not text[back.start("dash") - 1].isspace()
    return hyphen or text[back.start() - 1] in '»”“"'


def _says_more(text: str, at: int, end: int, grammar: Grammar) -> bool:
    """Returns whether what stands here has a word that only speech has, or asks or exclaims."""
    stop = grammar.stop.search(text, at, end)
    sentence = text[at : stop.end() if stop else end]
    words = {word.lower() for word in _WORD.findall(sentence[:REACH])}
    return not words.isdisjoint(grammar.resumes) or sentence.rstrip().endswith(("?", "!", ";", "؟"))


def _is_short(text: str, at: int, end: int) -> bool:
    return len(_WORD.findall(text[at : min(end, at + REACH)])) <= _SHORT
