"""The parts of a Word document: found through its relationships, parsed without trusting them."""

from __future__ import annotations

from lxml import etree

from bot.errors import UnreadableFileError
from bot.imports.formats.archive import Archive, EntryError, resolve

_KIND = "Word document"
_MAX_TAGS = 400_000
"""The most tags of all parts together, which bounds the time to read
them; a book of 500,000 words has 300,000.
"""
_NO_MEMORY = 2  # libxml2's XML_ERR_NO_MEMORY


class DocxPackage:
    """The zip of a Word document, with the parts that its main part refers to.

    Raises UnreadableFileError where the file is damaged, or has no main part that can be read.
    """

    def __init__(self, data: bytes) -> None:
        self._archive = Archive(data, _KIND)
        self._tags = 0
        self._main = next(iter(self._related("", "officeDocument").values()), "word/document.xml")
        self.links = self._related(self._main, "hyperlink")
        """The addresses of the document's links, by the ids of their relationships."""

    def document(self) -> etree._Element:
        """Returns the main part. Raises UnreadableFileError where it cannot be read."""
        try:
            return self._parsed(self._main)
        except EntryError as error:
            raise UnreadableFileError(f"The text of this Word document ({self._main}) {error}.") from error

    def part(self, kind: str) -> etree._Element:
        """Returns the part to which the main one has this relationship (`styles`, `footnotes` …); an empty
        element where there is none, or none that can be read.
        """
        return self._optional(next(iter(self._related(self._main, kind).values()), ""))

    def properties(self) -> etree._Element:
        """Returns the core properties: title, creator, keywords …; an empty element where there are none."""
        return self._optional(next(iter(self._related("", "core-properties").values()), "docProps/core.xml"))

    def _related(self, base: str, kind: str) -> dict[str, str]:
        """Returns the targets of a part's relationships of one kind, by id;
        an empty `base` is the package itself.

        Open Packaging Conventions, section 9.3; the kind is the last word of its type's address, since the
        strict and the transitional form of the format differ in what stands before it.
        """
        folder, _, file = base.rpartition("/")
        relationships = self._optional(f"{folder}/_rels/{file}.rels")
        return {
            each.get("Id") or "": target if each.get("TargetMode") == "External" else resolve(base, target)
            for each in relationships.iter("{*}Relationship")
            if (each.get("Type") or "").endswith(f"/{kind}") and (target := each.get("Target"))
        }

    def _optional(self, path: str) -> etree._Element:
        try:
            return self._parsed(path)
        except EntryError:
            return etree.Element("empty")

    def _parsed(self, path: str) -> etree._Element:
        data = self._archive.read(path)
        self._tags += data.count(b"<")
        if self._tags > _MAX_TAGS:
            raise UnreadableFileError("This Word document is too large, or too intricate, to be a story.")
        # Not huge_tree: libxml2 then refuses over 256 elements in one another, and texts over 10 MB.
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True
        )
        try:
            return etree.fromstring(data, parser)
        except etree.XMLSyntaxError as error:
            if any(entry.type == _NO_MEMORY for entry in parser.error_log):
                raise MemoryError from error
            raise EntryError("is damaged, or is not what Word writes") from error
