"""Where no line may be broken, after Unicode's UAX #14, and where one may be broken without a space."""

from __future__ import annotations

import re
from collections.abc import Iterator

import regex

UNSPACED = "\u3041-\u30ff\u3400-\u9fff\uf900-\ufaff，、；：。！？「」『』（）〈〉《》【】"
"""Letters and signs between two of which a line may be broken: Han and kana."""
NO_WIDTH = "\u200b\u0f0b\u1361"
"""Characters behind which a line may be broken: zero width space, Tibetan tsheg, Ethiopic word space."""

# UAX #14 by its classes. Of Thai and Lao: a vowel written in front of its consonant, and those behind it.
_NO_START = (
    r"\p{LB=CL}\p{LB=CP}\p{LB=EX}\p{LB=NS}\p{LB=CJ}\p{LB=IS}\p{LB=IN}\p{LB=WJ}\p{LB=GL}\p{Pf}ะาำๅๆฯະາຳຽໆ"
)
_NO_END = r"\p{LB=OP}\p{LB=WJ}\p{LB=GL}\p{Pi}\p{Logical_Order_Exception}"
_UNDIVIDED = regex.compile(r"\p{Line_Break=Complex_Context}{2,}")
"""Words of Thai, Lao, Khmer or Burmese, which no space parts."""
_GRAPHEME = regex.compile(r"\X")
_FORBIDDEN = regex.compile(rf"(?<=\S)(?=[{_NO_START}])|(?<=[{_NO_END}&&\S])", regex.V1)
# French sets its signs off with a space, which need not be one that forbids the break.
_CLOSES_BEHIND_SPACE = re.compile(r"[!?;:»](?:\s|\Z)")
_OPENS_BEFORE_SPACE = re.compile(r"(?<!\S)«\s")


def forbids_break(text: str, at: int) -> bool:
    """Returns whether a break at this offset would divide a grapheme, part a closing sign from what it closes
    or an opening one from what it opens.
    """
    if text[at - 1].isspace() and (
        _CLOSES_BEHIND_SPACE.match(text, at) or _OPENS_BEFORE_SPACE.match(text, max(0, at - 2), at)
    ):
        return True
    if text[at].isascii() and text[at - 1].isascii():
        return False
    if _FORBIDDEN.match(text, at):
        return True
    grapheme = _GRAPHEME.match(text, at - 1)
    return grapheme is not None and grapheme.end() > at


def undivided_words(text: str, start: int, end: int) -> Iterator[int]:
    """Yields the offsets behind the words of Thai, Lao, Khmer and Burmese in `text[start:end]`, as ICU's
    dictionaries have them: a millisecond for 10,000 letters.
    """
    for words in _UNDIVIDED.finditer(text, start, end):
        from icu4py.breakers import LineBreaker  # noqa: PLC0415 - 8 MB that few texts need

        at = words.start()
        for word in LineBreaker(words[0], "und"):
            at += len(word)
            yield at
