"""Small EPUBs made in memory: what a test says of one, and sensible answers to all that it does not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bot.imports.formats.epub import parse
from bot.imports.manuscript import Manuscript
from tests.support.zips import zipped

CONTAINER = """<?xml version="1.0"?>
<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0">
<rootfiles><rootfile full-path="OPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>"""
PACKAGE = """<?xml version="1.0"?>
<package xmlns="http://www.idpf.org/2007/opf" xmlns:opf="http://www.idpf.org/2007/opf" version="3.0">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">{metadata}</metadata>
<manifest>{manifest}</manifest><spine toc="ncx">{spine}</spine>{guide}</package>"""
HTML = """<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops">"""


def page(body: str, title: str = "", kind: str = "") -> str:
    """A page of XHTML; `kind` is the `epub:type` of its body."""
    return f'{HTML}<head><title>{title}</title></head><body epub:type="{kind}">{body}</body></html>'


def nav(items: str, landmarks: str = "") -> str:
    """A navigation document, `items` being those of its list."""
    marks = f'<nav epub:type="landmarks"><ol>{landmarks}</ol></nav>' if landmarks else ""
    return page(f'<nav epub:type="toc"><ol>{items}</ol></nav>{marks}', "Contents")


def line(href: str, title: str, below: str = "") -> str:
    """One item of a navigation document, and the items under it."""
    return f'<li><a href="{href}">{title}</a>{f"<ol>{below}</ol>" if below else ""}</li>'


@dataclass
class Book:
    """A book to be zipped: `pages` by file name in reading order, `contents` as `nav` or an NCX writes it."""

    pages: Mapping[str, str | bytes]
    contents: str = ""
    ncx: str = ""
    metadata: str = "<dc:title>The Lighthouse</dc:title>"
    guide: str = ""
    spine: Sequence[str] = ()
    other: Mapping[str, str | bytes] = field(default_factory=dict)
    manifest: str = ""

    def zipped(self) -> bytes:
        """The file."""
        return zipped(self._files())

    def read(self) -> Manuscript:
        """What Fireside makes of it."""
        return parse(self.zipped(), "the-lighthouse.epub")

    def _files(self) -> dict[str, str | bytes]:
        manifest = self.manifest + "".join(
            f'<item id="{name}" href="{name}" media-type="application/xhtml+xml"/>' for name in self.pages
        )
        if self.contents:
            manifest += (
                '<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>'
            )
        if self.ncx:
            manifest += '<item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>'
        spine = self.spine or [f'<itemref idref="{name}"/>' for name in self.pages]
        package = PACKAGE.format(
            metadata=self.metadata, manifest=manifest, spine="".join(spine), guide=self.guide
        )
        files: dict[str, str | bytes] = {"META-INF/container.xml": CONTAINER, "OPS/book.opf": package}
        files |= {f"OPS/{name}": content for name, content in self.pages.items()}
        if self.contents:
            files["OPS/nav.xhtml"] = self.contents
        if self.ncx:
            files["OPS/toc.ncx"] = self.ncx
        return files | dict(self.other)
