"""Tells front matter, body and back matter apart."""

from __future__ import annotations

from lxml import etree

from bot.imports.formats.xhtml.vocabulary import types
from bot.stories.models import ChapterKind
from bot.text.languages import LANGUAGES, folded

# EPUB 3 Structural Semantics Vocabulary 1.1, and the guide types of OPF 2.0.1, section 2.6.
_DIVISIONS = {
    "frontmatter": ChapterKind.FRONT,
    "bodymatter": ChapterKind.BODY,
    "backmatter": ChapterKind.BACK,
}
_FRONT = """cover titlepage title-page halftitlepage copyright-page imprint imprimatur dedication foreword
preface introduction preamble toc loi lot contributors seriespage z3998:dramatis-personae"""
_BODY = "chapter part prologue epilogue text start volume division conclusion"
_BACK = """afterword appendix colophon endnotes rearnotes footnotes notes glossary bibliography index errata
other-credits acknowledgements acknowledgments credits"""
_BY_TYPE = {
    **dict.fromkeys(_FRONT.split(), ChapterKind.FRONT),
    **dict.fromkeys(_BODY.split(), ChapterKind.BODY),
    **dict.fromkeys(_BACK.split(), ChapterKind.BACK),
}


def _in_other_languages(kind: ChapterKind, *whats: str) -> dict[str, ChapterKind]:
    return {word: kind for language in LANGUAGES for what in whats for word in language.words(what)}


_BY_TITLE = {
    **dict.fromkeys(
        ("cover", "title page", "titlepage", "half title", "copyright", "copyright page", "contents"),
        ChapterKind.FRONT,
    ),
    **dict.fromkeys(("table of contents", "dedication", "foreword", "preface", "imprint"), ChapterKind.FRONT),
    **dict.fromkeys(
        ("afterword", "about the author", "acknowledgements", "acknowledgments", "newsletter"),
        ChapterKind.BACK,
    ),
    **dict.fromkeys(
        ("endnotes", "footnotes", "notes", "colophon", "glossary", "bibliography"), ChapterKind.BACK
    ),
    **_in_other_languages(ChapterKind.FRONT, "contents", "front_pages"),
    **_in_other_languages(ChapterKind.BACK, "acknowledgements", "back_pages"),
}

_OTHER_BOOKS = ("also by ", "other books by ", "books by ")
"""What a list of an author's other books is called, their name left out."""


def kind_at(element: etree._Element, page: frozenset[str]) -> ChapterKind | None:
    """Returns the kind of matter by the types of an element and of those around it,
    then by those of its page.

    None where nothing is said. The great divisions (front, body, back matter) count before the names of
    sections: a copyright page among the back matter is back matter.
    """
    around = [types(element), *(types(above) for above in element.iterancestors())]
    for words in (*around, page):
        for word, kind in _DIVISIONS.items():
            if word in words:
                return kind
    for words in (*around, page):
        for word in sorted(words):
            if word.removeprefix("doc-") in _BY_TYPE:
                return _BY_TYPE[word.removeprefix("doc-")]
    return None


def kind_of_title(title: str) -> ChapterKind:
    """Returns the kind of matter that a part is by its title alone."""
    words = folded(title).strip(" .:")
    if words.startswith(_OTHER_BOOKS):
        return ChapterKind.BACK
    return _BY_TITLE.get(words, ChapterKind.BODY)
