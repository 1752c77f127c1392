"""Small Word documents made in memory: what a test says of one, and sensible answers to all the rest."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.imports.formats.docx import parse
from bot.imports.manuscript import Manuscript
from tests.support.zips import zipped

TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
)
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
STYLES = """
<w:style w:type="paragraph" w:default="1" w:styleId="Standard"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Titel"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="Untertitel"><w:name w:val="Subtitle"/>
  <w:basedOn w:val="Titel"/></w:style>
<w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="heading 1"/>
  <w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="berschrift2"><w:name w:val="heading 2"/></w:style>
<w:style w:type="paragraph" w:styleId="Kapitel"><w:name w:val="Kapitel"/>
  <w:basedOn w:val="berschrift1"/></w:style>
<w:style w:type="paragraph" w:styleId="Zitat"><w:name w:val="Intense Quote"/><w:rPr><w:i/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Brief"><w:name w:val="Letter"/><w:rPr><w:i/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Verzeichnis1"><w:name w:val="toc 1"/></w:style>
<w:style w:type="character" w:styleId="Hervorhebung"><w:name w:val="Emphasis"/><w:rPr><w:i/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Link"><w:name w:val="Hyperlink"/>
  <w:rPr><w:u w:val="single"/></w:rPr></w:style>
"""
NUMBERING = """
<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl>
  <w:lvl w:ilvl="1"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>
  <w:lvlText w:val="%1."/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="2"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>
  <w:lvlText w:val="Chapter %1"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="2"/></w:num>
"""


def run(text: str, properties: str = "") -> str:
    """A run of text, its properties as XML."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def para(*content: str, style: str = "", properties: str = "") -> str:
    """A paragraph of runs; content that is not XML is a plain run."""
    runs = "".join(each if each.startswith("<") else run(each) for each in content)
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{runs}</w:p>'


def item(text: str, listing: int, level: int = 0) -> str:
    """A paragraph in a list: 1 has bullets, 2 numbers."""
    numbered = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{listing}"/></w:numPr>'
    return para(text, properties=numbered)


@dataclass
class Document:
    """A document to be zipped: the XML inside its body, and what stands beside it."""

    body: str
    before: str = ""
    links: Mapping[str, str] = field(default_factory=dict)
    chunks: Mapping[str, str] = field(default_factory=dict)
    footnotes: str = ""
    endnotes: str = ""
    core: str = ""
    other: Mapping[str, str | bytes] = field(default_factory=dict)

    def zipped(self) -> bytes:
        """The file."""
        return zipped(self._files())

    def read(self, name: str = "the-lighthouse.docx") -> Manuscript:
        """What Fireside makes of it."""
        return parse(self.zipped(), name)

    @property
    def text(self) -> str:
        """What its only chapter says."""
        (chapter,) = self.read().chapters
        return chapter.text

    def _files(self) -> dict[str, str | bytes]:
        parts = {name: f"{name}.xml" for name in ("styles", "numbering", "footnotes", "endnotes")}
        links = "".join(
            f'<Relationship Id="{key}" Type="{_RELATION}hyperlink" Target="{target}" TargetMode="External"/>'
            for key, target in self.links.items()
        )
        links += "".join(
            f'<Relationship Id="{key}" Type="{_RELATION}aFChunk" Target="{target}"/>'
            for key, target in self.chunks.items()
        )
        return {
            "[Content_Types].xml": TYPES,
            "_rels/.rels": _relationships({"officeDocument": "word/document.xml"}),
            "word/document.xml": f"{self.before}<w:document {NAMESPACES}>"
            f"<w:body>{self.body}</w:body></w:document>",
            "word/_rels/document.xml.rels": _relationships(parts, links),
            "word/styles.xml": f"<w:styles {NAMESPACES}>{STYLES}</w:styles>",
            "word/numbering.xml": f"<w:numbering {NAMESPACES}>{NUMBERING}</w:numbering>",
            "word/footnotes.xml": f"<w:footnotes {NAMESPACES}>{self.footnotes}</w:footnotes>",
            "word/endnotes.xml": f"<w:endnotes {NAMESPACES}>{self.endnotes}</w:endnotes>",
            "docProps/core.xml": '<cp:coreProperties xmlns:cp="urn:cp" xmlns:dc="urn:dc">'
            f"{self.core}</cp:coreProperties>",
        } | dict(self.other)


def _relationships(targets: Mapping[str, str], more: str = "") -> str:
    each = "".join(
        f'<Relationship Id="{kind}" Type="{_RELATION}{kind}" Target="{target}"/>'
        for kind, target in targets.items()
    )
    return (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f"{each}{more}</Relationships>"
    )
