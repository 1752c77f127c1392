"""What a reader does to keep lines: a story to take them from, saving them, the list of them."""

from __future__ import annotations

from bot.imports.manuscript import Manuscript, ManuscriptChapter
from bot.stories.details import Details
from tests.support.person import Person
from tests.support.replies import SELECT, Reply, walk

SERIAL = "Low Water at Skerrow"
FIRST = "The first I heard of the man"
TITLE = "The Ferry"
NIGHT = "The night was long and black."
OARS = "He took up the oars again."
LAMP = "She lit _the lamp_ at last."
SHORE = "Nobody stood on the shore."


def ferry(*paragraphs: str, source: str = "", licence: str = "") -> Manuscript:
    """A story of two chapters; the paragraphs are its second."""
    chapters = ManuscriptChapter("Dusk", "It began."), ManuscriptChapter("Crossing", "\n\n".join(paragraphs))
    return Manuscript(Details(title=TITLE, authors=("A. Boatman",), source=source, licence=licence), chapters)


CROSSING = (f"{NIGHT} {OARS}", f"{LAMP} {SHORE}")


def sentences(menu: Reply) -> list[str]:
    """What a menu offers to choose from."""
    [select] = [each for each in walk(menu.components) if each["type"] == SELECT]
    return [option["label"] for option in select["options"]]


async def offered(person: Person) -> Reply:
    """The sentences of the story's second chapter."""
    await person.slash("read", story=TITLE, chapter="Crossing")
    return await person.press("❝ Quote")


async def save(person: Person, *chosen: str) -> Reply:
    """These sentences of the second chapter, saved."""
    await offered(person)
    return await person.choose(*chosen)


async def kept(person: Person) -> Reply:
    """The list of what somebody keeps."""
    return await person.slash("quotes")


async def exported(person: Person) -> str:
    await kept(person)
    reply = await person.press("Export all")
    assert reply.ephemeral
    assert reply.message is not None
    [file] = reply.message["attachments"]
    return (await person.fetch(file["url"])).decode()


def menu_of(reply: Reply) -> tuple[str, str]:
    """What the one menu of a message carries: its custom_id, and the value of its first option."""
    [menu] = [each for each in walk(reply.components) if each["type"] == SELECT]
    return menu["custom_id"], menu["options"][0]["value"]
