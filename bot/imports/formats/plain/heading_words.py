"""The words that head chapters: those of English below, those of other languages from `bot.text.languages`.

All words are in lower case; capitals in a file make no difference.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.stories.models import ChapterKind
from bot.text.languages import LANGUAGES, Language

BODY, FRONT, BACK = ChapterKind.BODY, ChapterKind.FRONT, ChapterKind.BACK


@dataclass(frozen=True)
class HeadingWords:
    """The words of one language."""

    parts: Mapping[str, int]
    """What holds chapters, with its rank: a volume (0) holds books (1), a book holds parts (2)."""
    chapters: tuple[str, ...]
    """What is numbered as a chapter is, short forms without their dot."""
    story_chapters: tuple[str, ...]
    """Those of them that may stand behind the story's title: `The Lamp: Chapter 1`."""
    named: Mapping[str, ChapterKind]
    """What heads a chapter without a number."""
    unsure: frozenset[str]
    """Those of them that head one only in a file that has numbered chapters, too."""
    outside: frozenset[str]
    """Those of them that never stand inside a part."""
    numbers: Mapping[str, int]
    """Numbers in words; those between 20 and 100 are composed (`twenty-one`)."""
    hundreds: Mapping[str, int]
    """What a number before it is multiplied with."""
    ordinals: Mapping[str, int]
    last: tuple[str, ...]
    """Words for the last one, which stand as an ordinal does."""
    articles: tuple[str, ...]
    joints: tuple[str, ...]
    """What may stand between hundreds and the rest: `hundred and three`."""
    number_marks: tuple[str, ...]
    """What may stand before digits: `Chapter No. 3`."""
    contents: tuple[str, ...]
    """What a table of contents is called."""
    is_english: bool = False
    is_spaced: bool = True
    """Whether a space stands before a number in words."""


ENGLISH = HeadingWords(
    parts={
        "volume": 0,
        "vol": 0,
        "book": 1,
        "bk": 1,
        "part": 2,
        "pt": 2,
        "act": 2,
        "arc": 2,
    },
    chapters=("chapter", "chapters", "chap", "ch", "letter", "stave", "canto", "episode", "ep", "scene"),
    story_chapters=("chapter", "chap", "ch", "episode", "ep"),
    named={
        "prologue": BODY,
        "epilogue": BODY,
        "interlude": BODY,
        "intermission": BODY,
        "preface": FRONT,
        "foreword": FRONT,
        "introduction": FRONT,
        "afterword": BACK,
        "postscript": BODY,
        "appendix": BACK,
        "bonus chapter": BODY,
        "bonus scene": BODY,
        "extra chapter": BODY,
        "special chapter": BODY,
        "side chapter": BODY,
        "side story": BODY,
        "omake": BODY,
        "bonus": BODY,
        "extra": BODY,
        "special": BODY,
        "outtake": BODY,
        "deleted scene": BODY,
    },
    unsure=frozenset(("bonus", "extra", "special", "outtake", "deleted scene")),
    outside=frozenset(
        ("epilogue", "preface", "foreword", "introduction", "afterword", "postscript", "appendix")
    ),
    numbers={
        "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
        "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15,
        "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30,
        "forty": 40, "fourty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
    },
    hundreds={"hundred": 100, "thousand": 1000},
    ordinals={
        "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7,
        "eighth": 8, "ninth": 9, "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13,
        "fourteenth": 14, "fifteenth": 15, "sixteenth": 16, "seventeenth": 17, "eighteenth": 18,
        "nineteenth": 19, "twentieth": 20, "thirtieth": 30, "fortieth": 40, "fiftieth": 50,
        "sixtieth": 60, "seventieth": 70, "eightieth": 80, "ninetieth": 90, "hundredth": 100,
    },
    last=("last", "final"),
    articles=("the", "a"),
    joints=("and",),
    number_marks=("no", "nr", "number"),
    contents=("contents", "table of contents"),
    is_english=True,
)  # fmt: skip

_UNSPACED = ("th",)
_RANKS = ("volume", "book", "part")
_NAMED = {
    "prologue": BODY,
    "interlude": BODY,
    "epilogue": BODY,
    "extra": BODY,
    "foreword": FRONT,
    "afterword": BACK,
    "acknowledgements": BACK,
}
_OUTSIDE = ("epilogue", "foreword", "afterword", "acknowledgements")
KINDS = (*_RANKS, "chapter", *_NAMED)
"""What a language has words of headings for."""


def words_of(language: Language) -> HeadingWords:
    """Returns the words of a language; where its table has none, there are none."""
    if language.tag == "en":
        return ENGLISH
    every = language.words
    return HeadingWords(
        parts={word: rank for rank, what in enumerate(_RANKS) for word in every(what)},
        chapters=every("chapter"),
        story_chapters=every("chapter"),
        named={word: kind for what, kind in _NAMED.items() for word in every(what)},
        unsure=frozenset(every("extra")),
        outside=frozenset(word for what in _OUTSIDE for word in every(what)),
        numbers=language.numbers("numbers"),
        hundreds={},
        ordinals=language.numbers("ordinals"),
        last=every("last"),
        articles=every("articles"),
        joints=every("joints"),
        number_marks=every("number marks"),
        contents=every("contents"),
        is_spaced=language.tag not in _UNSPACED,
    )


CONTENTS = frozenset((*ENGLISH.contents, *(word for each in LANGUAGES for word in each.words("contents"))))
"""What tables of contents are called."""
PROLOGUES = frozenset(("prologue", *(word for each in LANGUAGES for word in each.words("prologue"))))
"""What the chapter before the first is called."""
