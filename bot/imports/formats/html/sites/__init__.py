"""The sites whose pages, and the tools whose files, are known: told by the marks that their markup has."""

from __future__ import annotations

from collections.abc import Callable, Set

from lxml import etree

from bot.imports.formats.html.sites import (
    ao3_download,
    ao3_page,
    fanficfare,
    fanfiction_net,
    fichub,
    forum,
    royal_road,
    scribble_hub,
    syosetu,
    wattpad,
)
from bot.imports.manuscript import Manuscript

_Reader = Callable[[etree._Element, str], Manuscript | None]
_PARAGRAPH = "data-p-id"
# A page is a site's if it has all its marks: classes (`.meta`), ids or names (`#preface`), attributes (`@…`).
_SITES: tuple[tuple[frozenset[str], _Reader], ...] = (
    (frozenset(("#preface", "#chapters", ".tags")), ao3_download.read),
    (frozenset((".meta", ".work", ".userstuff")), ao3_page.read),
    (frozenset(("#profile_top",)), fanfiction_net.read),
    (frozenset(("#storycontent",)), fanfiction_net.read_small),
    (frozenset((".chapter-inner", ".fic-header")), royal_road.read),
    (frozenset(("#chp_raw",)), scribble_hub.read),
    (frozenset((".p-novel__text",)), syosetu.read),
    (frozenset(("#novel_honbun",)), syosetu.read),
    (frozenset(("#honbun", "#maegaki")), syosetu.read),
    (frozenset((f"@{_PARAGRAPH}",)), wattpad.read),
    (frozenset(("#section0001",)), fanficfare.read),
    (frozenset(("#chap_1", ".chapter_nav")), fichub.read),
    (frozenset((".bbwrapper",)), forum.read),
    (frozenset((".messagetext",)), forum.read),
    (frozenset((".postbody",)), forum.read),
)


def read(root: etree._Element, name: str) -> Manuscript | None:
    """Returns the story on a page of a known site; None where the page is of no such site, or shows no story.

    Raises UnreadableFileError where the story has no text. Hides in the tree what is no part of the story.
    """
    marks = _marks(root)
    readers = (reader for wanted, reader in _SITES if wanted <= marks)
    return next((work for reader in readers if (work := reader(root, name))), None)


def _marks(root: etree._Element) -> Set[str]:
    classes: set[str] = set()
    marks: set[str] = set()
    for element in root.iter(etree.Element):
        if not element.attrib:
            continue
        classes.add(element.get("class") or "")
        marks.update((f"#{element.get('id')}", f"#{element.get('name')}"))
        if element.get(_PARAGRAPH) is not None:
            marks.add(f"@{_PARAGRAPH}")
    return marks.union(f".{word}" for value in classes for word in value.lower().split())
