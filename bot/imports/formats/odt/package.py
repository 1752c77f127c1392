"""The parts of an OpenDocument text (OpenDocument 1.3, part 2: packages)."""

from __future__ import annotations

from lxml import etree

from bot.errors import UnreadableFileError
from bot.imports.formats.documents.package import DocumentPackage

_KIND = "OpenDocument text"


class OdtPackage(DocumentPackage):
    """The zip of an OpenDocument text. Raises UnreadableFileError where it is damaged or protected."""

    def __init__(self, data: bytes) -> None:
        super().__init__(data, _KIND)
        manifest = self.optional("META-INF/manifest.xml")
        if next(manifest.iter("{*}encryption-data"), None) is not None:
            raise UnreadableFileError(f"This {_KIND} is protected by a password, so it cannot be read.")

    def content(self) -> etree._Element:
        """Returns the part with the text. Raises UnreadableFileError where it cannot be read."""
        return self.main("content.xml")

    def styles(self) -> etree._Element:
        """Returns the part with the named styles; an empty element where it cannot be read."""
        return self.optional("styles.xml")

    def meta(self) -> etree._Element:
        """Returns the part with the document's properties; an empty element where it cannot be read."""
        return self.optional("meta.xml")
