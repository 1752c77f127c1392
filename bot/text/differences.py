"""The difference of two texts in words, as Markdown: what was taken out is struck, what came in is bold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import accumulate, groupby

import regex

from bot.text import markup

_BREAK = "\n\n"
_ALONE = r"\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}"
"""Letters of which each counts as a word, since nothing stands between words."""
_WORD = regex.compile(rf"(?:[{_ALONE}]|[^\s{_ALONE}]+)\s*")
_MOST_PARAGRAPHS, _MOST_WORDS = 2_000, 1_500
"""What is compared at a time. What has more on either side counts as replaced as a whole."""
_AROUND, _SHOWN = 6, 40
"""The unchanged words shown beside a change, and the words shown of a long one."""
_LONGEST_WORD = 80
_MORE = "-# … and more."

_Change = tuple[str, int, int, int, int]
"""As an opcode of difflib: its kind, and the slices of the old and the new."""


def differences(before: str, after: str, room: int) -> str:
    """Returns the difference of two stored texts in at most `room` characters: the paragraphs that changed,
    with a few words around each change. A last line says so where there is more. Empty where the words are
    the same.

    Bounded, but slow for long texts: to be called in a thread.
    """
    shown, left = [], room - len(_MORE)
    old, new = before.split(_BREAK), after.split(_BREAK)
    for kind, a, b, c, d in _compared(old, new, _MOST_PARAGRAPHS):
        if kind != "equal":
            parts = list(_changed(old[a:b], new[c:d]))
            fitting = sum(1 for length in accumulate(map(len, parts)) if length + len(_BREAK) <= left)
            text = "".join(parts[:fitting]).strip()
            shown += [text] if text else []
            if fitting < len(parts):
                return _BREAK.join([*shown, _MORE])
            left -= len(text) + len(_BREAK)
    return _BREAK.join(shown)


def _changed(old: Sequence[str], new: Sequence[str]) -> Iterator[str]:
    """Yields what was made of some paragraphs, as Markdown; nothing where their words are the same."""
    was, now = _words(old), _words(new)
    changes = _compared([each.rstrip() for each in was], [each.rstrip() for each in now], _MOST_WORDS)
    if all(kind == "equal" for kind, *_ in changes):
        return
    for at, (kind, a, b, c, d) in enumerate(changes):
        if kind == "equal":
            yield _unchanged(now[c:d], first=at == 0, last=at == len(changes) - 1)
        else:
            yield _marked(was[a:b], "~~")
            yield _marked(now[c:d], "**")


def _compared(old: Sequence[str], new: Sequence[str], most: int) -> list[_Change]:
    """Returns the changes that lead from old to new, with what is equal between them."""
    least = min(len(old), len(new))
    start = next((at for at in range(least) if old[at] != new[at]), least)
    end = next((at for at in range(least - start) if old[-1 - at] != new[-1 - at]), least - start)
    here, there = old[start : len(old) - end], new[start : len(new) - end]
    found: list[_Change] = [("equal", 0, len(here), 0, len(there))] if not here and not there else []
    if max(len(here), len(there)) > most:
        found = [("replace", 0, len(here), 0, len(there))]
    elif not found:
        found = list(SequenceMatcher(None, here, there).get_opcodes())
    middle = [(kind, start + a, start + b, start + c, start + d) for kind, a, b, c, d in found]
    around = [("equal", 0, start, 0, start), ("equal", len(old) - end, len(old), len(new) - end, len(new))]
    return [each for each in (around[0], *middle, around[1]) if each[1] < each[2] or each[3] < each[4]]


def _words(paragraphs: Sequence[str]) -> list[str]:
    """Returns the plain words of paragraphs, each with the white space behind it, and a break behind each
    paragraph."""
    words = []
    for paragraph in paragraphs:
        words += [*_WORD.findall(markup.strip(paragraph)), _BREAK]
    return words[:-1]


def _unchanged(words: Sequence[str], *, first: bool, last: bool) -> str:
    """Returns words that stay: those next to a change."""
    head, tail = [] if first else words[:_AROUND], [] if last else words[-_AROUND:]
    if len(head) + len(tail) >= len(words):
        return _escaped(words)
    return f"{_escaped(head).rstrip()} … {_escaped(tail)}"


def _marked(words: Sequence[str], mark: str) -> str:
    """Returns words that go or come in their mark, which is closed within each paragraph; of many only the
    first and the last."""
    if len(words) > _SHOWN:
        half = _SHOWN // 2
        left_out = f"… ({len(words) - _SHOWN:,} more words) … "
        return _marked(words[:half], mark) + left_out + _marked(words[-half:], mark)
    parts = []
    for is_break, group in groupby(words, lambda each: each == _BREAK):
        text = _escaped(list(group))
        core = text.rstrip()
        parts.append(_BREAK if is_break else f"{mark}{core}{mark}{text[len(core) :] or ' '}")
    return "".join(parts)


def _escaped(words: Sequence[str]) -> str:
    return "".join(each if each == _BREAK else markup.escape(_clipped(each)) for each in words)


def _clipped(word: str) -> str:
    return word if len(word) <= _LONGEST_WORD else f"{word[:_LONGEST_WORD]}… "
