"""Gives the line ends and the rules of a Markdown file the meaning that its author gave them.

CommonMark joins lines, which is right for text that was wrapped. Who wraps nothing means a line of verse by a
line's end or, where no blank lines divide paragraphs, a new paragraph; and by a rule right below a sentence a
scene break, where CommonMark sees a heading.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise

from markdown_it.rules_block import StateBlock, lheading
from markdown_it.token import Token

from bot.imports.formats.plain import headings
from bot.imports.formats.plain.paragraphs import Layout, indents_of
from bot.imports.formats.plain.titles import is_title_behind_number

_LEAST_VERSE = 3  # lines
_SHORT = 45  # characters; nobody wraps at fewer
_LONGEST_HEADING = 80
_STAYS = dict.fromkeys(map(ord, "\N{EM SPACE}\N{EN SPACE}\N{NO-BREAK SPACE}"), ".")
"""Spaces that CommonMark leaves at the beginning of a line: the line is indented by them already."""
_ENDS_SENTENCE = (*".,;:!?…”\"'’»*_—-",)


class Part:
    """A part of a text: the tokens of its blocks, and the lines of its paragraphs by their tokens."""

    def __init__(self, text: str, tokens: Sequence[Token]) -> None:
        source = text.split("\n")
        self.tokens = tokens
        self.groups = {
            i: _lines(tokens[i], source) for i in range(1, len(tokens)) if _is_paragraph(tokens[i - 1])
        }


@dataclass(frozen=True)
class Meaning:
    """What line ends mean in a text, which all of its lines show. `by_line` says that they end paragraphs."""

    layout: Layout
    by_line: bool

    @classmethod
    def of(cls, parts: Sequence[Part]) -> Meaning:
        """Returns what the line ends of a text of these parts mean."""
        groups = [lines for part in parts for lines in part.groups.values()]
        layout = Layout.of(groups)
        tokens = chain.from_iterable(part.tokens for part in parts)
        return cls(layout, layout.by_line and _are_divided_by_lines(tokens, groups))


def as_meant(part: Part, meaning: Meaning) -> list[Token]:
    """Returns the tokens of a part whose paragraphs have been parsed too, with breaks of lines and paragraphs
    where line ends mean them."""
    tokens, layout = part.tokens, meaning.layout
    found: list[Token] = []
    for i, token in enumerate(tokens):
        lines = part.groups.get(i, [])
        if len(lines) < 2 or layout.is_wrapped(lines):
            found.append(token)
        elif layout.is_verse(lines) and _looks_like_verse(lines):
            found.append(_in_lines(token, indents_of([line.translate(_STAYS) for line in lines])))
        elif meaning.by_line:
            found += _in_paragraphs(token, tokens[i - 1], tokens[i + 1])
        else:
            found.append(token)
    return found


def underlined(state: StateBlock, first: int, last: int, silent: bool) -> bool:
    """Parses a line with a rule right below: a heading if it reads like one, else a paragraph and a rule."""
    if not lheading(state, first, last, silent):
        return False
    opening, line, closing = state.tokens[-3:]
    if not _is_heading(line.content):
        for token in (opening, closing):
            token.type, token.tag = token.type.replace("heading", "paragraph"), "p"
        state.push("hr", "hr", 0)
    return True


def _is_heading(line: str) -> bool:
    if "\n" in line or len(line) > _LONGEST_HEADING:
        return False
    titled = line.endswith(("!", "?")) and is_title_behind_number(line)
    return titled or not line.endswith(_ENDS_SENTENCE) or headings.parse(line) is not None


def _is_paragraph(token: Token) -> bool:
    return token.type == "paragraph_open" and not token.hidden


def _lines(token: Token, source: Sequence[str]) -> list[str]:
    """Returns the lines of a paragraph, their indentation kept where no mark of a quote stands before it."""
    lines = token.content.split("\n")
    if token.level == 1 and token.map and token.map[1] - token.map[0] == len(lines):
        lines = list(source[slice(*token.map)])
    return [line.expandtabs(4).rstrip() or "." for line in lines]  # where there was but a space that stays


def _are_divided_by_lines(tokens: Iterable[Token], groups: Sequence[Sequence[str]]) -> bool:
    """Returns whether the ends of lines, and hardly ever blank ones, stand between paragraphs."""
    blank = sum(one.type == "paragraph_close" and _is_paragraph(other) for one, other in pairwise(tokens))
    return blank * 4 <= sum(len(lines) - 1 for lines in groups)


def _looks_like_verse(lines: list[str]) -> bool:
    """Returns whether lines are too short to have been wrapped, or begin as those of a stanza do."""
    begun = sum(line[0].isupper() or line[0].isspace() for line in lines)
    return len(lines) >= _LEAST_VERSE and (max(map(len, lines)) < _SHORT or begun * 2 > len(lines))


def _in_lines(token: Token, indents: Sequence[int]) -> Token:
    """Returns a paragraph's text with its line ends kept, and the lines indented."""
    children: list[Token] = [_indent(indents[0])] if indents[0] else []
    ends = sum(child.type in ("softbreak", "hardbreak") for child in token.children or ())
    later = iter(indents[1:] if ends == len(indents) - 1 else [0] * ends)
    for child in token.children or ():
        if child.type not in ("softbreak", "hardbreak"):
            children.append(child)
        else:
            children.append(Token("hardbreak", "br", 0))
            if indent := next(later):
                children.append(_indent(indent))
    return _with(token, children)


def _indent(ems: int) -> Token:
    return Token("text", "", 0, content="\N{EM SPACE}" * ems)


def _in_paragraphs(token: Token, opening: Token, closing: Token) -> Iterator[Token]:
    """Yields a paragraph's text divided at its line ends; those within emphasis stay in their paragraph."""
    part: list[Token] = []
    depth = 0
    for child in token.children or ():
        depth += child.nesting
        if child.type == "softbreak" and not depth:
            yield from (_with(token, part), closing, opening)
            part = []
        else:
            part.append(Token("hardbreak", "br", 0) if child.type == "softbreak" else child)
    yield _with(token, part)


def _with(token: Token, children: list[Token]) -> Token:
    return token.copy(children=children)
