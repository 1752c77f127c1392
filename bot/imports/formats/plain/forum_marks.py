"""The marks of forums (BBCode) in a plain text, written as Discord's: `[i]so[/i]` becomes `_so_`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from bot.imports.formats.plain import headings

_STYLES = {
    **dict.fromkeys(("b", "strong", "bold"), "**"),
    **dict.fromkeys(("i", "em", "italic"), "*"),
    "u": "__",
    **dict.fromkeys(("s", "strike", "del"), "~~"),
}
_OUTERMOST_FIRST = ("~~", "__", "**", "*")
_LEVELS = {"h": 2, "heading": 2, "title": 2, "h1": 2, "h2": 2, "h3": 3, "h4": 3}
_HIDING = frozenset(("spoiler", "spoilers", "ispoiler", "inlinespoiler", "hide"))
_QUOTES = frozenset(("quote", "blockquote"))
_LISTS = frozenset(("list", "ul", "ol"))
_PLACES = frozenset(("center", "centre", "left", "right", "justify", "align", "indent", "div", "p"))
_LOOKS = frozenset(("size", "color", "colour", "font", "highlight", "sub", "sup", "abbr", "span", "tt"))
_VERBATIM = frozenset(("code", "noparse", "plain", "pre"))
_APART = frozenset((*_LEVELS, *_QUOTES, *_LISTS, *_PLACES, *_VERBATIM))
"""What stands on lines of its own."""
_PAIRED = frozenset((*_STYLES, *_HIDING, *_APART, *_LOOKS, "li", "url", "img"))
_TAG = re.compile(r"\[(?P<close>/?)(?P<name>[A-Za-z]{1,13}\d?|\*)(?P<more>[=\s][^\[\]\n]{0,300})?\]")
_NAMED = re.compile(
    r"(?:\A=\s*|\b(?:name|title|author|user)=)(?:(?P<sign>[\"'])(?P<quoted>[^\n]*?)(?P=sign)|(?P<bare>[^\n]+))",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"[,;]\s*(?:\d|post|member|id|username|p=).*", re.IGNORECASE)
_WEB = re.compile(r"https?://[^\s()<>\[\]]+", re.IGNORECASE)
_LITERAL = re.compile(r"\|\||~~|__|[\\`]|(?<=\w)\*(?=\w)")
_LITERAL_IN_EMPHASIS = re.compile(r"\|\||~~|[*_\\`]")
_EMPHASIS = re.compile(r"(?<!\w)\0([^\0]+)\0(?!\w)")
_RULE = "* * *"
_LEAST = 2  # pairs in a text that is written so throughout
_SAMPLE = 200_000


class _Tag(NamedTuple):
    name: str
    value: str
    start: int
    end: int
    closes: bool


class _Piece(NamedTuple):
    """A part of a line that looks the same throughout; `level` and `quoted` are its line's."""

    text: str
    styles: frozenset[str]
    hidden: bool
    link: str
    level: int
    quoted: bool


def are_used(text: str) -> bool:
    """Returns whether a text is written with the marks of forums: several of them begin and end."""
    sample = text[:_SAMPLE]
    return "[/" in sample and sum(tag.closes for tag in _tags(sample)) >= _LEAST


def as_on_discord(text: str) -> str:
    """Returns a text with the marks of forums as Discord has them, each closed in its line, and without those
    that only place or colour words. A mark without an end is text, and so are Discord's own.
    """
    lines: list[list[_Piece]] = [[]]
    for piece in _pieces(text):
        if piece is None:
            lines.append([])
        else:
            lines[-1].append(piece)
    return "\n".join(map(_line, lines))


def _tags(text: str) -> list[_Tag]:
    """Returns the marks of a text in order: those that begin and end, and those that stand alone."""
    matches = list(_TAG.finditer(text))
    last = {match["name"].lower(): match.start() for match in matches if match["close"]}
    found: list[_Tag] = []
    opened: dict[str, list[_Tag]] = {}
    verbatim = ""  # the mark up to whose end everything is text
    for match in matches:
        name, closes = match["name"].lower(), bool(match["close"])
        if verbatim and not (closes and name == verbatim):
            continue
        value = _NAMED.search(match["more"] or "")
        words = (value["quoted"] or value["bare"] or "").strip() if value else ""
        tag = _Tag(name, words, *match.span(), closes)
        if closes and opened.get(name):
            found += (opened[name].pop(), tag)
            verbatim = ""
        elif not closes and name in _PAIRED:
            opened.setdefault(name, []).append(tag)
            verbatim = name if name in _VERBATIM and last.get(name, 0) > tag.start else ""
        elif name in ("hr", "br") or (name == "*" and any(map(opened.get, _LISTS))):
            found.append(tag._replace(closes=False))
    return sorted(found, key=lambda tag: tag.start)


