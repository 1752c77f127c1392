"""Stories in which every paragraph has a word of its own, so that what is shown tells where it is from."""

from __future__ import annotations

import re
from collections.abc import Iterable

from bot.imports.manuscript import Manuscript, ManuscriptChapter
from bot.stories.details import Details, Rating
from bot.stories.models import ChapterKind
from tests.support.person import Person
from tests.support.replies import Reply

EVERYWHERE = "ember"
"""A word of every paragraph."""
_SENTINEL = re.compile(r"zq[a-z]+x\d+y\d+z")


def sentinel(story: str, chapter: int, paragraph: int) -> str:
    """The word that stands in this paragraph alone."""
    return f"zq{story}x{chapter}y{paragraph}z"


def title_word(story: str, chapter: int) -> str:
    """The word that stands in this chapter's title alone."""
    return f"zt{story}n{chapter}z"


def sentinels(shown: object) -> set[str]:
    """The sentinels in something that was shown, or sent."""
    return set(_SENTINEL.findall(str(shown)))


def of_chapter(story: str, chapter: int, paragraphs: Iterable[int]) -> set[str]:
    return {sentinel(story, chapter, paragraph) for paragraph in paragraphs}


def marked(
    story: str, *, chapters: int = 5, paragraphs: int = 10, rating: Rating | None = None, matter: bool = False
) -> Manuscript:
    """A story of this one-word title; with `matter`, its first chapter is front matter and its last back."""
    body = [_chapter(story, number, paragraphs, ChapterKind.BODY) for number in range(1, chapters + 1)]
    if matter:
        body = [_chapter(story, 0, 2, ChapterKind.FRONT), *body, _chapter(story, 99, 2, ChapterKind.BACK)]
    return Manuscript(Details(title=story, rating=rating), tuple(body))


def _chapter(story: str, number: int, paragraphs: int, kind: ChapterKind) -> ManuscriptChapter:
    text = "\n\n".join(_paragraph(sentinel(story, number, each)) for each in range(1, paragraphs + 1))
    return ManuscriptChapter(title_word(story, number), text, kind)


def _paragraph(word: str) -> str:
    rest = "It went on raining, and the night went on with it. " * 6
    return f"There was one ember left by {word}, said he. {rest}".strip()


async def all_found(person: Person, words: str = EVERYWHERE, **options: str) -> set[str]:
    """The sentinels on all pages of what a search finds."""
    reply = await person.slash("search", words=words, **options)
    found = _lines(reply)
    while any(button == "Next page ▶" for button in reply.labels) and not reply.button("Next page ▶").get(
        "disabled"
    ):
        reply = await person.press("Next page ▶")
        found |= _lines(reply)
    return found


def _lines(reply: Reply) -> set[str]:
    assert reply.outcome in ("message", "update"), reply.error
    return sentinels(reply.components)
