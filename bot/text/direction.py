"""The direction of texts: which are read from the right, and how they keep together among others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import regex

LEFT_TO_RIGHT_MARK, RIGHT_TO_LEFT_MARK = "\u200e", "\u200f"
_LEFT_TO_RIGHT_ISOLATE, _RIGHT_TO_LEFT_ISOLATE = "\u2066", "\u2067"
_ISOLATE, _END_OF_ISOLATE = "\u2068", "\u2069"
_ISOLATES = regex.compile(r"[\u2066-\u2068]")
_ISOLATED = regex.compile(r"[\u2066-\u2068][^\u2066-\u2069]*+\u2069")
_NO_ISOLATES = dict.fromkeys(map(ord, "\u2066\u2067\u2068\u2069"))
_MARK = regex.compile(r"[\u200e\u200f\u061c]")
_STRONG = regex.compile(r"(?P<right>[\p{Bidi_Class=R}\p{Bidi_Class=AL}])|\p{Bidi_Class=L}")
_LETTER_FROM_RIGHT = regex.compile(r"[[\p{Bidi_Class=R}\p{Bidi_Class=AL}]--[\u200f\u061c]]", regex.VERSION1)
_NUMBER = r"\p{N}\p{Bidi_Class=ET}*+"
_AGAINST_LEFT = regex.compile(
    r"[\p{Bidi_Class=R}\p{Bidi_Class=AL}]"
    rf"(?:\P{{Bidi_Class=L}}*(?:[\p{{Bidi_Class=R}}\p{{Bidi_Class=AL}}\p{{Bidi_Class=NSM}}]|{_NUMBER}))?"
)
_AGAINST_RIGHT = regex.compile(
    r"(?<!\p{N})\p{N}*+\p{Bidi_Class=L}"
    rf"(?:[^\p{{Bidi_Class=R}}\p{{Bidi_Class=AL}}]*(?:[\p{{Bidi_Class=L}}\p{{Bidi_Class=NSM}}]|{_NUMBER}))?"
)
_OPENING, _CLOSING = "([{", ")]}"
_WORD = regex.compile(r"\p{L}[\p{L}\p{M}]*+")


def has_right_to_left(text: str) -> bool:
    """Returns whether any letter of the text goes from right to left."""
    return _LETTER_FROM_RIGHT.search(text) is not None


def begins_from_right(text: str) -> bool:
    """Returns whether the first letter or mark with a direction of its own goes from right to left.

    It is rule P2 of https://www.unicode.org/reports/tr9/.
    """
    first = _STRONG.search(text)
    return first is not None and first["right"] is not None


def reads_from_right(text: str) -> bool:
    """Returns whether a paragraph as a whole is read from the right: at least half of its words are.

    Its first word may be a foreign name. A direction mark at the very beginning goes before the words.
    """
    if _MARK.match(text):
        return begins_from_right(text)
    words = [has_right_to_left(word) for word in _WORD.findall(text)]
    return any(words) and 2 * sum(words) >= len(words)


def stretches(line: str) -> Iterator[tuple[str, bool]]:
    """Yields the parts of a line that go one way each, as they are read, with whether they go from the right.

    The line goes as it begins, numbers with the word before them, signs between the parts with the line, and
    brackets together: the rules of https://www.unicode.org/reports/tr9/ for texts without embeddings.
    """
    from_right, end = begins_from_right(line), 0
    against = _AGAINST_RIGHT if from_right else _AGAINST_LEFT
    while found := against.search(line, end):
        if end < found.start():
            yield line[end : found.start()], from_right
        end = _end_with_brackets(line, found.start(), found.end())
        yield line[found.start() : end], not from_right
    if end < len(line):
        yield line[end:], from_right


def _end_with_brackets(line: str, start: int, end: int) -> int:
    """Returns the end of a part that holds both of a pair of brackets, or neither."""
    before = line[:start]
    enclosed = sum(map(before.count, _OPENING)) > sum(map(before.count, _CLOSING))
    unclosed: list[int] = []
    for at in range(start, end):
        if line[at] in _OPENING:
            unclosed.append(at)
        elif line[at] in _CLOSING and unclosed:
            unclosed.pop()
        elif line[at] in _CLOSING and enclosed:
            return at
    while unclosed and end < len(line) and line[end] in _CLOSING:
        unclosed.pop()
        end += 1
    return len(line[: unclosed[0]].rstrip()) if unclosed else end


def isolated(text: str) -> str:
    """Returns a title, name or quote as it stands within a sentence.

    One that has right-to-left letters is put between isolates, so that neither it nor the words around it get
    out of order; any other, and one whose right-to-left letters are isolated already, is returned as it is.
    """
    if text.isascii() or not has_right_to_left(_ISOLATED.sub("", text)):
        return text
    from_right = reads_from_right(text)
    opening = _ISOLATE
    if begins_from_right(text) != from_right:  # a foreign word comes first
        opening = _RIGHT_TO_LEFT_ISOLATE if from_right else _LEFT_TO_RIGHT_ISOLATE
    return f"{opening}{text}{_END_OF_ISOLATE}"


def listed(names: Iterable[str]) -> str:
    """Returns the names in a row, each isolated."""
    return ", ".join(map(isolated, names))


def open_isolates(text: str) -> str:
    """Returns the characters that end the isolates which text that was cut leaves open."""
    return _END_OF_ISOLATE * max(0, len(_ISOLATES.findall(text)) - text.count(_END_OF_ISOLATE))


def without_isolates(text: str) -> str:
    """Returns the text as it is without any isolates around its parts."""
    return text.translate(_NO_ISOLATES)
