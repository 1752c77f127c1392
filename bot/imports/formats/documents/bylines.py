"""Tells whom a line below a title names as the author: `by Nell Harrow`, or only the name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.imports.formats.documents.lines import Line
from bot.imports.formats.plain.details import signature

_BY = re.compile(r"(?:an? (?:[\w-]+ ){1,3})?(?:written |story )?by\b:?\s*(?P<author>.{0,60})", re.IGNORECASE)
_OTHER_BY = re.compile(r"(?:von|par|por|de|di|door|av|af|przez)\s+(?P<author>\S.{0,60})", re.IGNORECASE)
_AND = re.compile(r"\s*(?:,|&|\b(?:and|und|et|y|и)\b)\s*")
_NAME = re.compile(r"[^\W\d_][\w'’.-]*")
_HANDLE = re.compile(r"(?=\S*(?:[\d_]|[a-z][A-Z]))[^\W_][\w.-]{2,30}|[_xX]{2,}\w{2,30}")
_PARTICLE_WORDS = "de da do dos das del della di du la le van von der den ter ten zu af bin ibn al el"
_PARTICLES = frozenset(_PARTICLE_WORDS.split())
_OTHER_WORDS = """a an the of in on at to or for with from by my our part book volume chapter act vol novel
novella novelette story stories tale tales saga series trilogy collection poem poems play memoir memoirs fic
fanfic fanfiction one-shot oneshot au draft complete revised edition episode season prologue short fantasy
romance mystery horror thriller der die das ein eine roman erzählung geschichte les un une conte récit
nouvelle los las una cuento novela il lo racconto romanzo um uma conto роман повесть рассказ сказка часть
книга глава история фанфик"""
_NO_NAMES = frozenset(_OTHER_WORDS.split())
_NO_END = ".,;:!?"


def of_line(line: Line, after: Sequence[Line]) -> tuple[str, int] | None:
    """Returns the author whom a line names by a word such as `by`, with the number of lines that this takes
    (`after` are those that follow); None where it names none.
    """
    if not line.is_short or line.level:
        return None
    if author := of_text(line.text, apart=line.centred or bool(line.part)):
        return author, 1
    match = _BY.fullmatch(line.text)
    if match and not match["author"] and after and after[0].is_short and not after[0].level:
        return (after[0].text, 2) if after[0].text[-1] not in _NO_END else None
    return None


def of_text(text: str, *, apart: bool) -> str:
    """Returns the author whom a line names by a word such as `by`; empty where it names none.

    `apart` says that the line looks like one of a title page, so that a name after `von` is one.
    """
    if author := signature(text):
        return author
    if match := _BY.fullmatch(text):
        author = match["author"]
        return author if author[:1].isupper() and author[-1] not in _NO_END else ""
    match = _OTHER_BY.fullmatch(text) if apart else None
    return match["author"] if match and names(match["author"]) else ""


def names(text: str) -> tuple[str, ...]:
    """Returns the names in a line that can only hold names: each a few words that all have a capital, or one
    that nobody but a reader of the net is called by; else none.
    """
    found = tuple(_AND.split(text))
    return found if all(map(_is_name, found)) else ()


def _is_name(text: str) -> bool:
    words = text.split()
    if len(words) == 1:
        return bool(_HANDLE.fullmatch(text))
    if not 2 <= len(words) <= 5 or any(word.casefold() in _NO_NAMES for word in words):
        return False
    capital = [word for word in words if word not in _PARTICLES]
    return len(capital) > 1 and all(_NAME.fullmatch(word) and word[0].isupper() for word in capital)
