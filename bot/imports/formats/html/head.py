"""The details that a web page gives of itself: title, author, description, language, licence and address."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from lxml import etree

from bot.imports import licences, ratings
from bot.imports.formats.html import json_ld
from bot.imports.formats.html.elements import classed, first, line, named, words
from bot.imports.formats.plain import headings
from bot.imports.formats.plain.languages import language_tag
from bot.imports.formats.xhtml.tree import text_of
from bot.stories.details import Details, Rating
from bot.text import markup

_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)
_SAVED = re.compile(
    r"\s*(?:Page )?saved (?:from url=\(\d+\)|with SingleFile\s+url:\s*)(https?://\S+)", re.IGNORECASE
)
_ADULT = re.compile(r"adult|restricted|RTA-5042-1996-1400-1577-RTA", re.IGNORECASE)  # rtalabel.org
_NO = (False, "false", "False")
_SITE = re.compile(r"\s+[|–—·-]\s+")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


def read(root: etree._Element) -> Details:
    """Returns the details of a page; each is empty where the page does not say."""
    metas: dict[str, list[str]] = {}
    for meta in named(root, "meta"):
        key = (meta.get("name") or meta.get("property") or "").lower()
        metas.setdefault(key, []).append(" ".join((meta.get("content") or "").split()))
    said = json_ld.work(root)
    summary = _first_of(metas, "description", "og:description", "dc.description")
    rating, unclear = _rating(root, metas, said)
    return Details(
        title=_title(root, metas),
        authors=_authors(root, metas) or json_ld.names(said.get("author")),
        language=_language(root),
        summary=markup.escape(summary or json_ld.text(said.get("description"))),
        rating=rating,
        unclear_rating=unclear,
        source=source(root),
        licence=_licence(root, metas),
    )


def source(root: etree._Element) -> str:
    """Returns the address that a page gives as its own, or that a browser noted when it saved the page."""
    links = (link.get("href") or "" for link in named(root, "link") if "canonical" in words(link, "rel"))
    shared = (meta.get("content") or "" for meta in named(root, "meta") if meta.get("property") == "og:url")
    saved = (match[1] for each in _comments(root) if (match := _SAVED.match(each.text or "")))
    return next((text for text in (*links, *shared, *saved) if _ADDRESS.fullmatch(text)), "")


def _comments(root: etree._Element) -> Iterator[etree._Element]:
    """Returns the comments before a page and at its beginning."""
    yield from root.itersiblings(etree.Comment, preceding=True)
    yield from islice(root.iter(etree.Comment), 3)


def _rating(
    root: etree._Element, metas: dict[str, list[str]], said: dict[str, Any]
) -> tuple[Rating | None, str]:
    """Returns the rating that a page gives its text, and its words for it where they are not understood.

    The `rating` for filters is a whole site's: what it calls general need not be so, and does not count.
    """
    own = ratings.highest(
        ratings.stated(json_ld.text(said.get("contentRating"))),
        *map(ratings.of_ages, json_ld.ages(said)),
        *map(ratings.of_ages, _marked(root, "typicalAgeRange")),
        *map(ratings.stated, _marked(root, "contentRating")),
    )
    if own[0] is not None:
        return own
    labels = metas.get("rating", ())
    if any(map(_ADULT.fullmatch, labels)) or said.get("isFamilyFriendly") in _NO:
        return ratings.stated("adult")
    return ratings.stated("mature") if any(label.casefold() == "mature" for label in labels) else own


def _marked(root: etree._Element, name: str) -> Iterator[str]:
    """Yields what a page's own elements say by a name of schema.org."""
    for mark in (f"itemprop='{name}'", f"property='schema:{name}'", f"name='schema:{name}'"):
        for element in root.iterfind(f".//*[@{mark}]"):
            yield " ".join((element.get("content") or text_of(element)).split())


def _first_of(metas: dict[str, list[str]], *names: str) -> str:
    return next((text for name in names for text in metas.get(name, ()) if text), "")


def _title(root: etree._Element, metas: dict[str, list[str]]) -> str:
    """Returns the title as the page is shared, else its only heading of the first size,
    else its window's title.
    """
    if title := _first_of(metas, "og:title", "dc.title", "citation_title"):
        return title
    largest = {text for heading in named(root, "h1") if (text := line(heading))}
    if len(largest) == 1 and not headings.parse(*largest):
        return largest.pop()
    posted = {text for heading in classed(root, "entry-title", "post-title") if (text := line(heading))}
    if len(posted) == 1:
        return posted.pop()
    title = line(first(root, "title"))
    site = _first_of(metas, "og:site_name")
    parts = _SITE.split(title)
    return title[: -len(parts[-1])].rstrip(" |–—·-") if len(parts) > 1 and parts[-1] == site else title


def _authors(root: etree._Element, metas: dict[str, list[str]]) -> tuple[str, ...]:
    for name in ("author", "dc.creator", "citation_author", "article:author"):
        if names := [text for text in metas.get(name, ()) if text and not _ADDRESS.match(text)]:
            return tuple(dict.fromkeys(names))
    links = (line(link) for link in named(root, "a", "link") if "author" in words(link, "rel"))
    return tuple(dict.fromkeys(name for name in links if name))


def _language(root: etree._Element) -> str:
    page = first(root, "html")
    if page is None:
        return ""
    xml = page.get("{http://www.w3.org/XML/1998/namespace}lang")
    language = (page.get("lang") or xml or "").replace("_", "-")
    return language if _LANGUAGE.fullmatch(language) else language_tag(language)


def _licence(root: etree._Element, metas: dict[str, list[str]]) -> str:
    for link in named(root, "a", "link"):
        if "license" in words(link, "rel"):
            terms = f"{line(link)} {link.get('href') or ''}".strip()
            name = licences.short_name(terms)
            return name if name != terms else line(link) or terms
    return licences.short_name(_first_of(metas, "dc.rights", "copyright", "rights"))
