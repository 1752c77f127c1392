"""Finds the ends of sentences, in plain prose or in stored Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator

_CLOSING = r"""["'”’»›)\]*_~|\\]"""
# Nothing in here tries again: a million exclamation marks are read once.
_STOP = re.compile(
    rf"(?<![.!?…])(?P<stop>[.!?…]++)(?P<shut>{_CLOSING}*+)\s++"
    rf"|[—–-](?P<broken>{_CLOSING}++)\s++"  # "But—" He stopped.
    r"|[。！？]++[」』”’）]*+\s*+"
)
_QUOTE_MARK = re.compile("[\"'”’»]")
_NEXT = re.compile(r"""[\s>"'“‘«‹(\[*_~|\\…—–-]{0,20}(.?)""")
_LAST_WORD = re.compile(r"[\w.’']+\Z")
_ABBREVIATION = re.compile(
    r"(?:mr|mrs|ms|mx|dr|st|ste|mt|prof|rev|hon|messrs|mme|mlle|capt|col|gen|lt|sgt|maj|cmdr|cpl|adm|gov|sen"
    r"|rep|pres|supt|insp|det|fr|sr|vs|viz|cf|e\.g|i\.e)\Z",
    re.IGNORECASE,
)
_INITIALS = re.compile(r"(?:[A-HJ-Z]|[A-Z](?:\.[A-Z])+)\Z")  # a lone I is a word
_NUMBERED = re.compile(r"(?:nos?|vol|ch|chap|p|pp|fig|art|op|c|ca)\Z", re.IGNORECASE)
_SPEECH = re.compile(
    r"(?:I|(?:[A-Z][\w’'-]*\.? ){1,3}?)\s?(?:said|says|asked|asks|cried|replied|answered|whispered|shouted"
    r"|murmured|muttered|called|yelled|screamed|exclaimed|sighed|snapped|added|demanded|growled|hissed|breathed"
    r"|laughed|continued|repeated|returned|went on)\b"
)


def sentence_ends(text: str, start: int = 0, end: int | None = None) -> Iterator[int]:
    """Yields offsets in `text[start:end]` behind a sentence and its white space, where another one follows.

    Where it is unclear (`St.`, `"No!" John said`), the sentence goes on.
    """
    end = len(text) if end is None else end
    for stop in _STOP.finditer(text, start, end):
        if start < stop.end() < end and _ends(text, stop, start):
            yield stop.end()


def _ends(text: str, stop: re.Match[str], start: int) -> bool:
    following = _NEXT.match(text, stop.end())
    first = following[1] if following else ""
    quoted = _QUOTE_MARK.search(stop["shut"] or stop["broken"] or "")
    if first.islower() or (stop["broken"] and not quoted):
        return False
    if quoted and _SPEECH.match(text, stop.end()):
        return False
    return stop["stop"] != "." or bool(stop["shut"]) or not _abbreviates(text, start, stop.start(), first)


def _abbreviates(text: str, start: int, at: int, following: str) -> bool:
    word = _LAST_WORD.search(text[max(start, at - 12) : at])
    if not word:
        return False
    return bool(
        _ABBREVIATION.match(word[0])
        or _INITIALS.match(word[0])
        or (following.isdigit() and _NUMBERED.match(word[0]))
    )
