"""What becomes of a story's second chapter, by its stored text."""

from __future__ import annotations

from bot.imports.manuscript import Manuscript, ManuscriptChapter
from bot.imports.notes import set_apart
from bot.stories.details import Details

LAMP = (
    "The lamp was lit at six, and the keeper sat down with his tea. The boat was late again, and it rained."
)
STORY = "\n\n".join([LAMP] * 5)


def second(text: str) -> ManuscriptChapter:
    """Returns what becomes of a story's second chapter with this stored text."""
    chapters = (ManuscriptChapter("One", STORY), ManuscriptChapter("Two", text))
    return set_apart(Manuscript(Details(title="The Lamp"), chapters)).chapters[1]
