"""A small reader of Discord's Markdown, written from the client's rules: what a person sees."""

from __future__ import annotations

import re
from collections.abc import Iterator

Seen = tuple[str, frozenset[str]]

_INLINE = {
    "em": re.compile(
        r"_((?:__|\\[\s\S]|[^\\_])+?)_(?![0-9A-Za-z_])"
        r"|\*(?=\S)((?:\*\*|\\[\s\S]|\s+(?:\\[\s\S]|[^\s*\\]|\*\*)|[^\s*\\])+?)\*(?!\*)"
    ),
    "strong": re.compile(r"\*\*((?:\\[\s\S]|[^\\])+?)\*\*(?!\*)"),
    "underline": re.compile(r"__((?:\\[\s\S]|[^\\])+?)__(?!_)"),
    "strike": re.compile(r"~~([\s\S]+?)~~(?!_)"),
    "spoiler": re.compile(r"\|\|([\s\S]+?)\|\|"),
}
_LINK = re.compile(r"\[((?:\[[^\]]*\]|[^\[\]]|\](?=[^\[]*\]))*)\]\(\s*<?((?:\([^)]*\)|[^\s\\]|\\.)*?)>?\s*\)")
_TOKENS = {
    "code": re.compile(r"(`+)([\s\S]*?[^`])\1(?!`)"),
    "address": re.compile(r"https?://[^\s<]+[^<.,:;\"')\]\s]|<[^: >]+:/[^ >]+>"),
    "mention": re.compile(r"@everyone|@here|<@[!&]?\d+>|<#\d+>|<t:-?\d+(?::\w)?>|</[^>]+:\d+>|<id:\w+>"),
    "emoji": re.compile(r"<a?:\w+:\d+>|:[0-9A-Za-z+-][\w+-]*:"),
}
_LINES = {
    "heading": re.compile(r" *#{1,3} +((?:\\.|[^\n])+?)#*[^\S\n]*(?=\n|$)"),
    "subtext": re.compile(r" *-# +([^\n]+)"),
    "list": re.compile(r" *(?:[*+-]|\d+\.) +(?=\S)([^\n]+)"),
}
_QUOTE = re.compile(r" *>(?: [^\n]*)(?:\n *> [^\n]*)*|>>> [\s\S]+")


def read(markdown: str) -> list[Seen]:
    """Every character that is shown, with how it looks."""
    return list(_read(markdown, frozenset(), line_start=True))


def shown(markdown: str) -> str:
    """The text alone."""
    return "".join(character for character, _ in read(markdown))


def _read(source: str, looks: frozenset[str], *, line_start: bool) -> Iterator[Seen]:
    at = 0
    while at < len(source):
        if line_start and (block := _block(source, at, looks)):
            at, seen = block
        else:
            at, seen = _piece(source, at, looks)
        yield from seen
        line_start = source[at - 1] == "\n" or (line_start and source[at - 1] == " ")


def _block(source: str, at: int, looks: frozenset[str]) -> tuple[int, list[Seen]] | None:
    if "quote" not in looks and (match := _QUOTE.match(source, at)):
        inner = re.sub(r"^ *>>? ?|^ *>>> ", "", match[0], flags=re.MULTILINE)
        return match.end(), list(_read(inner, looks | {"quote"}, line_start=True))
    for look, pattern in _LINES.items():
        if match := pattern.match(source, at):
            return match.end(), list(_read(match[1], looks | {look}, line_start=False))
    return None


def _piece(source: str, at: int, looks: frozenset[str]) -> tuple[int, list[Seen]]:
    if match := re.compile(r"\\([^0-9A-Za-z\s])").match(source, at):
        return match.end(), [(match[1], looks)]
    for look, pattern in _TOKENS.items():
        if match := pattern.match(source, at):
            return match.end(), [(character, looks | {look}) for character in match[0]]
    if match := _LINK.match(source, at):
        return match.end(), list(_read(match[1], looks | {f"link {match[2]}"}, line_start=False))
    found = [(match, look) for look, pattern in _INLINE.items() if (match := pattern.match(source, at))]
    if found:
        # The longest wins, the earlier named among equals, as in simple-markdown.
        match, look = max(found, key=lambda one: len(one[0][0]))
        inner = next(group for group in match.groups() if group is not None)
        return match.end(), list(_read(inner, looks | {look}, line_start=False))
    return at + 1, [(source[at], looks)]
