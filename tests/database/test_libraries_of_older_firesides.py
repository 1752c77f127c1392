"""Libraries that earlier Firesides have written come up whole: every place, quote, subscription and button.

Each was made by the Fireside of its day, with the schema that its name says, by the same people: Ines brought
in *The Lantern House*; Mira turned to the second page of its first chapter, saved a line and subscribed;
Theo read aloud; then Ines brought in a newer file, with a paragraph more at the beginning.
"""

from __future__ import annotations

import lzma
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.database import Connection, migrations
from bot.playground.entities import Channel
from tests.support.delivered_notices import next_notice, publish
from tests.support.fireside import Fireside, burning
from tests.support.person import Person

pytestmark = pytest.mark.sqlite_only("it upgrades files of older versions")

LIBRARIES = sorted((Path(__file__).parent / "older").glob("*.xz"))
STORY = "The Lantern House"
ADDED, FIRST, SECOND = (
    "There was a house on a rock",
    "Every evening at six Agnes",
    "“If nobody comes,” said Agnes",
)
NEXT_CHAPTER = "They did not speak of it at breakfast"
PLACE = 1_172
"""Where Mira is: the beginning of her page, which the newer file has moved by its new paragraph."""
SAVED = "The lamp is for whoever is about to come"
PRESSED = {
    "back:1:1:0:0": FIRST,
    "options:1:1:1117": "Back to the text",
    "chapters:1:1:1117:-1": "Salt",
    "sentences:1:1:1117:1117:1925:0": "The lamp is for whoever",
    "next:2:1:0:0": NEXT_CHAPTER,
    "own:1:1:0": FIRST,
}
"""The buttons of Mira's panel from before the newer file, *Read on my own* of Theo's, and what they show."""
TURNED = "next:1:1:1117:{theo}"


def place(connection: Connection, person: Person) -> int:
    """The offset in the first chapter at which somebody is."""
    sql = "SELECT offset FROM readings WHERE reader_id = ? AND chapter_id = 1 AND closed_at IS NULL"
    (offset,) = connection.execute(sql, (int(person.user.id),)).fetchone()
    return int(offset)


async def open_direct_messages(fireside: Fireside) -> None:
    """Has the direct messages that were open be open still: Discord never closes any."""
    world = fireside.playground.world
    opened = await fireside.database.read(
        lambda connection: connection.execute("SELECT reader_id, channel_id FROM direct_channels").fetchall()
    )
    for reader, channel in opened:
        parties = {each.id: each for each in (world.bot, world.user(str(reader)))}
        world.channels[str(channel)] = Channel(str(channel), parties=parties)


@pytest.fixture(params=LIBRARIES, ids=[each.name.partition(".")[0] for each in LIBRARIES])
def path(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """The library of an older Fireside."""
    file = tmp_path / "fireside.sqlite3"
    file.write_bytes(lzma.decompress(request.param.read_bytes()))
    return file


async def test_all_is_as_it_was_left(path: Path) -> None:
    async with burning(path) as fireside:
        await open_direct_messages(fireside)
        ines, mira, theo = [await fireside.person(who, desktop=False) for who in ("Ines", "Mira", "Theo")]
        assert await fireside.database.read(lambda connection: place(connection, mira)) == PLACE
        page = await mira.slash("read", story=STORY)
        assert SECOND in page.text
        assert FIRST not in page.text
        assert SAVED in (await mira.slash("quotes")).text
        assert STORY in (await mira.slash("subscriptions")).text
        assert STORY in (await mira.slash("shelf")).text
        for custom_id, shown in PRESSED.items():
            answer = await mira.forge(custom_id, page)
            assert shown in f"{answer.text} {answer.components}", custom_id
        turned = TURNED.format(theo=theo.user.id)
        assert SECOND in (await theo.forge(turned, await theo.slash("help"))).text
        assert ADDED in (await (await fireside.person("Odile")).slash("read", story=STORY)).text
        await publish(ines, "Sand", story=STORY)
        assert "Sand" in (await next_notice(mira)).text
        assert [worker.name for worker in fireside.bot.workers if worker.failing] == []
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (len(migrations._steps()),)
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
