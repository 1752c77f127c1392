"""An OpenDocument text as a story."""

from __future__ import annotations

from lxml import etree

from bot.imports.formats.documents import story
from bot.imports.formats.documents.story import WrittenDocument, keywords, people, property_text
from bot.imports.formats.odt.body import Conversion
from bot.imports.formats.odt.package import OdtPackage
from bot.imports.formats.plain.languages import language_tag
from bot.imports.manuscript import Manuscript
from bot.stories.details import Details
from bot.text import markup


def parse(data: bytes, name: str) -> Manuscript:
    """Returns the manuscript in an OpenDocument text; `name` is the file's name, the title where nothing else
    tells it.

    Raises UnreadableFileError for what is no such document, is protected or damaged, or holds no text.
    """
    package = OdtPackage(data)
    conversion = Conversion(package)
    body, notes = conversion.body(), conversion.notes()
    properties = _properties(package.meta())
    return story.story(WrittenDocument(body, notes, properties, frozenset(conversion.warnings)), name)


def _properties(root: etree._Element) -> Details:
    """Returns the details in the document's properties (OpenDocument 1.3, part 3, section 4.3)."""
    meta = root.find("{*}meta")
    meta = root if meta is None else meta

    def text_of(name: str) -> str:
        return property_text(meta.findtext("{*}" + name))

    return Details(
        title=text_of("title"),
        # The creator is whoever saved it last.
        authors=people(text_of("initial-creator") or text_of("creator")),
        language=language_tag(text_of("language")),
        summary=markup.escape(text_of("description")),
        tags=keywords(property_text(each.text) for each in meta.iterchildren("{*}keyword")),
    )
