"""Tells front matter, body and back matter apart."""

from __future__ import annotations

from lxml import etree

from bot.imports.formats.xhtml.vocabulary import types
from bot.stories.models import ChapterKind

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
_OTHER_FRONT = (
    "couverture|portada|titelseite|impressum|обложка|содержание|оглавление|封面|扉页|目次|目录|目錄|版权信息|版权页"
    "|版權頁|표지|차례|판권"
)
_OTHER_BACK = (
    "奥付|解説|謝辞|作者紹介|著者紹介|关于作者|關於作者|作者简介|致谢|致謝|remerciements|danksagung|agradecimientos"
    "|agradecimentos|ringraziamenti|благодарности|podziękowania|dankwoord|über den autor|über die autorin"
    "|à propos de l'auteur|à propos de l'autrice|об авторе|об авторке|sobre el autor|sobre la autora"
    "|sobre o autor|sobre a autora|sull'autore|sull'autrice|o autorze|o autorce|over de auteur"
)
_BY_TITLE = {
    **dict.fromkeys(
        ("cover", "title page", "titlepage", "half title", "copyright", "copyright page", "contents"),
        ChapterKind.FRONT,
    ),
    **dict.fromkeys(("table of contents", "dedication", "foreword", "preface", "imprint"), ChapterKind.FRONT),
    **dict.fromkeys(
        ("afterword", "about the author", "acknowledgements", "acknowledgments"), ChapterKind.BACK
    ),
    **dict.fromkeys(
        ("endnotes", "footnotes", "notes", "colophon", "glossary", "bibliography"), ChapterKind.BACK
    ),
    **dict.fromkeys(_OTHER_FRONT.split("|"), ChapterKind.FRONT),
    **dict.fromkeys(_OTHER_BACK.split("|"), ChapterKind.BACK),
}


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
    return _BY_TITLE.get(title.casefold().strip(" .:").replace("’", "'"), ChapterKind.BODY)
