"""Stories in which every paragraph has a line to quote, with a word of its own in it."""

from __future__ import annotations

from bot.imports.manuscript import Manuscript, ManuscriptChapter
from bot.stories.details import Details, Rating
from tests.support.marked_stories import sentinel, sentinels, title_word
from tests.support.person import Person
from tests.support.reading_panel import ended
from tests.support.replies import Reply

SPEAKERS = ("Orla", "Benedict", "Céline", "Dorothea", "Evander", "Felicity")
"""Who speaks in the first chapter, the second, and so on: each in one alone."""


def spoken(
    story: str, *, chapters: int = 3, paragraphs: int = 5, rating: Rating | None = None, quotable: bool = True
) -> Manuscript:
    """A story of this one-word title, by Quill; each paragraph is a spoken line and a little rain."""
    told = [
        ManuscriptChapter(
            title_word(story, number),
            "\n\n".join(_paragraph(story, number, each) for each in range(1, paragraphs + 1)),
        )
        for number in range(1, chapters + 1)
    ]
    return Manuscript(Details(title=story, authors=("Quill",), rating=rating, quotable=quotable), tuple(told))


def line(story: str, chapter: int, paragraph: int) -> str:
    """What is said in a paragraph."""
    return f"I keep the {sentinel(story, chapter, paragraph)} by me"


async def read_all(person: Person, story: str) -> None:
    """Read a story from its beginning to its end."""
    reply = await person.slash("read", story=story)
    while not ended(reply):
        reply = await person.press("▶")


async def a_round(person: Person, quote: Reply) -> list[str]:
    """The words that stand in one quote after the other, up to the first that comes a second time."""
    drawn = [_word(quote)]
    while (word := _word(await person.press("Another"))) not in drawn:
        drawn.append(word)
    return drawn


def _word(quote: Reply) -> str:
    block = next(part for part in quote.text.split("\n\n") if "> " in part)
    quoted = [each for each in block.splitlines() if each.startswith("> ")]
    [word] = sentinels(quoted)
    return word


def _paragraph(story: str, chapter: int, paragraph: int) -> str:
    rain = "It went on raining, and the night went on with it. " * 12
    return f"“{line(story, chapter, paragraph)},” said {SPEAKERS[chapter - 1]}. {rain}".strip()
