"""Tells the lines of links between chapters (`Previous | Contents | Next`) within authors' posts."""

from __future__ import annotations

import re

from lxml import etree

from bot.imports.formats.html.elements import short_line
from bot.imports.formats.xhtml.tree import local_name
from bot.imports.formats.xhtml.vocabulary import is_block

_UNIT = "(?:chapter|part|page|post|episode|instal?lment|entry|story|scene|interlude)"
_OTHERS = (
    "(?:上|下)一?[章页頁节節回话話]|[章书書]?[节節]?目[录錄]|返回(?:目录|書頁|书页|首页)|加入书签|投推荐票"
    "|前へ|次へ|[前次]の(?:話|ページ|エピソード)|目次(?:へ)?"
    "|(?:이전|다음) ?(?:화|회|글|편)?|목록(?:으로)?|목차"
    "|(?:предыдущая|следующая|пред|след)(?: глава| часть)?"
    "|(?:к )?(?:оглавлени[юе]|содержани[юе])"
    "|(?:capítulo )?(?:anterior|siguiente|seguinte|próximo)(?: capítulo)?"
    "|(?:chapitre )?(?:précédent|suivant)(?: chapitre)?|sommaire|table des matières"
    "|(?:(?:vorheriges|nächstes) kapitel|zurück|weiter)|inhaltsverzeichnis|índice|sumário|spis treści"
    "|(?:poprzedni|następny)(?: rozdział)?|(?:capitolo )?(?:precedente|successivo)|indice"
    "|(?:önceki|sonraki)(?: bölüm)?|içindekiler|chương (?:trước|sau|tiếp)|mục lục"
)
_LABEL = re.compile(
    rf"(?:(?:go )?(?:back )?to (?:the )?)?(?:(?:previous|prev\.?|next|last|first|latest|current)(?: {_UNIT})?"
    "|back|forward|home|top|(?:table of )?contents|toc|(?:(?:story|master) ?)?(?:index|list|directory)"
    rf"|all {_UNIT}s?|{_UNIT} (?:list|index)|(?:previous|prev|next) ?[:–—-] ?.{{1,100}}|{_OTHERS})",
    re.IGNORECASE,
)
_BETWEEN = " \t\r\n\xa0|/\\•·*~<>«»‹›←→⇐⇒⟵⟶↑◄►◀▶-–—=[]()…"
_LONGEST = 300  # characters
_PIECES = 20


def block_of(link: etree._Element) -> etree._Element | None:
    """Returns the paragraph or box that a link between chapters stands in; None for any other link."""
    address = link.get("href") or ""
    label = short_line(link).strip(_BETWEEN) if address else ""
    if not _LABEL.fullmatch(label):
        return None
    if address.startswith("#") and "top" not in label.casefold():  # a game's or a book's own
        return None
    return next((each for each in link.iterancestors() if is_block(local_name(each))), None)


def is_navigation(block: etree._Element) -> bool:
    """Returns whether a paragraph or box holds nothing but the names of other pages of the story."""
    letters = 0
    for number, text in enumerate(block.itertext(etree.Element)):
        letters += len(text)
        if number >= _PIECES or letters > _LONGEST:
            return False
        name = " ".join(str(text).split()).strip(_BETWEEN)
        if name and not _LABEL.fullmatch(name):
            return False
    return True
