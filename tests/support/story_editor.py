"""A librarian in the editor of a story: its chapters rewritten, moved, removed and restored."""

from __future__ import annotations

from tests.support.librarians import TITLE
from tests.support.person import Person
from tests.support.replies import Reply, walk


async def chapter_editor(librarian: Person, chapter: str, story: str = TITLE) -> Reply:
    """What can be changed in a chapter."""
    await librarian.slash("stories edit", story=story)
    await librarian.press("Chapters")
    return await librarian.choose(chapter)


async def upload(librarian: Person, chapter: str, text: str, story: str = TITLE) -> Reply:
    """A chapter's text, replaced."""
    await chapter_editor(librarian, chapter, story)
    form = await librarian.press("Upload text")
    return await librarian.fill(form, file=[await librarian.upload("chapter.md", text.encode())])


async def move(librarian: Person, chapter: str, number: int, story: str = TITLE) -> Reply:
    """A chapter in another place."""
    await chapter_editor(librarian, chapter, story)
    return await librarian.fill(await librarian.press("Move"), number=f"{number}")


async def remove(librarian: Person, chapter: str, story: str = TITLE) -> Reply:
    """A chapter out of the story."""
    await chapter_editor(librarian, chapter, story)
    await librarian.press("Remove")
    return await librarian.press("Remove")


async def restore(librarian: Person, change: str, chapter: str, story: str = TITLE) -> Reply:
    """A chapter as it was before the latest change that the history tells in such words."""
    history = await librarian.slash("stories history", story=story)
    options = (option for found in walk(history.components) for option in found.get("options", ()))
    await librarian.choose(next(each["label"] for each in options if change in each["label"]))
    former = await librarian.choose(chapter)
    return await librarian.press("Restore it" if "Restore it" in former.labels else "Restore the old text")


async def planned_chapters(librarian: Person, story: str = TITLE) -> Reply:
    """What is planned for a story, by way of its editor."""
    return await librarian.press("Planned", await librarian.slash("stories edit", story=story))
