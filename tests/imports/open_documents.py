"""Small OpenDocument texts made in memory, with named and automatic styles as LibreOffice writes them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.imports.formats.odt import parse
from bot.imports.manuscript import Manuscript
from tests.support.zips import zipped

TEXT_TYPE = "application/vnd.oasis.opendocument.text"
_URN = "urn:oasis:names:tc:opendocument:xmlns"
NAMESPACES = " ".join(
    (
        *(f'xmlns:{name}="{_URN}:{name}:1.0"' for name in ("office", "style", "text", "table", "meta")),
        f'xmlns:draw="{_URN}:drawing:1.0"',
        f'xmlns:fo="{_URN}:xsl-fo-compatible:1.0"',
        f'xmlns:svg="{_URN}:svg-compatible:1.0"',
        f'xmlns:manifest="{_URN}:manifest:1.0"',
        'xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0"',
        'xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/"',
    )
)


def style(
    name: str, parent: str = "Standard", family: str = "paragraph", inside: str = "", more: str = ""
) -> str:
    """A style; `inside` are its properties, `more` further attributes."""
    return (
        f'<style:style style:name="{name}" style:family="{family}" style:parent-style-name="{parent}" {more}>'
        f"{inside}</style:style>"
    )


def looks(properties: str) -> str:
    """The properties of text, as attributes."""
    return f"<style:text-properties {properties}/>"


def places(properties: str) -> str:
    """The properties of a paragraph, as attributes."""
    return f"<style:paragraph-properties {properties}/>"


_SIZE = looks('fo:font-size="12pt"')
_BOLD = looks('fo:font-weight="bold"')
NAMED = "".join(
    (
        f'<style:default-style style:family="paragraph">{_SIZE}</style:default-style>',
        style("Standard", ""),
        style("Heading", inside=_BOLD),
        style(
            "Heading_20_1", "Heading", more='style:display-name="Heading 1" style:default-outline-level="1"'
        ),
        style(
            "Heading_20_2", "Heading", more='style:display-name="Heading 2" style:default-outline-level="2"'
        ),
        style("Title", "Heading", inside=places('fo:text-align="center"')),
        style("Subtitle", "Heading", inside=places('fo:text-align="center"')),
        style("Quotations", inside=looks('fo:font-style="italic"')),
        style("Contents_20_1", "Index"),
        style("Horizontal_20_Line", inside=places('fo:border-bottom="0.5pt solid #000"')),
        style("Secret", inside=looks('text:display="none"')),
        style("Emphasis", "", "text", looks('fo:font-style="italic"')),
    )
)
AUTOMATIC = "".join(
    (
        style("Centred", inside=places('fo:text-align="center"')),
        style("Bold", inside=places('fo:text-align="center"') + _BOLD),
        style("Chapter", "Heading_20_1", inside=places('fo:break-before="page"')),
        style("NewPage", inside=places('fo:break-before="page"')),
        style("FirstPage", more='style:master-page-name="First_20_Page"'),
        style("Italic", inside=looks('fo:font-style="italic"')),
        style("T1", "", "text", looks('fo:font-style="italic" style:font-style-asian="italic"')),
        style("T2", "", "text", _BOLD),
        style("T3", "", "text", looks('style:text-line-through-style="solid"')),
        style("T4", "", "text", looks('style:text-underline-style="solid"')),
        style("T5", "", "text", looks('fo:font-style="normal" fo:font-weight="normal"')),
        style("T6", "", "text", looks('style:text-position="super 58%"')),
        style("T7", "", "text", looks('style:text-position="-33% 58%"')),
        style("T8", "", "text", looks('text:display="none"')),
        style("T9", "T2", "text", looks('fo:font-style="italic" style:text-underline-style="none"')),
        '<text:list-style style:name="L1"><text:list-level-style-bullet text:level="1"/>'
        '<text:list-level-style-bullet text:level="2"/></text:list-style>'
        '<text:list-style style:name="L2"><text:list-level-style-number text:level="1" style:num-format="1"'
        ' style:num-suffix="."/></text:list-style>',
    )
)


def p(*content: str, style: str = "Standard") -> str:
    """A paragraph."""
    return f'<text:p text:style-name="{style}">{"".join(content)}</text:p>'


def h(*content: str, level: int = 1, style: str = "") -> str:
    """A heading."""
    name = style or f"Heading_20_{level}"
    return f'<text:h text:style-name="{name}" text:outline-level="{level}">{"".join(content)}</text:h>'


def span(text: str, style: str) -> str:
    """A run of text in a style."""
    return f'<text:span text:style-name="{style}">{text}</text:span>'


@dataclass
class OpenDocument:
    """A text to be zipped: the XML inside its office:text, and what stands beside it."""

    body: str
    before: str = ""
    meta: str = ""
    named: str = ""
    kind: str = TEXT_TYPE
    manifest: str = ""
    other: Mapping[str, str | bytes] = field(default_factory=dict)

    def zipped(self) -> bytes:
        """The file."""
        content = (
            f"{self.before}<office:document-content {NAMESPACES}><office:automatic-styles>{AUTOMATIC}"
            f"</office:automatic-styles><office:body><office:text>{self.body}</office:text></office:body>"
            "</office:document-content>"
        )
        # A header's automatic styles have the same names as the text's.
        headers = style("Italic", inside=_BOLD)
        return zipped(
            {
                "mimetype": self.kind,
                "content.xml": content,
                "styles.xml": f"<office:document-styles {NAMESPACES}><office:styles>{NAMED}{self.named}"
                f"</office:styles><office:automatic-styles>{headers}</office:automatic-styles>"
                "</office:document-styles>",
                "meta.xml": f"<office:document-meta {NAMESPACES}><office:meta>{self.meta}</office:meta>"
                "</office:document-meta>",
                "META-INF/manifest.xml": f"<manifest:manifest {NAMESPACES}>{self.manifest}"
                "</manifest:manifest>",
            }
            | dict(self.other)
        )

    def read(self, name: str = "the-lighthouse.odt") -> Manuscript:
        """What Fireside makes of it."""
        return parse(self.zipped(), name)

    @property
    def text(self) -> str:
        """What its only chapter says."""
        (chapter,) = self.read().chapters
        return chapter.text
