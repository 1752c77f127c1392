"""The texts of an entry as stored Markdown, and which of them, if any, is the full text."""

from __future__ import annotations

import codecs
import re
from collections.abc import Sequence
from html import escape, unescape
from urllib.parse import urljoin

from lxml import etree

from bot.feeds.formats import teasers
from bot.feeds.formats.found import Body, BodyRole, FoundEntry
from bot.imports.formats import xhtml
from bot.imports.formats.plain.details import same_title
from bot.imports.formats.xhtml import tree
from bot.imports.formats.xhtml.blocks import Block, markdown
from bot.text.word_counts import words_in

_LONG = 250
"""The words from which on a description counts as the whole text: the excerpts that blogs make have 55."""
_TRAILS_OFF = re.compile(r"(?:…|\.\.\.)\s*\Z")


def text_and_summary(found: FoundEntry) -> tuple[str, str]:
    """Returns an entry's full text and its summary as stored Markdown, either of which may be empty.

    The full text is what the feed offers as content, unless it says at its end that there is more (see
    `teasers`). Where there is no content, a description of RSS of at least 250 words is the full text, unless
    it says so or trails off in dots. A summary never is. What is not the full text serves as the summary.
    """
    text, summary = "", ""
    for body in sorted(found.bodies, key=lambda each: list(BodyRole).index(each.role)):
        root = _tree(_as_html(body))
        if root is None:
            continue
        blocks = _blocks(root, body.base, found.title)
        if not text and _is_whole(body.role, blocks) and not _is_part(root, blocks, found):
            text = markdown(blocks)
        else:
            summary = markdown(blocks) or summary
    return text, summary


def line_of(markup: str) -> str:
    """Returns a title or a name on one plain line, any HTML in it removed."""
    if "<" in markup or "&" in markup:
        root = _tree(markup)
        markup = "" if root is None else tree.text_of(root)
    return " ".join(markup.split())


def resolved(base: str, address: str) -> str:
    """Returns an http(s) address from a link that may be relative; empty where it is none."""
    try:
        found = urljoin(base, address.strip()) if address.strip() else ""
    except ValueError:
        return ""
    return found if found.startswith(("http://", "https://")) else ""


def _blocks(root: etree._Element, base: str, title: str) -> list[Block]:
    for link in root.iter("{*}a"):
        if href := link.get("href"):
            link.set("href", resolved(base, href))
    blocks = xhtml.read(root).blocks
    if blocks and blocks[0].level and same_title(blocks[0].plain, title):
        blocks = blocks[1:]  # the panel shows it
    return teasers.unsigned(blocks)


def _as_html(body: Body) -> str:
    if body.plain:
        return _paragraphs(body.markup)
    return body.markup if "<" in body.markup else _paragraphs(unescape(body.markup))


def _tree(markup: str) -> etree._Element | None:
    page = f"<html><body>{markup}</body></html>".encode(errors="replace")
    try:
        return tree.parse(codecs.BOM_UTF8 + page).root
    except tree.UnreadableTreeError:
        return None


def _paragraphs(text: str) -> str:
    """Returns plain text as HTML: paragraphs stand between blank lines, or where there are none on lines."""
    text = text.replace("\r\n", "\n").strip()
    parts = re.split(r"\n[^\S\n]*\n\s*" if re.search(r"\n[^\S\n]*\n", text) else r"\n", text)
    return "".join(f"<p>{escape(part)}</p>" for part in parts)


def _is_whole(role: BodyRole, blocks: Sequence[Block]) -> bool:
    plain = "\n".join(block.plain for block in blocks if block.plain)
    if role is BodyRole.SUMMARY or not any(map(str.isalnum, plain)):
        return False
    return role is BodyRole.CONTENT or (words_in(plain) >= _LONG and not _TRAILS_OFF.search(plain))


def _is_part(root: etree._Element, blocks: Sequence[Block], found: FoundEntry) -> bool:
    return (
        teasers.has_more_link(root)
        or teasers.asks_for_password(root)
        or teasers.says_there_is_more(blocks, found.title, found.link)
    )
