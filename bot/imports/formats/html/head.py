"""The details that a web page gives of itself: title, author, description, language, licence and address."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from bot.imports import licences
from bot.imports.formats.html.elements import first, line, named, words
from bot.imports.formats.plain import headings
from bot.imports.formats.plain.languages import language_tag
from bot.stories.details import Details
from bot.text import markup

_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)
_SITE = re.compile(r"\s+[|–—·-]\s+")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


def read(root: etree._Element) -> Details:
    """Returns the details of a page; each is empty where the page does not say."""
    metas: dict[str, list[str]] = {}
    for meta in named(root, "meta"):
        key = (meta.get("name") or meta.get("property") or "").lower()
        metas.setdefault(key, []).append(" ".join((meta.get("content") or "").split()))
    return Details(
        title=_title(root, metas),
        authors=_authors(root, metas),
        language=_language(root),
        summary=markup.escape(_first_of(metas, "description", "og:description", "dc.description")),
        source=_source(root, metas),
        licence=_licence(root, metas),
    )


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


def _source(root: etree._Element, metas: dict[str, list[str]]) -> str:
    canonical = (link.get("href") or "" for link in named(root, "link") if "canonical" in words(link, "rel"))
    addresses: Iterator[str] = (
        text for text in (*canonical, _first_of(metas, "og:url")) if _ADDRESS.match(text)
    )
    return next(addresses, "")


def _licence(root: etree._Element, metas: dict[str, list[str]]) -> str:
    for link in named(root, "a", "link"):
        if "license" in words(link, "rel"):
            terms = f"{line(link)} {link.get('href') or ''}".strip()
            name = licences.short_name(terms)
            return name if name != terms else line(link) or terms
    return licences.short_name(_first_of(metas, "dc.rights", "copyright", "rights"))
