"""The parts of an OpenDocument text (OpenDocument 1.3, part 2: packages)."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from bot.errors import UnreadableFileError
from bot.imports.formats.documents.package import DocumentPackage

_CONTENT = "content.xml"
_KIND = "OpenDocument text"


class OdtPackage(DocumentPackage):
    """The zip of an OpenDocument text. Raises UnreadableFileError where it is damaged or protected."""

    def __init__(self, data: bytes) -> None:
        super().__init__(data, _KIND)
        manifest = self.optional("META-INF/manifest.xml")
        if next(manifest.iter("{*}encryption-data"), None) is not None:
            raise UnreadableFileError(f"This {_KIND} is protected by a password, so it cannot be read.")

    def text(self) -> Iterator[etree._Element]:
        """Yields what the text is made of, one by one. Raises UnreadableFileError where it cannot be read."""
        return self.blocks(_CONTENT, "body", "text")

    def content(self) -> etree._Element:
        """Returns what stands before the text in its part: its own styles."""
        return self.head(_CONTENT, "automatic-styles")

    def styles(self) -> etree._Element:
        """Returns the part with the named styles; an empty element where it cannot be read."""
        return self.optional("styles.xml")

    def meta(self) -> etree._Element:
        """Returns the part with the document's properties; an empty element where it cannot be read."""
        return self.optional("meta.xml")
