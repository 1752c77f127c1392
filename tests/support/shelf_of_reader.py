"""What a reader does with their shelf: a story of short chapters, its lists, and a story of it by itself."""

from __future__ import annotations

import re

from bot.imports.manuscript import Manuscript, ManuscriptChapter
from bot.stories.details import Completion, Details, Rating
from tests.support.fireside import Fireside
from tests.support.person import Person
from tests.support.replies import SELECT, Reply, walk

DAY = 86_400
VOYAGE = "The Long Voyage"


def voyage(
    chapters: int, completion: Completion | None = None, title: str = VOYAGE, rating: Rating | None = None
) -> Manuscript:
    """A story whose chapters are a page each."""
    told = (ManuscriptChapter(f"Port {number}", words_of(number)) for number in range(1, chapters + 1))
    return Manuscript(
        Details(title=title, authors=("A. Boatman",), completion=completion, rating=rating), tuple(told)
    )


def words_of(chapter: int) -> str:
    return f"They sailed for the port {chapter} of that year. " + "The sea was calm. " * 20 + "They landed."


async def append(fireside: Fireside, chapters: int, completion: Completion | None = None) -> None:
    """The story's newer file, with so many chapters now."""
    await fireside.add(voyage(chapters, completion))


async def read_on(person: Person, pages: int) -> Reply:
    """Opens the voyage at one's place and turns so many pages."""
    reply = await person.slash("read", story=VOYAGE)
    for _ in range(pages):
        reply = await person.press("▶")
    return reply


async def opened(person: Person, which: str = "") -> Reply:
    """The shelf, or one of its lists."""
    reply = await person.slash("shelf")
    return await person.press(f"{which.partition(' for ')[0]} (") if which else reply


async def entry(person: Person, title: str = VOYAGE, which: str = "") -> Reply:
    """A story chosen from the shelf."""
    await opened(person, which)
    return await person.choose(title, among="a story")


def titles(reply: Reply) -> list[str]:
    """The stories that a list offers."""
    menus = [each for each in walk(reply.components) if each["type"] == SELECT]
    return [option["label"] for menu in menus[-1:] for option in menu["options"]]


def counts(reply: Reply) -> dict[str, int]:
    """How many stories each list says that it has."""
    found = (re.fullmatch(r"(.*) \((\d+)\)", label) for label in reply.labels)
    return {each[1]: int(each[2]) for each in found if each}


def days(reply: Reply) -> list[int]:
    """The days that a screen names, as days since 1970."""
    return [int(each) // DAY for each in re.findall(r"<t:(\d+):D>", reply.text)]
