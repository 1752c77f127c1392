"""What a librarian has and does: a story's file, brought in on Discord and kept."""

from __future__ import annotations

import asyncio
import re

from tests.support.person import Person
from tests.support.replies import Reply

TITLE = "The Ferry"
DAWN, NOON, DUSK = ("Dawn", 1), ("Noon", 11), ("Dusk", 21)


def paragraphs(first: int, count: int = 8) -> str:
    """Paragraphs whose words stand nowhere else: `p12w3` is the third word of paragraph 12."""
    return "\n\n".join(
        " ".join(f"p{number}w{word}" for word in range(60)) + "." for number in range(first, first + count)
    )


def numbers_in(text: str) -> list[int]:
    """The paragraphs that a text has any words of, in order."""
    return list(dict.fromkeys(int(number) for number in re.findall(r"p(\d+)w", text)))


def ferry(*chapters: tuple[str, int], **labels: str) -> bytes:
    """*The Ferry* as a text file: chapters by their titles and first paragraphs, details by their labels."""
    said = {"title": TITLE, "author": "A. Boatman", **labels}
    head = "\n".join(f"{name.replace('_', ' ').capitalize()}: {value}" for name, value in said.items())
    told = [
        f"Chapter {number}: {title}\n\n{paragraphs(first)}"
        for number, (title, first) in enumerate(chapters or (DAWN, NOON), 1)
    ]
    return "\n\n\n".join([head, *told]).encode()


async def add(librarian: Person, name: str, content: bytes, **options: str) -> Reply:
    """`/stories add` with a file: its card, or why not."""
    return await librarian.slash("stories add", file=await librarian.upload(name, content), **options)


async def add_and_keep(librarian: Person, content: bytes, name: str = "ferry.txt") -> Reply:
    """A file brought in and kept as it was understood."""
    await add(librarian, name, content)
    return await librarian.press("Keep it")


async def correct(librarian: Person, group: str, message: Reply | None = None, **entries: object) -> Reply:
    """A group of details corrected in its form, from the card or editor last seen or from another.

    Entries go by the names of the fields, the author's note by `note`.
    """
    if "note" in entries:
        entries["author’s_note"] = entries.pop("note")
    return await librarian.fill(await librarian.press(group, message), **entries)


async def take_down(librarian: Person, story: str = TITLE) -> Reply:
    """A story taken down, the question answered."""
    await librarian.slash("stories remove", story=story)
    return await librarian.press("Take it down")


async def chapters_offered(person: Person, story: str = TITLE) -> list[str]:
    """The chapters of a story as a reader is offered them."""
    return [choice["name"] for choice in await person.autocomplete("read", "chapter", "", story=story)]


async def chapters_once_there(person: Person, count: int) -> list[str]:
    """The chapters of *The Ferry*, once there are so many."""
    found: list[str] = []
    async with asyncio.timeout(person.patience):
        while len(found) < count:
            found = await chapters_offered(person)
    return found
