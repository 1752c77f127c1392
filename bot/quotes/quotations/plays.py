"""Plays and scripts: speeches under the names of those who speak them."""

from __future__ import annotations

from collections import Counter

import regex

from bot.quotes.quotations.tags import SpokenLine, Tag

_HEADING = regex.compile(
    r"(?:\A|(?<=\n\n))"
    r"(?:\*\*(?P<name>[^*\n]{1,60}?)[.:]?\*\*[.:]?"
    r"|(?P<name>\p{Lu}[\p{Lu}\p{M} .’'-]{1,40}?)(?:[.:](?=\s)|(?=\n)|(?= ?\(| ?\\\[))"
    r"|(?P<name>\p{Lu}[\p{L}\p{M} .’'-]{0,30}):(?=\s))"
    r"(?P<stage> ?(?:\([^()\n]{1,200}\)|\\\[[^\[\]\n]{1,200}\]|_[^_\n]{1,200}_))?[.:]?"
    r"\s(?=\S)(?!\n)(?![\"“‘«'])"
)
_DIRECTION = regex.compile(
    r"(?<![^\s.!?…—)\]])(?:_[\p{Lu}(\[][^_\n]{0,300}[.)\]!]_|_\((?:[^_\n]{1,300})\)_"
    r"|\\\[[^\[\]\n]{1,300}\]|\(_[^_\n]{1,300}_\))"
)
_PARAGRAPH = regex.compile(r"(?<=\n\n|\A)(?![_(#>]|\\\[)\S")
_LEAST = 3


def lines(text: str) -> list[SpokenLine] | None:
    """Returns the speeches of a play's chapter, without their stage directions, or None for any other
    chapter."""
    headings = list(_HEADING.finditer(text))
    names = Counter(heading["name"] for heading in headings)
    if len(headings) < _LEAST or len(names) == len(headings):
        return None
    if 2 * len(headings) < sum(1 for _ in _PARAGRAPH.finditer(text)):
        return None
    return [line for heading in headings if (line := _speech(text, heading))]


def _speech(text: str, heading: regex.Match[str]) -> SpokenLine | None:
    start = heading.end()
    end = text.find("\n\n", start)
    end = len(text) if end < 0 else end
    spans = []
    for direction in [*_DIRECTION.finditer(text, start, end), None]:
        stop = direction.start() if direction else end
        words = text[start:stop]
        if regex.search(r"\p{L}", words):
            spans.append((start + len(words) - len(words.lstrip()), start + len(words.rstrip())))
        start = direction.end() if direction else end
    return SpokenLine(tuple(spans), Tag(heading["name"].strip(" .:"))) if spans else None
