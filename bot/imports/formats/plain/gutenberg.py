"""Removes Project Gutenberg's wrapper around a plain text, and reads its header."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.imports.formats.plain.languages import language_tag

_PROJECT = r"(?:proje[ck]?t(?:o|en|u)?|proyecto|progetto) gutenberg"
_FILE = rf"(?:{_PROJECT}|e-?book|e-?text|fichier|fichero|archivo|datei)"
_STARTS = "start|begin|beginning|début|debut|inicio|início|inizio|beginn|anfang"
_ENDS = "end|fin|fine|ende|fim|einde|slut|loppu|koniec|konec|vége"
_START = re.compile(
    rf"^[ ]?(?:\*{{3}} ?(?:{_STARTS})\b|beginning of this\b)[^\n]{{0,40}}?\b{_FILE}[^\n]*"
    r"(?:\n[^\n*]{1,90}\*{3})?\n"
    r"|^\*END\*? ?THE SMALL PRINT![^\n]*\n",
    re.M | re.I,
)
_END = re.compile(
    rf"^[ ]?\*{{3}} ?(?:{_ENDS})\b[^\n]{{0,40}}?\b{_FILE}"
    rf"|^[ ]{{0,9}}(?:{_ENDS}) (?:\w{{1,6}} ){{0,2}}{_PROJECT}|^ende dieses e-?textes\b",
    re.M | re.I,
)
_CREDIT = re.compile(
    r"(?:this e-?(?:book|text) was )?(?:produced|prepared) by\b|e-?text (?:produced|prepared) by\b", re.I
)
_FIELD = r"^{}:[ \t]*([^\n]+(?:\n[ \t]+\S[^\n]*)*)"
_BOOK_OF = re.compile(
    r"project gutenberg(?:['’]s| e-?(?:book|text) of) (?P<title>[^\n]{1,200}?), by (?P<author>[^\n]{1,100})",
    re.I,
)
_NUMBER = re.compile(r"\[(?:e-?book|e-?text) ?#(\d{1,7})\]", re.I)


@dataclass(frozen=True)
class Book:
    """The details in a Project Gutenberg header; all plain text, empty where it is silent."""

    title: str
    authors: tuple[str, ...]
    language: str
    source: str
    licence: str


def unwrap(text: str) -> tuple[str, Book | None]:
    """Returns a text without the wrapper, and what the wrapper says; the text as it is where it has none."""
    starts = list(_START.finditer(text, 0, 30_000))
    if not starts and "project gutenberg" not in text[:2000].casefold():
        return text, None
    start = starts[-1].end() if starts else 0
    end = _END.search(text, start)
    body = text[start : end.start() if end else len(text)]
    return _without_credits(body), _book(text[: start or 2000])


def _without_credits(body: str) -> str:
    """Returns the text without the lines on who produced the file, which may lead it."""
    first, gap, rest = body.lstrip().partition("\n\n")
    return _without_credits(rest) if gap and _CREDIT.match(first) else body


def _book(header: str) -> Book:
    named = _BOOK_OF.search(header)
    number = _NUMBER.search(header)
    author = _field(header, "Authors?") or (named["author"] if named else "")
    copyrighted = (
        "COPYRIGHTED Project Gutenberg" in header or "copyrighted project gutenberg" in header.casefold()
    )
    return Book(
        title=_field(header, "Title") or (named["title"] if named else ""),
        authors=tuple(name for name in re.split(r"\s+and\s+|\s*[;&]\s*", author) if name),
        language=language_tag(_field(header, "Language")),
        source=f"Project Gutenberg, https://www.gutenberg.org/ebooks/{number[1]}"
        if number
        else "Project Gutenberg",
        licence="Under copyright; see the licence at its source"
        if copyrighted
        else "Public domain in the USA",
    )


def _field(header: str, label: str) -> str:
    match = re.search(_FIELD.format(label), header, re.MULTILINE | re.IGNORECASE)
    return " ".join(match[1].split()) if match else ""
