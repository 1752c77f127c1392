"""The words by which a text in each language is understood: its headings, its labels, and who speaks in it.

There is one file for each language beside this one, named by its tag (BCP 47): `fr.txt`. A line of it
says what the words behind its colon are for; a comma parts them, and capitals make no difference. To add
a language, copy the file of a similar one and put its words in place of those; what it has no words for
is left out.

`common` are the words by which a text is told to be in the language, with a blank between them, and
`letters` those that hardly any other language of its script has. A `volume` holds a `book`, a book a
`part`, and a part a `chapter`.
`prologue`, `interlude`, `epilogue`, `extra`, `foreword` (front matter), `afterword` and `acknowledgements`
(back matter) head chapters without a number; `contents`, `front_pages` (a cover, a title page) and
`back_pages` (about the author) are what other pages of a book are called. In languages that join a number
to its word a star shows where it stands: `第*章`. The names of details, such as `title` or `authors`, have
the labels before them; `chapter_notes` and `chapter_warnings` are labels of notes and warnings that nobody
in a story would use, and so count within chapters, too. `complete` and `ongoing` are what a status can say.

Of speech, `says` are verbs of saying, in the forms that stand beside a line; `nobody` are words that stand
where a name would, and name nobody; `adverbs` may stand between the verb and the name (`-mente` is any
word that ends so); `honorifics` are titles in small letters (`señora`). `and` are the words that join two
people, or two things that one does. `deeds` are endings of verbs that
tell what was done, by which narration is known behind a dash, and `resumes` words with which speech goes
on behind a tag that no sign ends. `dashes: yes` says that a dash at the beginning of a paragraph opens
speech, `marks` are the quotation marks around what is said (`…`), and those where what is said has the former
within; `compounds: yes` says that words grow long: compounds are
written as one, or endings are added to endings.

The index of words is built by `common`, `letters` and `compounds`: who changes these adds a step to
`bot/database/migrations` that builds it anew.
"""

from __future__ import annotations

import re
from functools import cache, cached_property, lru_cache
from pathlib import Path

_NUMBERS = ("numbers", "ordinals")


class Language:
    """The words of one language, in the case that its file has them in."""

    def __init__(self, tag: str, text: str) -> None:
        self.tag = tag
        lines = (line.partition(": ") for line in text.split("\n") if not line.startswith("#"))
        self._lines = {what: words for what, _, words in lines}

    def words(self, what: str) -> tuple[str, ...]:
        """Returns the words for one thing, in lower case; none where the language has none."""
        line = self._lines.get(what, "")
        return tuple(folded(line).split(", ")) if line else ()

    def written(self, what: str) -> tuple[str, ...]:
        """Returns the words for one thing as the file has them; none where the language has none."""
        line = self._lines.get(what, "")
        return tuple(line.split(", ")) if line else ()

    def numbers(self, what: str) -> dict[str, int]:
        """Returns the values of its `numbers` or `ordinals` in words."""
        pairs = (entry.partition(" ") for entry in self.words(what))
        return {word: int(value) for value, _, word in pairs}

    @cached_property
    def common(self) -> frozenset[str]:
        """The words that every text in this language has."""
        return frozenset(self._lines.get("common", "").split())

    @cached_property
    def letters_of_its_own(self) -> frozenset[str]:
        """The letters that hardly any other language of its script has."""
        return frozenset(self._lines.get("letters", ""))

    @property
    def opens_with_dashes(self) -> bool:
        """Whether a dash at the beginning of a paragraph opens speech."""
        return "dashes" in self._lines

    @property
    def has_compounds(self) -> bool:
        """Whether words grow long by compounds or endings, so that search finds them by how they begin."""
        return "compounds" in self._lines


@lru_cache(maxsize=4_096)  # for every page that is turned in a chapter
def heads_chapter(title: str) -> bool:
    """Returns whether a chapter's title has its number or its kind in a language other than English, so that
    another number before it would say the same again: `Глава 1. Море`, 第一章, `Epílogo`.
    """
    words = [word.strip(".,:;–—-") for word in folded(title).split(maxsplit=3)[:3]]
    numbered = any(word[:1].isdecimal() or word in _numbers() for word in words)
    return (
        not _named().isdisjoint(words[:1])
        or bool(_JOINED.match(title))
        or (numbered and not _kinds().isdisjoint(words))
    )


_SIGNS = "[\\d〇零一二三四五六七八九十百千两兩]{1,8}"
_JOINED = re.compile(
    rf"[第제]?\s?{_SIGNS}\s?(?:[章回節节話话卷](?!\w*[，。])|[巻部幕場장화장회권부편](?!\w))"
)


@cache
def _kinds() -> frozenset[str]:
    kinds = ("volume", "book", "part", "chapter")
    return frozenset(word for each in LANGUAGES for kind in kinds for word in each.words(kind))


@cache
def _named() -> frozenset[str]:
    kinds = ("prologue", "interlude", "epilogue", "foreword", "afterword", "acknowledgements")
    return frozenset(word for each in LANGUAGES for kind in kinds for word in each.words(kind))


@cache
def _numbers() -> frozenset[str]:
    roman = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
    return frozenset((*roman, *(n for each in LANGUAGES for what in _NUMBERS for n in each.numbers(what))))


def folded(text: str) -> str:
    """Returns a text in the case in which words are compared; a Turkish `İ` is an `i` as well."""
    return text.casefold().replace("i̇", "i").replace("’", "'")


def _read() -> tuple[Language, ...]:
    files = sorted(Path(__file__).parent.glob("*.txt"))
    return tuple(Language(file.stem, file.read_text("utf-8")) for file in files)


LANGUAGES = _read()
"""All languages, by their tags in order."""
BY_TAG = {language.tag: language for language in LANGUAGES}