def _pieces(text: str) -> Iterator[_Piece | None]:
    """Yields the pieces of a text; None is the end of a line."""
    around: Counter[str] = Counter()
    links: list[str] = []
    end = 0
    for tag in _tags(text):
        before = text[end : tag.start]
        yield from _between(before.rstrip() if tag.name == "*" else before, around, links)
        end = tag.end
        if tag.name not in _PAIRED:
            yield from _between(_standing_alone(tag.name), around, links)
            continue
        if tag.name in _APART:
            yield from (None, None)
        if not tag.closes:
            yield from _announced(tag, around)
        around[tag.name] += -1 if tag.closes else 1
        if tag.name == "url":
            links[len(links) - tag.closes :] = [] if tag.closes else [tag.value]
    yield from _between(text[end:], around, links)


def _standing_alone(name: str) -> str:
    return {"hr": f"\n\n{_RULE}\n\n", "*": "\n• "}.get(name, "\n")


def _announced(tag: _Tag, around: Counter[str]) -> Iterator[_Piece | None]:
    """Yields what a forum shows above a quote or a spoiler (who said it, what it is about), and the sign
    before an item."""
    if tag.name == "li":
        yield from _between("\n• ", around, ())
    elif tag.value and tag.name in _QUOTES | _HIDING:
        within = around + Counter([tag.name] if tag.name in _QUOTES else [])
        yield from _between(f"\n\n{_NUMBERED.sub('', tag.value)}:\n\n", within, ())


def _between(text: str, around: Counter[str], links: Sequence[str]) -> Iterator[_Piece | None]:
    if not text or around["img"]:
        return
    names = {name for name, times in around.items() if times > 0}
    piece = _Piece(
        text="",
        styles=frozenset(_STYLES[name] for name in names & _STYLES.keys()),
        hidden=not names.isdisjoint(_HIDING),
        link=links[-1] if links and _WEB.fullmatch(links[-1]) else "",
        level=max((_LEVELS[name] for name in names & _LEVELS.keys()), default=0),
        quoted=not names.isdisjoint(_QUOTES),
    )
    for i, line in enumerate(text.split("\n")):
        if i:
            yield None
        if line:
            yield piece._replace(text=line)


def _line(pieces: Sequence[_Piece]) -> str:
    words = "".join(piece.text for piece in pieces)
    if not words.strip():
        return ""
    if _LITERAL_IN_EMPHASIS.search(words) and not headings.parse(
        words.strip()
    ):  # which has its ornaments taken off
        pieces = [each._replace(text=_literal(each).sub(_escaped, each.text)) for each in pieces]
    shown = "".join(_hidden(list(part)) for _, part in groupby(pieces, key=lambda each: each.hidden))
    if level := max(piece.level for piece in pieces):
        return f"{'#' * level} {shown.strip()}"
    if any(piece.quoted for piece in pieces):
        return f"> {shown.lstrip()}"
    return f"\\{shown}" if shown.startswith("> ") else shown


def _literal(piece: _Piece) -> re.Pattern[str]:
    return _LITERAL_IN_EMPHASIS if "*" in piece.styles else _LITERAL


def _escaped(sign: re.Match[str]) -> str:
    return "".join(f"\\{each}" for each in sign[0])


def _hidden(pieces: Sequence[_Piece]) -> str:
    shown = "".join(_linked(list(part)) for _, part in groupby(pieces, key=lambda each: each.link))
    return _around("||", shown, "||") if pieces[0].hidden else shown


def _linked(pieces: Sequence[_Piece]) -> str:
    shown, link = _styled(pieces), pieces[0].link
    return _around("[", shown, f"]({link})") if link and not re.search(r"[\[\]]", shown) else shown


def _around(before: str, shown: str, after: str) -> str:
    """Returns words between two marks, which stand within the white space around them."""
    words = shown.strip()
    start = len(shown) - len(shown.lstrip())
    return f"{shown[:start]}{before}{words}{after}{shown[start + len(words) :]}" if words else shown


def _styled(pieces: Sequence[_Piece]) -> str:
    """Returns pieces within the marks of their styles, which are nested and have no white space at their
    edges."""
    written: list[str] = []
    opened: list[str] = []
    gap = ""
    for text, styles in [*((piece.text, piece.styles) for piece in pieces), ("\0", frozenset[str]())]:
        words = text.strip()
        if not words:
            gap += text
            continue
        while not styles.issuperset(opened):
            written.append(opened.pop())
        start = len(text) - len(text.lstrip())
        written.append(gap + text[:start])
        new = [mark for mark in _OUTERMOST_FIRST if mark in styles and mark not in opened]
        opened += new
        written += (*new, words)
        gap = text[start + len(words) :]
    marked = "".join("\0" if each == "*" else each for each in written[:-1])
    return _EMPHASIS.sub(r"_\1_", marked).replace("\0", "*")
