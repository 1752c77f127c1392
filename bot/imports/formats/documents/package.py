"""The parts of a word processor's document: XML in a zip, parsed without trusting it."""

from __future__ import annotations

from lxml import etree

from bot.errors import UnreadableFileError
from bot.imports.formats.archive import Archive, EntryError

_MAX_TAGS = 2_000_000
"""The most tags of all parts together, which bounds the memory that they take; a million words that are put
together from many short runs have a million.
"""
_NO_MEMORY = 2  # libxml2's XML_ERR_NO_MEMORY


class DocumentPackage:
    """The zip of a document; `kind` is what the sentences of its refusals call it.

    Raises UnreadableFileError where the zip cannot be opened.
    """

    def __init__(self, data: bytes, kind: str) -> None:
        self._kind = kind
        self._archive = Archive(data, kind)
        self._tags = 0

    def data(self, path: str) -> bytes:
        """Returns a part as it is. Raises EntryError where it cannot be read."""
        data = self._archive.read(path)
        self._tags += data.count(b"<")
        if self._tags > _MAX_TAGS:
            raise UnreadableFileError(f"This {self._kind} is too large, or too intricate, to be a story.")
        return data

    def parsed(self, path: str) -> etree._Element:
        """Returns a part's root element. Raises EntryError where it cannot be read."""
        data = self.data(path)
        # Not huge_tree: libxml2 then refuses over 256 elements in one another, and texts over 10 MB.
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True
        )
        try:
            return etree.fromstring(data, parser)
        except etree.XMLSyntaxError as error:
            if any(entry.type == _NO_MEMORY for entry in parser.error_log):
                raise MemoryError from error
            raise EntryError("is damaged, or is not what a word processor writes") from error

    def main(self, path: str) -> etree._Element:
        """Returns the part that holds the text. Raises UnreadableFileError where it cannot be read."""
        try:
            return self.parsed(path)
        except EntryError as error:
            raise UnreadableFileError(f"The text of this {self._kind} ({path}) {error}.") from error

    def optional(self, path: str) -> etree._Element:
        """Returns a part's root element; an empty element where there is none, or none that can be read."""
        try:
            return self.parsed(path)
        except EntryError:
            return etree.Element("empty")
