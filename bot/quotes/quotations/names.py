"""The capitalised words of a story that are names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import regex

_WORD = r"\p{Lu}[\p{L}\p{M}'’-]*+"
_MID_SENTENCE = regex.compile(rf"(?<=[\p{{Ll}},;] )(?:(?:Mr|Mrs|Ms|Mx|Dr)\. )?{_WORD}(?: {_WORD})*+")
_OWNED = re.compile(r"['’]s?$")
_CALENDAR = """
January|February|March|July|September|October|November|December|Monday|Tuesday|Wednesday
|Thursday|Friday|Saturday|Sunday|Christmas|Easter
"""
_DATED = re.compile(rf"(?:(?:{''.join(_CALENDAR.split())}) )+")
"""Days before a name that follows at once: `in January Utterson went`. April, May and June are names, too."""


class Names:
    """The names that a story uses, as far as their capitals show it."""

    def __init__(self, texts: Sequence[str], certain: Iterable[str]) -> None:
        """Reads the texts once. The `certain` names are taken as given."""
        self._words = frozenset[str]().union(*(text.split() for text in texts))
        spaced = (text.replace("\u00a0", " ") for text in texts)
        found = (_OWNED.sub("", name[0]) for text in spaced for name in _MID_SENTENCE.finditer(text))
        self.seen = frozenset(map(_undated, set(found))).union(certain)
        """Capitalised words, alone or in a row, within sentences, and the certain names."""

    def name(self, words: str) -> str | None:
        """Returns the name in words that begin a sentence, without a first word that is no part of it ("Then
        Anna"). None where no name is left."""
        while words and words not in self.seen:
            first, _, rest = words.partition(" ")
            if first.lower() not in self._words:
                break
            words = rest
        return words or None


def _undated(name: str) -> str:
    dated = _DATED.match(name)
    return name[dated.end() :] if dated else name
