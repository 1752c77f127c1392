"""What is given first is worth it: finished, and neither a word nor a speech."""

from __future__ import annotations

import pytest

from bot.database import Connection, Database
from bot.imports.manuscript import Manuscript, ManuscriptChapter
from bot.quotes.models import Wish
from bot.quotes.queries import quote_draws, quotes
from bot.quotes.taste import faults
from bot.stories.details import Details
from bot.stories.ids import ReaderId
from bot.stories.models import Audience, Origin
from tests.support.importing import importer_of

AUDIENCE = Audience(ReaderId(7))


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ("Nobody who waits for a ferry believes in timetables.", "Bits."),
        (
            "Nobody who waits for a ferry believes in timetables.",
            "Nobody who waits for a ferry believes in it,",
        ),
        (
            "Nobody who waits for a ferry believes in timetables.",
            "waits for a ferry and believes in timetables.",
        ),
        ("等船的人从来不相信时刻表上的时间。", "你来了。"),
        ("Кто ждёт парома, тот не верит расписанию.", "Кто ждёт парома, тот не верит расписанию,"),
        ("I keep the lamp lit.", "Yes, sir."),
    ],
)
def test_a_line_worth_giving_has_fewer_faults(better: str, worse: str) -> None:
    assert faults(better) < faults(worse)


async def test_the_first_quote_of_a_story_is_the_one_worth_it(database: Database) -> None:
    lines = ["“Bits.”", "“So,” said Orla.", "“Nobody who waits for a ferry believes in timetables.”", "“No.”"]
    text = "\n\n".join([*lines, *["The rain went on."] * 60])
    manuscript = Manuscript(Details(title="Low Water"), (ManuscriptChapter("One", text),))
    await importer_of(database).add(manuscript, Origin("low.txt", "1"))

    def drawn(connection: Connection) -> str:
        lot = quote_draws.drawn(connection, AUDIENCE, AUDIENCE.reader, Wish())
        found = lot and quotes.get(connection, lot.quote, AUDIENCE)
        return found.text if found else ""

    assert {await database.read(drawn) for _ in range(5)} == {
        "Nobody who waits for a ferry believes in timetables."
    }
