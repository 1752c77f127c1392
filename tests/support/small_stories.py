"""Stories made for a test: short ones, and one that is not for everybody."""

from __future__ import annotations

import asyncio

from bot.imports.manuscript import Manuscript, ManuscriptChapter
from bot.stories.details import Details, Rating
from tests.support.fireside import Fireside
from tests.support.person import Person
from tests.support.replies import Reply

SECRET = "Lanterns of the Hearth"
WORDS = "Only those by this hearth may hear it"
GONE = "That story can’t be read here"


def tale(title: str, rating: Rating | None = None) -> Manuscript:
    """Two chapters that say nothing but their own words, a few pages each."""
    page = f"{WORDS}, in {title}.\n\n" + "\n\n".join(f"The night went on, {n}. " * 30 for n in range(6))
    chapters = ManuscriptChapter("Dusk", page), ManuscriptChapter("Dawn", page)
    return Manuscript(
        Details(
            title=title,
            authors=("Wilhelmina Quill",),
            summary=f"{WORDS}: a summary.",
            tags=("smoulder",),
            rating=rating,
        ),
        chapters,
    )


def tells_nothing(reply: Reply) -> bool:
    """Whether neither the story's name, its author, tags nor words are shown."""
    shown = f"{reply.text} {reply.components}"
    return not any(part in shown for part in (SECRET, WORDS, "Quill", "smoulder", "Dusk", "Dawn"))


async def offered(person: Person, typed: str, command: str = "read") -> list[str]:
    """The names in the list under the *story* option."""
    return [choice["name"] for choice in await person.autocomplete(command, "story", typed)]


async def memberships_told(fireside: Fireside) -> None:
    """Waits until Discord has answered who is a member, as far as it is being asked."""
    await asyncio.gather(*fireside.app.membership._questions.values())


def passage(reply: Reply) -> str:
    """All that the panel says but for its last line."""
    return reply.text.rpartition("\n\n")[0]


def a_tale(title: str, *authors: str, tags: tuple[str, ...] = ()) -> Manuscript:
    """A story of one short chapter."""
    chapter = ManuscriptChapter("", "It was a quiet night at the inn.")
    return Manuscript(Details(title=title, authors=authors, tags=tags), (chapter,))


async def sixty_tales(fireside: Fireside) -> None:
    """Bring in Winter Tale 01 to Winter Tale 60."""
    for number in range(1, 61):
        await fireside.add(a_tale(f"Winter Tale {number:02}", "Orla Finch"))
