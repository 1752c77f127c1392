"""Parts through edits at random: each ends behind the words that it ended with, while they are there."""

from __future__ import annotations

import random
import shutil
from functools import partial
from pathlib import Path

import pytest

from bot.app import App, opened
from bot.database import Connection
from bot.imports.formats import parse
from bot.stories.ids import GuildId, ReaderId, StoryId
from bot.stories.models import Audience, Chapter, Credentials, Origin, Spot
from bot.stories.queries import chapters
from bot.together.ends import ends_of
from bot.together.models import Part
from bot.together.opening import advance
from bot.together.paces import PartEnd
from bot.together.queries import read_alongs
from tests.support.librarians import ferry
from tests.support.rounds import rounds
from tests.together.clubs import SIX

HOST = Credentials(ReaderId(1), GuildId(1), manages=True, owner=True)
ENTRIES = {"pace": "evenly", "days": "in 16 days", "first": "tomorrow"}


def body_of(connection: Connection, story: StoryId) -> list[tuple[Chapter, str]]:
    found = chapters.of_body_to(connection, story, 1_000)
    return [(each, chapters.text(connection, each.id, each.revision)) for each in found]


def where(body: list[tuple[Chapter, str]], word: str) -> Spot | None:
    """The place right behind a word that stands nowhere else, or None where it is gone."""
    for chapter, text in body:
        if word in text:
            return Spot(chapter.position, text.index(word) + len(word))
    return None


async def edit(app: App, chance: random.Random, story: StoryId, kept: dict[int, str]) -> None:
    """A paragraph written, taken out or put back, or a chapter moved, removed or restored."""
    body = await app.database.read(partial(body_of, story=story))
    chapter, text = chance.choice(body)
    lines = text.split("\n\n")
    match chance.randrange(6):
        case 0:
            lines.insert(chance.randrange(len(lines) + 1), f"New words, {chance.random()}.")
        case 1 if len(lines) > 1:
            del lines[chance.randrange(len(lines))]
        case 2:
            lines = kept[chapter.id].split("\n\n")
        case 3:
            await app.editing.move(HOST, chapter.id, str(chance.randrange(1, len(body) + 1)))
            return
        case 4 if len(body) > 2:
            await app.editing.remove(HOST, chapter.id)
            return
        case _:
            _, _, last = await app.history.changes(HOST, story, 0)
            if last is not None:
                await app.history.undo(HOST, last)
            return
    await app.editing.rewrite(HOST, chapter.id, "\n\n".join(lines))


def stands(parts: list[Part], ends: list[PartEnd], words: list[str], body: list[tuple[Chapter, str]]) -> None:
    """Asserts that parts follow one another, each behind the word with which it was planned to end."""
    before = Spot(0, 0)
    for part, end, word in zip(parts, ends, words, strict=True):
        assert end.spot >= before
        there = where(body, word)
        if there is not None and not part.ends_chapter:
            assert end.spot == max(before, there), (part.number, word)
        before = end.spot


@pytest.mark.proofs
@pytest.mark.parametrize("seed", range(rounds(3, full=40)))
async def test_a_part_ends_behind_its_last_words_whatever_is_edited(
    tmp_path: Path, empty_library: Path, seed: int
) -> None:
    chance, path = random.Random(seed), Path(shutil.copy(empty_library, tmp_path / "fireside.sqlite3"))
    async with opened(path) as app:
        manuscript = parse(ferry(*SIX), "ferry.txt")
        story = (await app.importer.add(manuscript, Origin("f", "f", HOST.guild))).story.id
        planned = await app.hosting.plan(Audience(HOST.reader, HOST.guild), HOST, story, 7, ENTRIES)
        identity = planned.read_along.id
        await app.hosting.begin(Audience(HOST.reader, HOST.guild), HOST, identity)
        body = await app.database.read(partial(body_of, story=story))
        kept = {int(chapter.id): text for chapter, text in body}
        words = [kept[int(stage.end.chapter.id)][: stage.end.offset].split()[-1] for stage in planned.stages]
        for _ in range(8):
            await edit(app, chance, story, kept)
            if chance.random() < 0.5:
                await app.database.transaction(partial(advance, identity=identity, now=0))

            def look(connection: Connection) -> None:
                parts = read_alongs.parts(connection, identity)
                stands(parts, ends_of(connection, story, parts), words, body_of(connection, story))

            await app.database.read(look)
