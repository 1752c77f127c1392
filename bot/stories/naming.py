"""Names of chapters, and the order and titles read from the names of files."""

from __future__ import annotations

import re
from pathlib import PurePath

from bot.language import _
from bot.stories.chapters import NumberedChapter
from bot.stories.models import Chapter, ChapterKind, NamedChapter, Story
from bot.text.direction import isolated
from bot.text.languages import heads_chapter

_HEADING = re.compile(
    r"(?P<word>(?:chapter|chap|ch)\b[\s.#:-]{0,3})?(?P<number>[ivxlcdm]+|\d+)\b[\s.:—–-]*(?P<rest>.*)",
    re.IGNORECASE,
)
_SPEAKS_FOR_ITSELF = re.compile(
    r"(?:chapter|part|book|volume|act|scene|canto|letter|prologue|epilogue|interlude|day|night|episode|bonus"
    r"|side story|omake|(?:the )?[\w-]+ chapter)\b",
    re.IGNORECASE,
)
_NUMERAL = re.compile(r"\d+|M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
"""A number that is meant as one wherever "Chapter" stands before it."""
_NUMBERED = re.compile(r"(?:[^\W\d]{1,20}\.?\s)?[\divxlc]{1,8}|(?:chapter|part|chap\.?|ch\.?)\s[\w-]{1,20}")
"""What stands before a title as its number, in lower case."""
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1_000}


def chapter_name(chapter: Chapter | NamedChapter | NumberedChapter) -> str:
    """Returns the name of a chapter for readers: its number and title, or only one of them where the other
    adds nothing. A title that says "Chapter 3" keeps its own number, whichever chapter it is by now."""
    title = chapter.title
    if chapter.kind is not ChapterKind.BODY:
        return title or (_("Before the story") if chapter.kind is ChapterKind.FRONT else _("After the story"))
    if chapter.number is None:
        return title or _("A removed chapter")
    number, heading = chapter.number, _HEADING.fullmatch(title)
    if heading and _counts(heading, number):
        number, title = numeral_value(heading["number"]), heading["rest"]
    elif _SPEAKS_FOR_ITSELF.match(title) or (title and heads_chapter(title)):
        return title
    if not title:
        return _("Chapter {number}", number=number)
    return _("Chapter {number} — {title}", number=number, title=isolated(title))


def are_one_title(one: str, other: str) -> bool:
    """Returns whether two titles of chapters are the same, be it that one of them begins with its number:
    “The Bell” and “Chapter 3: The Bell”."""
    short, long = sorted((one.casefold().strip(), other.casefold().strip()), key=len)
    if not short or not long.endswith(short):
        return False
    before = long.removesuffix(short).rstrip(" .:,–—-)")
    return short == long or (before != "" and bool(_NUMBERED.fullmatch(before) or heads_chapter(before)))


def name_beside(story: Story, chapter: Chapter) -> str:
    """Returns the name of a chapter beside that of its story: nothing for the one chapter of a story that has
    no title of its own."""
    alone = story.chapters == 1 and chapter.number is not None and not chapter.title
    return "" if alone else chapter_name(chapter)


def _counts(heading: re.Match[str], number: int) -> bool:
    """Returns whether what a title begins with is the number of the chapter, today's or one that it had."""
    numeral = heading["number"]
    return numeral_value(numeral) == number or bool(heading["word"] and _NUMERAL.fullmatch(numeral))


def natural(name: str) -> list[tuple[int, int, str]]:
    """Returns a sort key by which `chapter 10` comes after `chapter 9`."""
    return [
        (0, int(part), "") if part.isdecimal() else (1, 0, part.casefold())
        for part in re.split(r"(\d{1,18})", name)
        if part
    ]


def title_of_file(name: str) -> str:
    """Returns a title made from a file's name: `03-the-lamp.txt` is “The Lamp”."""
    words = re.sub(r"[_\-\s]+", " ", PurePath(name).stem).strip()
    words = re.sub(r"^\d+\s*[.)]?\s+(?=\D)", "", words)
    return " ".join(word[:1].upper() + word[1:] for word in words.split())


def numeral_value(numeral: str) -> int:
    """Returns the value of an Arabic or Roman numeral."""
    if numeral.isdecimal():
        return int(numeral)
    values = [_ROMAN[letter] for letter in numeral.lower()]
    following = [*values[1:], 0]
    return sum(-value if value < after else value for value, after in zip(values, following, strict=True))
