"""Discord's own marks in a plain text that was written for Discord: they mean what they mean there."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from bot.text import markup
from bot.text.markup import Run, Style

_ONLY_THERE = (
    re.compile(r"(?m)^(?!\|\|[^|\n]+\|\|$)[^|\n]*\|\|[^|\n]+\|\|"),
    re.compile(r"(?m)^(?!~~[^~\n]+~~$)[^~\n]*~~[^\s~][^~\n]*~~(?!~)"),
    re.compile(r"(?m)^(?!__[^_\n]+__$)(?:[^_\n]*[^\w\n])?__[^\s_][^_\n]*__(?!\w)"),
    re.compile(r"(?m)^-# \S"),
    re.compile(r"<(?:@[!&]?|#|a?:\w{2,32}:)\d{15,20}>"),
)
_THERE_TOO = (
    re.compile(r"(?m)^#{1,3} \S"),
    re.compile(r"(?m)^> \S"),
    re.compile(r"\*\*[^\s*][^*\n]*\*\*"),
    re.compile(r"`[^`\n]+`"),
)
_SIGNS = ("||", "~~", "__", "-# ", "<@", "<#", "<:", "<a:")
_SAMPLE = 200_000
_STYLES = {
    "***": Style.STRONG | Style.EMPHASIS,
    "**": Style.STRONG,
    "*": Style.EMPHASIS,
    "__": Style.UNDERLINE,
    "_": Style.EMPHASIS,
    "~~": Style.STRIKE,
}
_TOKEN = re.compile(
    r"\\(?P<escaped>[^0-9A-Za-z\s])|`(?P<code>[^`\n]+)`|<[^<>\s]{1,60}>"
    r"|\[(?P<shown>[^\[\]\n]+)\]\(<?(?P<link>https?://[^\s<>()]+)>?\)|https?://\S+"
    r"|(?P<mark>\*{1,3}|_{1,2}|~~)"
)
_BAR = re.compile(r"(?<!\\)\|\|")
_FENCE = re.compile(r"```\w*")
_LINE = re.compile(
    r"(?P<heading>#{1,3}) (?=\S)|(?P<quote>>(?:>>)?) |(?P<small>-#) (?=\S)|(?P<bullet>[-*]) (?=\S)"
)


def are_used(text: str) -> bool:
    """Returns whether a text uses Discord's marks: one that has a meaning only there, and another one.

    A line that is all between such marks (`~~Later~~`) is decorated.
    """
    sample = text[:_SAMPLE]
    if not any(sign in sample for sign in _SIGNS):
        return False
    only = sum(mark.search(sample) is not None for mark in _ONLY_THERE)
    return bool(only) and only + sum(mark.search(sample) is not None for mark in _THERE_TOO) > 1


def written(lines: Sequence[str], *, listed: bool = True) -> str:
    """Returns a paragraph's lines as stored Markdown; headings, quotes and lists among them stand apart.
    Unless it is `listed`, a dash before a line is no mark.
    """
    kept = [line for line in lines if not _FENCE.fullmatch(line)]
    marks = [_mark_of(line, listed=listed) for line in kept]
    groups = groupby(zip(marks, kept, strict=True), key=lambda each: each[0] and each[0].lastgroup)
    return "\n\n".join(block for kind, group in groups for block in _blocks(kind or "", list(group)))


def _mark_of(line: str, *, listed: bool) -> re.Match[str] | None:
    """Returns the mark that a line begins with; a line across the page (`* * *`) has none."""
    mark = _LINE.match(line)
    literal = mark and (mark["bullet"] or mark["small"]) and (not listed or markup.is_rule(line))
    return None if literal else mark


def _blocks(kind: str, marked: Sequence[tuple[re.Match[str] | None, str]]) -> Iterator[str]:
    marks = [mark[0].strip() if mark else "" for mark, _ in marked]
    lines = [line for _, line in marked]
    texts = [_inline(line[len(mark) :].strip()) for line, mark in zip(lines, marks, strict=True)]
    if kind == "heading":
        yield from (markup.heading(text, max(len(mark), 2)) for text, mark in zip(texts, marks, strict=True))
    elif kind == "small":
        yield from (f"-# {text}" for text in texts)
    elif kind == "quote":
        yield markup.quote("\n".join(texts))
    else:
        yield "\n".join(f"• {text}" if kind == "bullet" else text for text in texts)


def _inline(line: str) -> str:
    parts = _BAR.split(line)
    if len(parts) % 2 == 0:
        parts[-2:] = ["||".join(parts[-2:])]
    shown = [markup.inline(_runs(part)) if _TOKEN.search(part) else markup.escape(part) for part in parts]
    hidden = r"\|\|{}\|\|"
    for i in range(1, len(shown), 2):
        shown[i] = f"||{shown[i].strip()}||" if shown[i].strip() else hidden.format(shown[i])
    return "".join(shown)


def _runs(line: str) -> Iterator[Run]:
    tokens = list(_TOKEN.finditer(line))
    paired = _paired(tokens, line)
    style, end = Style.PLAIN, 0
    for token in tokens:
        literal = token["escaped"] or token["code"]
        if not (literal or token["shown"] or token.start() in paired):
            continue
        yield Run(line[end : token.start()], style)
        end = token.end()
        if literal:
            yield Run(literal, style)
        elif shown := token["shown"]:
            yield from (Run(run.text, run.style ^ style, token["link"]) for run in _runs(shown))
        else:
            style ^= _STYLES[token["mark"]]
    yield Run(line[end:], style)


def _paired(tokens: Sequence[re.Match[str]], line: str) -> set[int]:
    """Returns where marks stand that have a counterpart; any other is text."""
    unclosed: list[re.Match[str]] = []
    waiting: Counter[str] = Counter()
    paired: set[int] = set()
    for token in tokens:
        mark = token["mark"]
        if not mark:
            continue
        before, after = line[max(token.start() - 1, 0) : token.start()], line[token.end() : token.end() + 1]
        within = "_" in mark and before.isalnum() and after.isalnum()
        if waiting[mark] and before.strip() and not within:
            while True:
                opening = unclosed.pop()
                waiting[opening["mark"]] -= 1
                if opening["mark"] == mark:
                    break
            paired |= {opening.start(), token.start()}
        elif after.strip() and not within:
            unclosed.append(token)
            waiting[mark] += 1
    return paired
