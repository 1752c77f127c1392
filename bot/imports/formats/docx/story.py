"""A Word document as a story."""

from __future__ import annotations

from lxml import etree

from bot.imports.formats.documents import story
from bot.imports.formats.documents.story import WrittenDocument, keywords, people, property_text
from bot.imports.formats.docx.body import Conversion
from bot.imports.formats.docx.package import DocxPackage
from bot.imports.formats.plain.languages import language_tag
from bot.imports.formats.plain.statuses import completion_of
from bot.imports.manuscript import Manuscript
from bot.stories.details import Details
from bot.text import markup


def parse(data: bytes, name: str) -> Manuscript:
    """Returns the manuscript in a Word document; `name` is the file's name,
    the title where nothing else tells it.

    Raises UnreadableFileError for what is no such document, is damaged, or holds no text.
    """
    package = DocxPackage(data)
    conversion = Conversion(package)
    body, notes = conversion.body(), conversion.notes()
    properties = _properties(package.properties())
    return story.story(WrittenDocument(body, notes, properties, frozenset(conversion.warnings)), name)


def _properties(core: etree._Element) -> Details:
    """Returns the details in the core properties (Open Packaging Conventions, section 11)."""

    def text_of(name: str) -> str:
        return property_text(core.findtext("{*}" + name))

    return Details(
        title=text_of("title"),
        authors=people(text_of("creator")),
        language=language_tag(text_of("language")),
        summary=markup.escape(text_of("description")),
        completion=completion_of(text_of("contentStatus")),
        tags=keywords([text_of("keywords")]),
    )
