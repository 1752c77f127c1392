"""Markdown → the blocks of a document, by way of the HTML that it stands for."""

from __future__ import annotations

import codecs
import re
from collections.abc import Sequence
from html import escape

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_block import StateBlock, reference
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from bot.text.formats import xhtml
from bot.text.formats.xhtml import tree
from bot.text.formats.xhtml.blocks import Block

_DEEPEST = 60  # of quotes and lists; the library leaves out what is deeper
_NOTE = re.compile(r"\[\^([^\]\s]{1,60})\](?!\()")
_NOTE_TEXT = re.compile(r"^(?=\[\^[^\]\s]{1,60}\]:)", re.MULTILINE)
_TILDES = re.compile(r"^ {0,3}~{3,}[ \t]*$", re.MULTILINE)
_TILDES_OF_CODE = re.compile(r"^ {0,3}~{3,}[ \t]*\w", re.MULTILINE)
_TAG = re.compile(r"</?([A-Za-z][\w-]*)[^<>]*>")
_TAGS = re.compile(
    "a|abbr|address|article|aside|audio|b|bdi|bdo|big|blockquote|body|br|button|caption|center|cite|code"
    "|col|colgroup|dd|del|details|dfn|div|dl|dt|em|fieldset|figcaption|figure|font|footer|form|h[1-6]"
    "|head|header|hgroup|hr|html|i|iframe|img|input|ins|kbd|label|legend|li|link|main|map|mark|meta|nav"
    "|noscript|object|ol|option|p|pre|q|rp|rt|ruby|s|samp|script|section|select|small|span|strike|strong"
    "|style|sub|summary|sup|svg|table|tbody|td|template|textarea|tfoot|th|thead|time|title|tr|tt|u|ul|var"
    "|video|wbr",
    re.IGNORECASE,
)


class TooDeepError(Exception):
    """Quotes or lists are nested more deeply than a text has them."""


def render(text: str) -> list[Block]:
    """The blocks of a Markdown text (CommonMark, with tables, ~~strikes~~ and notes `[^1]`).

    Lines indented by four spaces are paragraphs, not code, and a line of tildes is a scene break: so they
    are meant in stories. What only looks like HTML (`<sigh>`) is text. Raises TooDeepError, and
    UnreadableTreeError for a text too large.
    """
    text = _NOTE_TEXT.sub("\n", text)
    if not _TILDES_OF_CODE.search(text):
        text = _TILDES.sub("\n* * *\n", text)
    tokens = _READER.parse(text)
    if any(token.level >= _DEEPEST - 1 for token in tokens):
        raise TooDeepError
    page = _READER.renderer.render(tokens, _READER.options, {})
    root = tree.parse(codecs.BOM_UTF8 + f"<html><body>{page}</body></html>".encode()).root
    return xhtml.read(root).blocks


def _reader() -> MarkdownIt:
    reader = MarkdownIt("commonmark", {"maxNesting": _DEEPEST})
    reader.enable(["table", "strikethrough"]).disable("code")
    reader.inline.ruler.before("link", "note", _note)
    reader.block.ruler.at("reference", _reference, {"alt": []})
    reader.add_render_rule("html_inline", _html)
    reader.add_render_rule("html_block", _html)
    return reader


def _note(state: StateInline, silent: bool) -> bool:
    """The mark of a note, `[^1]`, shown as `[1]`."""
    mark = _NOTE.match(state.src, state.pos)
    if mark is None:
        return False
    if not silent:
        state.push("text", "", 0).content = f"[{mark[1]}]"
    state.pos = mark.end()
    return True


def _reference(state: StateBlock, first: int, last: int, silent: bool) -> bool:
    """The address of a link given elsewhere, which the text of a note looks like."""
    start = state.bMarks[first] + state.tShift[first]
    return not state.src.startswith("[^", start) and reference(state, first, last, silent)


def _html(
    renderer: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType
) -> str:
    def meant(tag: re.Match[str]) -> str:
        return tag[0] if _TAGS.fullmatch(tag[1]) else escape(tag[0])

    return _TAG.sub(meant, tokens[index].content)


_READER = _reader()
