"""What readers do to tell the author something, and what a librarian is shown of it."""

from __future__ import annotations

from tests.support.librarians import TITLE
from tests.support.person import Person
from tests.support.replies import Reply, walk

TYPO, RIGHT = "He pulled the rope agian.", "He pulled the rope again."
NIGHT, LAMP = "The night was long and black.", "She lit _the lmap_ at last, and nobody saw."
CROSSING = (f"{NIGHT} {TYPO}", LAMP)
LAMP_SHOWN, LAMP_RIGHT = LAMP.replace("_", ""), "She lit the lamp at last, and nobody saw."


def ferry(*paragraphs: str) -> bytes:
    """A story of two chapters as a file; the paragraphs are its second."""
    told = "\n\n".join(paragraphs or CROSSING)
    return f"Title: {TITLE}\nAuthor: A. Boatman\n\n\n# Dusk\n\nIt began.\n\n\n# Crossing\n\n{told}\n".encode()


async def sentences_offered(reader: Person) -> Reply:
    """The sentences of the second chapter that the author can be told of."""
    await reader.slash("read", story=TITLE, chapter="Crossing")
    await reader.press("⋯")
    return await reader.press("Tell the author")


async def form_for(reader: Person, sentence: str) -> Reply:
    """The form for a sentence of the second chapter."""
    await sentences_offered(reader)
    return await reader.choose(sentence)


async def tell(reader: Person, sentence: str, words: str = "", note: str = "") -> Reply:
    """A remark on a sentence of the second chapter: as it should read, a note, or both."""
    return await send(reader, await form_for(reader, sentence), words, note)


async def send(reader: Person, form: Reply, words: str = "", note: str = "") -> Reply:
    """A form for a remark, filled and sent."""
    entries = {"note": note, "the_sentence": words}
    return await reader.fill(form, **{name: entry for name, entry in entries.items() if entry})


async def remarks(librarian: Person) -> Reply:
    """The list of what readers told of the story."""
    return await librarian.slash("stories remarks", story=TITLE)


def menu_labels(reply: Reply) -> list[str]:
    """What the menus of a message offer."""
    return [option["label"] for each in walk(reply.components) for option in each.get("options", ())]
