"""Pages of fanfiction.net and FictionPress: one chapter each, with the story's details above it."""

from __future__ import annotations

import re
from dataclasses import replace

from lxml import etree

from bot.imports import ratings
from bot.imports.formats import xhtml
from bot.imports.formats.html import from_blocks, head
from bot.imports.formats.html.chapters import titled_section
from bot.imports.formats.html.elements import classed, first, identified, line, named
from bot.imports.formats.html.sites import dashed
from bot.imports.formats.plain import headings
from bot.imports.manuscript import Manuscript
from bot.stories.details import Completion, Details
from bot.text import markup

_AUTHOR = re.compile(r"(?:https?:)?(?://[\w.]{1,40})?/u/\d")
_NUMBERED = re.compile(r"(\d{1,4})\. (.+)")
_RATINGS = "fictionratings.com"
_CROSSOVER = " Crossover"
_HOSTS = {"FictionPress": "www.fictionpress.com", "FanFiction": "www.fanfiction.net"}


def read(root: etree._Element, name: str) -> Manuscript | None:
    """Returns the chapter on a page; None where the page shows none.

    Raises UnreadableFileError where it has no text.
    """
    text, top = identified(root, "storytext"), identified(root, "profile_top")
    if text is None or top is None:
        return None
    summary = next((line(each) for each in classed(top, "xcontrast_txt") if each.tag == "div"), "")
    said = next((line(each) for each in classed(top, "xgray")), "")
    known = Details(
        title=line(first(top, "b")),
        authors=_authors(top),
        summary=markup.escape(summary),
        fandoms=_fandoms(root),
    )
    return _story(root, text, _detailed(root, known, said), name)


def read_small(root: etree._Element, name: str) -> Manuscript | None:
    """Returns the chapter on a page of the site for phones; None where the page shows none.

    Raises UnreadableFileError where it has no text.
    """
    text, top = identified(root, "storycontent"), identified(root, "content")
    if text is None or top is None:
        return None
    rated = next((line(each) for each in named(top, "a") if _RATINGS in (each.get("href") or "")), "")
    rating, unclear = ratings.stated(rated)
    known = Details(
        title=line(first(top, "b")),
        authors=_authors(top),
        rating=rating,
        unclear_rating=unclear,
        source=head.source(root),
    )
    return _story(root, text, known, name)


def _detailed(root: etree._Element, known: Details, said: str) -> Details:
    """Returns the details with those in the line below the summary, which names a status only at the end."""
    parts = dashed.read(said)
    if parts is None:
        return replace(known, source=head.source(root))
    page = line(first(root, "title"))
    host = next((host for site, host in _HOSTS.items() if site in page), _HOSTS["FanFiction"])
    address = f"https://{host}/s/{parts.number}/" if parts.number else head.source(root)
    known = parts.add_to(replace(known, completion=Completion.ONGOING))
    return replace(known, source=address)


def _story(root: etree._Element, text: etree._Element, known: Details, name: str) -> Manuscript:
    blocks = xhtml.read(text).blocks
    title = _chapter_title(root)
    if not title:
        return from_blocks.story(blocks, known, name)
    return from_blocks.of_chapters([], [titled_section(title, blocks)], known, name)


def _chapter_title(root: etree._Element) -> str:
    """Returns the title that the list of chapters has for this one, with its number; empty for a one-shot."""
    chosen = [each for each in named(root, "option") if each.get("selected") is not None]
    match = next((match for each in chosen if (match := _NUMBERED.fullmatch(line(each)))), None)
    if match is None:
        return ""
    return match[2] if headings.parse(match[2]) else f"Chapter {match[1]}: {match[2]}"


def _authors(top: etree._Element) -> tuple[str, ...]:
    links = (line(each) for each in named(top, "a") if _AUTHOR.match(each.get("href") or ""))
    return tuple(dict.fromkeys(filter(None, links)))[:1]


def _fandoms(root: etree._Element) -> tuple[str, ...]:
    """Returns the fandom after its section (`Books » Harry Potter`), or those of a crossover."""
    above = identified(root, "pre_story_links")
    links = [] if above is None else [text for each in named(above, "a") if (text := line(each))]
    if not links:
        return ()
    if links[-1].endswith(_CROSSOVER):
        return tuple(links[-1].removesuffix(_CROSSOVER).split(" + "))
    return tuple(links[-1:])
