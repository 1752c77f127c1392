"""Renders Markdown, by way of HTML, as the blocks of a document."""

from __future__ import annotations

import codecs
import re
from collections.abc import Sequence
from dataclasses import replace
from html import escape

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_block import StateBlock, html_block, reference
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from bot.imports.formats import xhtml
from bot.imports.formats.markdown import line_ends
from bot.imports.formats.xhtml import tree
from bot.imports.formats.xhtml.blocks import Block
from bot.text.markup import SCENE_BREAK

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
_KEPT = {0x200B: "\ufdd0", 0x2060: "\ufdd1"}
_GIVEN_BACK = {ord(stand_in): chr(kept) for kept, stand_in in _KEPT.items()}


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
    text = _NOTE_TEXT.sub("\n", text.translate(_KEPT))
    if not _TILDES_OF_CODE.search(text):
        text = _TILDES.sub(lambda line: "\n" + line[0].strip().replace("~", "\\~") + "\n", text)
    text = _HASHES.sub("\n* * *\n", text)
    tokens = _READER.parse(text)
    if any(token.level >= _DEEPEST - 1 for token in tokens):
        raise TooDeepError
    page = _READER.renderer.render(line_ends.as_meant(tokens, text), _READER.options, {})
    root = tree.parse(codecs.BOM_UTF8 + f"<html><body>{page}</body></html>".encode()).root
    return [
        replace(block, text=block.text.translate(_GIVEN_BACK), plain=block.plain.translate(_GIVEN_BACK))
        if block.plain != "#"
        else replace(block, text=SCENE_BREAK, plain="")
        for block in xhtml.read(root).blocks
    ]


def _reader() -> MarkdownIt:
    reader = MarkdownIt("commonmark", {"maxNesting": _DEEPEST})
    reader.enable(["table", "strikethrough"]).disable("code")
    reader.inline.ruler.before("link", "note", _note)
    reader.inline.ruler.before("entity", "control", _control)
    reader.block.ruler.at("lheading", line_ends.underlined, {"alt": []})
    reader.block.ruler.at("reference", _reference, {"alt": []})
    reader.block.ruler.at("html_block", _html_block, {"alt": ["paragraph", "reference", "blockquote"]})
    reader.add_render_rule("html_inline", _html)
    reader.add_render_rule("html_block", _html)
    return reader


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


_READER = _reader()
