"""The table of contents of an EPUB: the navigation document of EPUB 3, or the NCX of EPUB 2."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from lxml import etree

from bot.imports.formats.xhtml.flow import shown
from bot.imports.formats.xhtml.tree import local_name, text_of
from bot.imports.formats.xhtml.vocabulary import types

_LONGEST_TITLE = 200

Locate = Callable[[str], str]
"""Returns the path of the file that a link, as it stands in the navigation, points to."""


@dataclass(frozen=True)
class TocEntry:
    """One line of the contents: its title, its target (`path` is empty where it has none),
    and the line it is under.
    """

    title: str
    path: str
    fragment: str
    parent: TocEntry | None = None

    def is_under(self, other: TocEntry) -> bool:
        """Returns whether this entry stands, at any depth, under the other one."""
        above = self.parent
        while above and above is not other:
            above = above.parent
        return above is other


def of_nav(root: etree._Element, locate: Locate) -> list[TocEntry]:
    """Returns the entries of a navigation document, in order, each after the one it is under."""
    navs = list(root.iter("{*}nav"))
    contents = next((nav for nav in navs if not types(nav).isdisjoint(("toc", "doc-toc"))), None)
    if contents is None:
        contents = next((nav for nav in navs if not types(nav)), root)
    lists = contents.find(".//{*}ol")
    return [] if lists is None else list(_listed(lists, None, locate))


def of_ncx(root: etree._Element, locate: Locate) -> list[TocEntry]:
    """Returns the entries of an NCX, in order, each after the one it is under."""
    points = root.find(".//{*}navMap")
    return [] if points is None else list(_points(points, None, locate))


def landmarks(root: etree._Element, locate: Locate) -> dict[str, frozenset[str]]:
    """Returns the types that the landmarks of a navigation document, or the guide of a package,
    give to whole files, by the files' paths.
    """
    found: dict[str, frozenset[str]] = {}
    for nav in root.iter("{*}nav"):
        if "landmarks" in types(nav):
            for link in nav.iter("{*}a"):
                path = locate(link.get("href") or "")
                found[path] = found.get(path, frozenset()) | types(link)
    for reference in root.iterfind("{*}guide/{*}reference"):
        kind = (reference.get("type") or "").lower()
        found.setdefault(locate(reference.get("href") or ""), frozenset((kind,)))
    return found


def title_of(element: etree._Element | None) -> str:
    """Returns an element's text as a title: one line, of bounded length, ordinary spaces."""
    title = "" if element is None else " ".join(shown(text_of(element)).split())
    return title if len(title) <= _LONGEST_TITLE else title[: _LONGEST_TITLE - 1].rstrip() + "…"


def _listed(items: etree._Element, parent: TocEntry | None, locate: Locate) -> Iterator[TocEntry]:
    for item in items.iterfind("{*}li"):
        label = _label(item)
        entry = _entry(label, "" if label is None else label.get("href") or "", parent, locate)
        yield entry
        for below in item.iterfind("{*}ol"):
            yield from _listed(below, entry, locate)


def _label(item: etree._Element) -> etree._Element | None:
    for child in item.iterchildren("{*}*"):
        if local_name(child) in ("ol", "ul"):
            return None
        if local_name(child) == "a":
            return child
        link = child.find(".//{*}a")
        return child if link is None else link
    return None


def _points(above: etree._Element, parent: TocEntry | None, locate: Locate) -> Iterator[TocEntry]:
    for point in above.iterfind("{*}navPoint"):
        content = point.find("{*}content")
        source = "" if content is None else content.get("src") or ""
        entry = _entry(point.find("{*}navLabel/{*}text"), source, parent, locate)
        yield entry
        yield from _points(point, entry, locate)


def _entry(label: etree._Element | None, href: str, parent: TocEntry | None, locate: Locate) -> TocEntry:
    path = locate(href) if href else ""
    return TocEntry(title_of(label), path, href.partition("#")[2], parent)
