"""Tells whom a line names as the author: `by Owl`, `von Anke Meier`, `文/林海`, or only a name."""

from __future__ import annotations

import re
from functools import cache

from bot.imports import ratings
from bot.imports.formats.plain.languages import language_tag
from bot.imports.formats.plain.paragraphs import plain
from bot.imports.formats.plain.statuses import completion_of
from bot.text.languages import LANGUAGES, folded

_BY = re.compile(
    r"(?:(?:an? (?:[\w'’-]+ ){0,2}(?:story|novel|novella|novelette|tale|fic|fan ?fic(?:tion)?|poem|play"
    r"|memoir|romance|mystery|one-?shot) |(?:written|story|told)\s+)?by\b"
    r"|(?:بقلم|تأليف|מאת)(?=[\s:])|โดย(?=\s))"
    r"(?P<colon>:?)\s*(?P<author>\S.{0,60})",
    re.IGNORECASE,
)
_EAST_ASIAN = re.compile(r"[文作글]\s?[/／|｜·]\s?(\S.{0,20})|(\S.{0,20}?)[\s\u3000]{1,3}[作著撰]")
_OTHER_BY = frozenset(("par", "por", "door", "av", "af", "przez", "oleh", "bởi"))
_OF = frozenset(("de", "da", "do", "di", "von", "van", "od", "от", "від", "ni"))
"""Words before an author's name that stand before other words as well: then only a whole name is one."""
_PEN_NAME = re.compile(r"[^\W\d_][\w.-]{1,29}")
_MOST_WORDS = 3  # of "by" in any language
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
_INITIAL = re.compile(r"\s[^\W\d_]\.\Z")
_ARTICLES = frozenset(("un", "une", "una", "uma", "um", "ein", "eine", "een", "en", "ett"))


def signature(line: str) -> str:
    """Returns the author whom a line such as `by Owl` names; empty where it is no such line."""
    text = plain(line).removeprefix("-# ")  # small on Discord
    if not text or (text[-1] in _NO_END and not _INITIAL.search(text)):
        return ""
    if match := _BY.fullmatch(text):
        author = match["author"]
        caseless = author[0].isalpha() and not author[0].isascii() and author[0].lower() == author[0].upper()
        return author if author[0].isupper() or caseless or " " not in author or match["colon"] else ""
    if match := _EAST_ASIAN.fullmatch(text):
        return match[1] or match[2]
    return _in_another_language(text.split())


def names(text: str) -> tuple[str, ...]:
    """Returns the names in a line that can only hold names: each a few words that all have a capital, or one
    that nobody but a reader of the net is called by; else none.
    """
    found = tuple(_AND.split(text))
    return found if all(map(_is_name, found)) else ()


def is_pen_name(line: str) -> bool:
    """Returns whether a line between a title and labels may be its author's name: one word, which says
    nothing of the story."""
    is_language = language_tag(line) not in ("", line.casefold())
    said = is_language or completion_of(line) or ratings.stated(line)[1] == ""
    return bool(_PEN_NAME.fullmatch(line)) and line.casefold() not in _NO_NAMES and not said


def _in_another_language(words: list[str]) -> str:
    if len(words) > 3 and words[0].casefold() in _ARTICLES and words[1].casefold() in _NO_NAMES:
        words = words[2:]  # une fanfiction de …
    for count in range(min(_MOST_WORDS, len(words) - 1), 0, -1):
        by, author = folded(" ".join(words[:count])), " ".join(words[count:])
        if by in _OF or by in _words_for_by():
            sure = by not in _OF and (_is_one_word(author) or _is_hangul_name(author))
            return author if sure or names(author) else ""
    return ""


@cache
def _words_for_by() -> frozenset[str]:
    return _OTHER_BY.union(word for language in LANGUAGES for word in language.words("authors"))


def _is_hangul_name(text: str) -> bool:
    return 1 < len(text) <= 5 and all("가" <= sign <= "힣" for sign in text)


def _is_one_word(text: str) -> bool:
    return len(text) > 2 and text.isalpha() and text.istitle() and text.casefold() not in _NO_NAMES


def _is_name(text: str) -> bool:
    words = text.split()
    if len(words) == 1:
        return bool(_HANDLE.fullmatch(text))
    if not 2 <= len(words) <= 5 or any(word.casefold() in _NO_NAMES for word in words):
        return False
    capital = [word for word in words if word not in _PARTICLES]
    return len(capital) > 1 and all(_NAME.fullmatch(word) and word[0].isupper() for word in capital)
