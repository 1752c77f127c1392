"""The pages of a book in the order in which they are read, none forgotten."""

from __future__ import annotations

from bot.imports.archive import EntryError
from bot.imports.formats.epub.contents import Contents
from bot.imports.formats.epub.package import EpubPackage, ManifestItem
from bot.imports.formats.xhtml.tree import text_of
from bot.text.word_counts import words_in

_NAMED_AT_MOST = 5
_FEWEST_WORDS = 20  # that a loose page has which somebody could miss


def pages(package: EpubPackage, contents: Contents, warnings: list[str]) -> list[ManifestItem]:
    """Returns the pages of the spine, those that only the contents name at their place among them; all
    pages that there are where neither names any. `warnings` gains what was added, and what was left out.
    """
    order = [item for item in package.spine if item.is_document]
    pictures = 0
    for item in package.spine:
        if item.media_type.startswith("image/"):
            pictures += 1
        elif not item.is_document:
            warnings.append(f"{item.path} is no page of text ({item.media_type}), and was left out.")
    if pictures:
        warnings.append(f"Pages that are only pictures were left out: {pictures}.")
    if not any(package.archive.find(item.path) for item in order):
        order = []
    order = _with_named(order, package, contents, warnings)
    documents = {item.path: item for _, item in package.items if item.is_document}
    if not order:
        return [item for item in documents.values() if item is not package.navigation]
    read = {item.path for item in order}
    loose = [path for path in documents if path not in read and _is_missed(path, package, contents)]
    if loose:
        listed = ", ".join(loose[:_NAMED_AT_MOST]) + (" …" if len(loose) > _NAMED_AT_MOST else "")
        warnings.append(f"Left out, since neither the reading order nor the contents name it: {listed}.")
    return order


def _with_named(
    order: list[ManifestItem], package: EpubPackage, contents: Contents, warnings: list[str]
) -> list[ManifestItem]:
    """Returns the pages with those that the contents name after the page that they name before."""
    read = {item.path for item in order}
    documents = {item.path: item for _, item in package.items}
    after: dict[str, list[ManifestItem]] = {}
    place = ""
    for entry in contents.entries:
        item = documents.get(entry.path) or ManifestItem(entry.path)
        if entry.path not in read and item.is_document and package.archive.find(entry.path):
            read.add(entry.path)
            after.setdefault(place, []).append(item)
            if order:
                where = "only the contents name it, so it stands where they have it"
                warnings.append(f"“{entry.title}” ({entry.path}) is missing from the reading order; {where}.")
        elif entry.path in read and not any(item.path == entry.path for item in after.get(place, [])):
            place = entry.path
    return [*after.get("", []), *(each for item in order for each in (item, *after.get(item.path, [])))]


def _is_missed(path: str, package: EpubPackage, contents: Contents) -> bool:
    """Returns whether a page outside of the reading order has text; a cover and the contents have none."""
    if path in contents.landmarks or (package.navigation and path == package.navigation.path):
        return False
    try:
        root = package.document(path).root
    except EntryError:
        return False
    body = root.find("{*}body")
    return words_in(text_of(root if body is None else body)) >= _FEWEST_WORDS
