"""The parts of a Word document, found through its relationships."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from lxml import etree

from bot.imports.archive import EntryError, resolve
from bot.imports.formats.documents.package import DocumentPackage

_FIELD_ENDS = re.compile(rb"""\bfldCharType\s*=\s*["']\s*(begin|end)\b""")


class DocxPackage(DocumentPackage):
    """The zip of a Word document, with the parts that its main part refers to.

    Raises UnreadableFileError where the file is damaged, or has no main part that can be read.
    """

    def __init__(self, data: bytes) -> None:
        super().__init__(data, "Word document")
        self._main = next(iter(self._related("", "officeDocument").values()), "word/document.xml")
        self.links = self._related(self._main, "hyperlink")
        """The addresses of the document's links, by the ids of their relationships."""
        self.chunks = self._related(self._main, "aFChunk")
        """The paths of the files that were inserted as they are, by the ids of their relationships."""

    def text(self) -> Iterator[etree._Element]:
        """Yields what the text is made of, one by one. Raises UnreadableFileError where it cannot be read."""
        return self.blocks(self._main, "body")

    def field_ends(self) -> Counter[bytes]:
        """Returns how many fields begin in the text, and how many end (`begin`, `end`)."""
        found: Counter[bytes] = Counter()
        rest = b""
        try:
            for data in self.stream(self._main):
                whole, _, rest = (rest + data).rpartition(b">")
                if b"fldChar" in whole:
                    found.update(_FIELD_ENDS.findall(whole))
        except EntryError:
            pass  # whoever reads the text says so
        return found

    def part(self, kind: str) -> etree._Element:
        """Returns the part to which the main one has this relationship (`styles`, `footnotes` …); an empty
        element where there is none, or none that can be read.
        """
        return self.optional(next(iter(self._related(self._main, kind).values()), ""))

    def properties(self) -> etree._Element:
        """Returns the core properties: title, creator, keywords …; an empty element where there are none."""
        return self.optional(next(iter(self._related("", "core-properties").values()), "docProps/core.xml"))

    def _related(self, base: str, kind: str) -> dict[str, str]:
        """Returns the targets of a part's relationships of one kind, by id;
        an empty `base` is the package itself.

        Open Packaging Conventions, section 9.3; the kind is the last word of its type's address, since the
        strict and the transitional form of the format differ in what stands before it.
        """
        folder, _, file = base.rpartition("/")
        relationships = self.optional(f"{folder}/_rels/{file}.rels")
        return {
            each.get("Id") or "": target if each.get("TargetMode") == "External" else resolve(base, target)
            for each in relationships.iter("{*}Relationship")
            if (each.get("Type") or "").endswith(f"/{kind}") and (target := each.get("Target"))
        }
