"""Libraries to measure with: the same long story in a small one and in a very large one."""

from __future__ import annotations

import random
from pathlib import Path

from bot.app import opened
from bot.database import Connection
from bot.editing.adding import chapters_of
from bot.editing.new_texts import write_text
from bot.imports.manuscript import Manuscript, ManuscriptChapter
from bot.search.blocks import entries
from bot.stories.chapters import body_size, numbered
from bot.stories.details import Details, tidied
from bot.stories.ids import GuildId
from bot.stories.models import Origin
from bot.stories.queries import chapters, stories

TITLE = "The Long Evening"
CHAPTERS = 10
WORDS = ("lamp", "rain", "letter", "stair", "kettle", "harbour", "window", "brother", "salt", "engine")


def _paragraph(chance: random.Random, words: int) -> str:
    sentence = " ".join(chance.choices(WORDS, k=12)).capitalize() + "."
    return " ".join([sentence] * max(1, words // 12))


def chapter_of(chance: random.Random, number: int, paragraphs: int) -> ManuscriptChapter:
    """A chapter of so many paragraphs of chance words."""
    text = "\n\n".join(_paragraph(chance, chance.randrange(12, 120)) for _ in range(paragraphs))
    return ManuscriptChapter(f"Evening {number}", text)


def the_long_story() -> Manuscript:
    """Forty chapters of some 35,000 characters: a chapter of *Dracula* has as many."""
    chance = random.Random(1)
    return Manuscript(
        Details(title=TITLE, authors=("Bench",)),
        tuple(chapter_of(chance, number, 90) for number in range(1, 41)),
    )


async def make_library(place: Path | str, count: int) -> None:
    """A database with the long story, and so many stories of ten short chapters beside it."""
    chance = random.Random(2)
    pool = [chapter_of(chance, number, 4) for number in range(1, 200)]
    async with opened(place) as app:
        await app.importer.add(the_long_story(), Origin("long.txt", "the long story"))
        for batch in _batches(count):
            manuscripts = [
                Manuscript(
                    Details(title=f"{' '.join(chance.choices(WORDS, k=3)).title()} {number}"),
                    tuple(chance.choices(pool, k=CHAPTERS)),
                )
                for number in batch
            ]

            def job(connection: Connection, manuscripts: list[Manuscript] = manuscripts) -> None:
                for manuscript in manuscripts:
                    insert_story(connection, manuscript, app.clock.now())

            await app.database.transaction(job)


def _batches(count: int) -> list[range]:
    return [range(start, min(start + 1_000, count)) for start in range(0, count, 1_000)]


def insert_story(
    connection: Connection, manuscript: Manuscript, now: int, guild: GuildId | None = None
) -> None:
    """Write a story straight into the database, for all or for one server."""
    new, details = numbered(chapters_of(manuscript)), tidied(manuscript.details)
    origin = Origin(details.title, details.title, guild)
    story = stories.insert(connection, details, body_size(new), origin, details, now)
    for each in new:
        text = write_text(connection, each.text, tuple(entries(each.text)), now)
        chapters.insert(connection, story, each, text, now)
