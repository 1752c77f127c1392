"""Tells the numbers of printed pages, which a digitised book carries within its text."""

from __future__ import annotations

import re
from functools import lru_cache

from lxml import etree

from bot.imports.formats.xhtml.tree import short_text

_SURE = re.compile(r"(?:[a-z0-9]+[-_])*(?:page[-_]?(?:num(?:ber)?s?|no)|pg[-_]?num)")
_PERHAPS = re.compile(r"(?:[a-z0-9]+[-_])*(?:page[-_]?break|newpage|pb|folio|page|pg|pn)")
_PLACES = re.compile(r"(?:page|pagenum|pg|p|pn)[-_.]?0*(\d{1,4}|[ivxlcdm]{1,8})", re.IGNORECASE)
_NUMBER = re.compile(
    r"[\[({<|–—-]*\s*(?:(?:page|pag|pg|pp|p|s)\b\.?\s*)?(\d{1,4}|[ivxlcdm]{1,8})\s*[\])}>|–—-]*",
    re.IGNORECASE,
)
_WRITTEN = re.compile(r"\[(?:Pg|Page)\.? ?(?:\d{1,4}|[ivxlcdm]{1,8})\] ?")
_INLINE = frozenset(("a", "span", "sup", "small"))
_LONGEST = 24  # characters


def is_page_number(element: etree._Element, name: str) -> bool:
    """Returns whether the element is the number of a printed page: by its class, or by an id that is the
    same number where it leads nowhere.
    """
    if (classes := element.get("class")) and (sure := _names_page(classes)) is not None:
        text = short_text(element, _LONGEST)
        return bool(text) and (sure or bool(_NUMBER.fullmatch(text or "")))
    place = element.get("id") or element.get("name")
    if not place or name not in _INLINE or element.get("href"):
        return False
    meant = _PLACES.fullmatch(place)
    number = _NUMBER.fullmatch(short_text(element, _LONGEST) or "") if meant else None
    return bool(meant and number and number[1].lower() == meant[1].lower())


def without_numbers(text: str) -> str:
    """Returns text without the numbers that nothing but their look tells from it: `[Pg 12]`."""
    return _WRITTEN.sub("", text) if "[P" in text else text


@lru_cache(maxsize=4096)
def _names_page(classes: str) -> bool | None:
    """Returns whether a class surely names a page's number; None where it names none."""
    words = classes.lower().split()
    return any(map(_SURE.fullmatch, words)) or (False if any(map(_PERHAPS.fullmatch, words)) else None)
