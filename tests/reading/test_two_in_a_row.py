"""What two events in a row come to, each of which is right alone."""

from __future__ import annotations

import pytest

from bot.imports.manuscript import Manuscript, ManuscriptChapter
from bot.stories.details import Details
from bot.stories.ids import ReaderId
from bot.stories.models import Credentials
from tests.support.fireside import Fireside
from tests.support.person import Person
from tests.support.reading_panel import ended, footing

KEEPER = Credentials(ReaderId(1), owner=True)
OPENING = "It was late when the ferry left. "
LANTERN = "A lantern burned in the stern of the boat all that night."
KETTLE = "The kettle was on the boil before anybody was awake."
LEDGER = "She wrote it all into the ledger, and shut it with a strap."
HARBOUR = "By noon the harbour was empty again, and nobody spoke of it."
PARAGRAPHS = (LANTERN, KETTLE, LEDGER, HARBOUR)


@pytest.fixture
def fireside(empty_fireside: Fireside) -> Fireside:
    """The bot with nothing to read but what a test brings in."""
    return empty_fireside


def paragraphs(*left: str) -> str:
    return "\n\n".join(left)


async def is_found(reader: Person, words: str) -> bool:
    return f"**{words}**" in (await reader.slash("search", words=words, story="The Ferry")).text


@pytest.mark.parametrize("looks", [False, True])
@pytest.mark.parametrize(
    ("first", "second"), [((LANTERN, LEDGER, HARBOUR), (LANTERN, HARBOUR)), ((LANTERN, KETTLE), (KETTLE,))]
)
async def test_what_two_edits_took_away_one_after_the_other_is_read_still_when_it_is_back(
    fireside: Fireside, mira: Person, first: tuple[str, ...], second: tuple[str, ...], looks: bool
) -> None:
    chapters = (ManuscriptChapter("Dusk", OPENING * 20), ManuscriptChapter("Dawn", paragraphs(*PARAGRAPHS)))
    story = await fireside.add(Manuscript(Details(title="The Ferry"), chapters))
    dawn = (await fireside.app.library.whole(story))[1].chapter.id
    panel = await mira.slash("read", story="The Ferry")
    while not ended(panel):
        panel = await mira.press("▶")
    for left in (first, second):
        await fireside.app.editing.rewrite(KEEPER, dawn, paragraphs(*left))
        if looks:
            await mira.slash("read", story="The Ferry")
            assert "finished" in (await mira.slash("shelf")).text
    await fireside.app.editing.rewrite(KEEPER, dawn, paragraphs(*PARAGRAPHS, "And so it ended at last."))
    for word, is_read in (("lantern", 1), ("kettle", 1), ("ledger", 1), ("harbour", 1), ("ended", 0)):
        assert await is_found(mira, word) is bool(is_read), word


async def test_a_jump_to_the_last_page_reads_nothing_and_the_end_there_all_that_it_left_out(
    fireside: Fireside, mira: Person
) -> None:
    chapters = tuple(ManuscriptChapter(f"Day {day}", f"It was day {day}.") for day in range(1, 61))
    await fireside.add(Manuscript(Details(title="Sixty Days"), chapters))
    await mira.slash("read", story="Sixty Days")
    await mira.press("☰")
    assert "Page 3 of 3" in (await mira.choose("Chapters 51 to 60 of the list")).text
    end = await mira.choose("Day 60")
    assert footing(end) == "-# 2% · 1 of 1 · the end"
    assert footing(await mira.slash("read", story="Sixty Days")) == footing(end)
    assert "finished" not in (await mira.slash("shelf")).text, "opened again, it is no more read than before"
    assert "Sixty Days" in (await mira.press("The end", end)).text
    assert "finished" in (await mira.slash("shelf")).text
    assert "100%" in footing(await mira.slash("read", story="Sixty Days", chapter="60"))
