"""Renders Markdown, by way of HTML, as the blocks of a document."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator, Sequence
from html import escape
from typing import Any

from lxml import etree
from markdown_it import MarkdownIt
from markdown_it.common.utils import mdTrim
from markdown_it.renderer import RendererHTML
from markdown_it.rules_block import StateBlock, html_block, reference
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from bot.imports.formats import xhtml
from bot.imports.formats.markdown import line_ends
from bot.imports.formats.markdown.line_ends import Meaning, Part
from bot.imports.formats.xhtml import tree
from bot.imports.formats.xhtml.blocks import Block
from bot.text.markup import SCENE_BREAK

LITERAL_HASH = "&#x000023;"
"""A `#` that makes no scene break where it is all that a paragraph has."""

_PLAIN_LINE = re.compile(r"[^\W\d_]|[“‘«„\"'(…—]")
_SIGNS = re.compile(r"[\n\\`*_~\[<&]")  # what any of the rules below is for
_STAR = frozenset("*")
# Stars that can only begin, and only end, italics by CommonMark's rules of what stands on either side.
_ITALICS = re.compile(
    r"(?:(?<!\S)|(?<=[“‘«„\"'(…—–]))\*(?=[^\W_])([^*]+)"
    r"(?:(?<=[^\W_])\*(?=[\s.,;:!?…”’»\"')—–]|\Z)|(?<=[.,!?…—–])\*(?=\s|\Z))"
)
_PART = 200_000  # characters; what a parsed text takes is some twelve times as much
_PART_ENDS = re.compile(r"\n{2,}(?=[A-Za-z“‘])")  # a paragraph begins, which no list or quote goes on to
_FENCES = ("```", "~~~")
_DEEPEST = 60  # of quotes and lists; the library leaves out what is deeper
_NOTE = re.compile(r"\[\^([^\]\s]{1,60})\](?!\()")
_NOTE_TEXT = re.compile(r"^(?=\[\^[^\]\s]{1,60}\]:)", re.MULTILINE)
_TILDES = re.compile(r"^ {0,3}~{3,}[ \t]*$", re.MULTILINE)
_HASHES = re.compile(r"^ {0,3}#+(?:[ \t]+#+)*[ \t]*$", re.MULTILINE)
_TILDES_OF_CODE = re.compile(r"^ {0,3}~{3,}[ \t]*\w", re.MULTILINE)
_CONTROL = re.compile(r"&#x(7f|[89][0-9a-f]);")
_TAG = re.compile(r"</?([A-Za-z][\w-]*)[^<>]*>")
_TAG_BEGINS = re.compile(r"</?([A-Za-z][\w-]*)")
_TAGS = re.compile(
    "a|abbr|address|article|aside|audio|b|bdi|bdo|big|blockquote|body|br|button|caption|center|cite|code"
    "|col|colgroup|dd|del|details|dfn|div|dl|dt|em|fieldset|figcaption|figure|font|footer|form|h[1-6]"
    "|head|header|hgroup|hr|html|i|iframe|img|input|ins|kbd|label|legend|li|link|main|map|mark|meta|nav"
    "|noscript|object|ol|option|p|pre|q|rp|rt|ruby|s|samp|script|section|select|small|span|strike|strong"
    "|style|sub|summary|sup|svg|table|tbody|td|template|textarea|tfoot|th|thead|time|title|tr|tt|u|ul|var"
    "|video|wbr",
    re.IGNORECASE,
)
# Zero-width spaces and word joiners, which the walk drops, and the noncharacters that stand in for them.
_KEPT = {"\u200b": "\ufdd0", "\u2060": "\ufdd1", LITERAL_HASH: "\ufdd2"}
_STAND_INS = re.compile("[\ufdd0-\ufdd2]")
_GIVEN_BACK = {0xFDD0: "\u200b", 0xFDD1: "\u2060", 0xFDD2: "#"}
_GIVEN_BACK_STORED = _GIVEN_BACK | {0xFDD2: r"\#"}


class TooDeepError(Exception):
    """Quotes or lists are nested more deeply than a text has them."""


def render(text: str) -> list[Block]:
    """Returns the blocks of a Markdown text (CommonMark, with tables, ~~strikes~~ and notes `[^1]`).

    Lines indented by four spaces are paragraphs, not code, and so is a line of tildes: so they are meant in
    stories, as are the ends of lines where nothing was wrapped. A `#` alone is a scene break, as in
    manuscripts. What only looks like HTML (`<sigh>`) is text. Zero-width spaces and word joiners are kept,
    as in plain text. Raises TooDeepError, and
    UnreadableTreeError for a text too large.
    """
    for kept, stand_in in _KEPT.items():
        text = text.replace(kept, stand_in)
    text = _NOTE_TEXT.sub("\n", text)
    if not _TILDES_OF_CODE.search(text):
        text = _TILDES.sub(lambda line: "\n" + line[0].strip().replace("~", "\\~") + "\n", text)
    text = _HASHES.sub("\n* * *\n", text)
    env: EnvType = {}
    parts = [_part(each, env) for each in _divided(text)]
    return [_given_back(block) for block in xhtml.read_all(_pages(parts, env)).blocks]


def _divided(text: str) -> Iterator[str]:
    """Yields a long text in parts, where nothing reaches from one into another; else all of it."""
    if any(map(text.__contains__, _FENCES)) or any(map(_TAGS.fullmatch, _TAG_BEGINS.findall(text))):
        yield text
        return
    start = 0
    while len(text) - start > _PART and (end := _PART_ENDS.search(text, start + _PART)):
        yield text[start : end.end()]
        start = end.end()
    yield text[start:]


def _part(text: str, env: EnvType) -> Part:
    """Returns a part of a text in blocks. What those in all parts share is the same object, as there may be
    a hundred thousand of them."""
    tokens = _BLOCKS.parse(text, env)
    if any(token.level >= _DEEPEST - 1 for token in tokens):
        raise TooDeepError
    part = Part(text, tokens)
    for i, token in enumerate(tokens):
        if token.level == 0 and not token.hidden and token.type in _PARAGRAPH:
            tokens[i] = _PARAGRAPH[token.type]
        elif not token.attrs and not token.meta:
            token.attrs = token.meta = _NOTHING
    return part


def _pages(parts: list[Part], env: EnvType) -> Iterator[etree._Element]:
    """Yields the parts of a text as pages. They are taken from the list, since each takes much memory."""
    meaning = Meaning.of(parts)
    parts.reverse()
    while parts:
        part = parts.pop()
        _INLINES.core.process(StateCore("", _INLINES, env, list(part.tokens)))
        page = _INLINES.renderer.render(line_ends.as_meant(part, meaning), _INLINES.options, env)
        yield tree.parse(codecs.BOM_UTF8 + f"<html><body>{page}</body></html>".encode()).root


def _given_back(block: Block) -> Block:
    if block.plain == "#":
        return block._replace(text=SCENE_BREAK, plain="")
    if not _STAND_INS.search(block.text):
        return block
    return block._replace(
        text=block.text.translate(_GIVEN_BACK_STORED), plain=block.plain.translate(_GIVEN_BACK)
    )


def _reader(*steps: str) -> MarkdownIt:
    reader = MarkdownIt("commonmark", {"maxNesting": _DEEPEST})
    reader.core.ruler.at("inline", _inlines)
    reader.block.ruler.before("table", "line", _line)
    reader.core.ruler.enableOnly(steps)
    reader.enable(["table", "strikethrough"]).disable("code")
    reader.inline.ruler.before("link", "note", _note)
    reader.inline.ruler.before("entity", "control", _control)
    reader.block.ruler.at("lheading", line_ends.underlined, {"alt": []})
    reader.block.ruler.at("reference", _reference, {"alt": []})
    reader.block.ruler.at("html_block", _html_block, {"alt": ["paragraph", "reference", "blockquote"]})
    reader.add_render_rule("html_inline", _html)
    reader.add_render_rule("html_block", _html)
    return reader


def _line(state: StateBlock, first: int, last: int, silent: bool) -> bool:
    """Parses a paragraph of one line outside of lists and quotes, as most of a book's are; what the line
    begins with can be nothing else. All other rules would do the same, and take some ten times as long."""
    alone = state.level == 0 and (first + 1 >= last or state.isEmpty(first + 1))
    if silent or not alone or not _PLAIN_LINE.match(state.src, state.bMarks[first]):
        return False
    content = mdTrim(state.src[state.bMarks[first] : state.eMarks[first]])
    line = Token("inline", "", 0, map=[first, first + 1], level=1, content=content, children=[], block=True)
    state.tokens += (_PARAGRAPH["paragraph_open"], line, _PARAGRAPH["paragraph_close"])
    state.line = first + 1
    return True


def _inlines(state: StateCore) -> None:
    """Parses what is in paragraphs and headings; most have nothing but text, some of it in italics."""
    for token in state.tokens:
        if token.type != "inline":
            continue
        signs = _SIGNS.findall(token.content)
        parts = _ITALICS.split(token.content) if _STAR.issuperset(signs) else []
        if len(parts) == len(signs) + 1:
            token.children = _in_turns(parts)
        else:
            token.children = []
            state.md.inline.parse(token.content, state.md, state.env, token.children)


def _in_turns(parts: list[str]) -> list[Token]:
    """Returns the tokens of text of which every second part is in italics."""
    tokens: list[Token] = []
    for i, part in enumerate(parts):
        text = [Token("text", "", 0, content=part)] if part else []
        tokens += (_EM_OPEN, *text, _EM_CLOSE) if i % 2 else text
    return tokens


def _note(state: StateInline, silent: bool) -> bool:
    """Parses the mark of a note, `[^1]`, and shows it as `[1]`."""
    mark = _NOTE.match(state.src, state.pos)
    if mark is None:
        return False
    if not silent:
        state.push("text", "", 0).content = f"[{mark[1]}]"
    state.pos = mark.end()
    return True


def _control(state: StateInline, silent: bool) -> bool:
    """Parses a reference to a control character; old pages, and so their stored text, have them."""
    found = _CONTROL.match(state.src, state.pos)
    if found is None:
        return False
    if not silent:
        state.push("text", "", 0).content = chr(int(found[1], 16))
    state.pos = found.end()
    return True


def _html_block(state: StateBlock, first: int, last: int, silent: bool) -> bool:
    """Parses a block of HTML, unless it begins with what only looks like a tag."""
    tag = _TAG_BEGINS.match(state.src, state.bMarks[first] + state.tShift[first])
    return not (tag and not _TAGS.fullmatch(tag[1])) and html_block(state, first, last, silent)


def _reference(state: StateBlock, first: int, last: int, silent: bool) -> bool:
    """Parses the address of a link given elsewhere, but not the text of a note, which looks like one."""
    start = state.bMarks[first] + state.tShift[first]
    return not state.src.startswith("[^", start) and reference(state, first, last, silent)


def _html(
    renderer: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType
) -> str:
    def kept_or_escaped(tag: re.Match[str]) -> str:
        return tag[0] if _TAGS.fullmatch(tag[1]) else escape(tag[0])

    return _TAG.sub(kept_or_escaped, tokens[index].content)


_BLOCKS = _reader("normalize", "block")
_INLINES = _reader("inline", "text_join")
_PARAGRAPH = {
    "paragraph_open": Token("paragraph_open", "p", 1, block=True),
    "paragraph_close": Token("paragraph_close", "p", -1, block=True),
}
_EM_OPEN, _EM_CLOSE = Token("em_open", "em", 1, markup="*"), Token("em_close", "em", -1, markup="*")
_NOTHING: dict[str, Any] = {}
