"""Parts of series: read however they are written, and readers led from one to the next."""

from __future__ import annotations

import pytest

from bot.imports.manuscript import Manuscript, ManuscriptChapter
from bot.stories.details import Details, Rating
from bot.stories.ids import GuildId
from bot.stories.series import SeriesPart, part_of
from tests.support.fireside import Fireside
from tests.support.librarians import correct
from tests.support.person import Person


def a_part(title: str, *series: str, author: str = "Orla Finch", rating: Rating | None = None) -> Manuscript:
    details = Details(title=title, authors=(author,), series=series, rating=rating)
    return Manuscript(details, (ManuscriptChapter("", f"This is {title}."),))


async def end_of(reader: Person, title: str) -> list[str]:
    """The buttons at the end of a story, of those that lead to the next."""
    labels = (await reader.slash("read", story=title)).labels
    return [each for each in labels if "series" in each]


@pytest.mark.parametrize(
    ("entry", "part"),
    [
        ("Part 2 of The Lamps", SeriesPart("The Lamps", 2)),
        ("part 12 of Part of the Sea", SeriesPart("Part of the Sea", 12)),
        ("The Lamps #2", SeriesPart("The Lamps", 2)),
        ("The Lamps, #2.5", SeriesPart("The Lamps", 2.5)),
        ("Lamps [2]", SeriesPart("Lamps", 2)),
        ("The Lamps", SeriesPart("The Lamps")),
        ("1984", SeriesPart("1984")),
        ("Part of the Sea", SeriesPart("Part of the Sea")),
    ],
)
def test_a_part_is_understood_and_written_in_one_way(entry: str, part: SeriesPart) -> None:
    assert part_of(entry) == part
    assert part_of(str(part)) == part


async def test_the_end_leads_to_the_next_part_that_may_be_shown(fireside: Fireside, mira: Person) -> None:
    await fireside.add(a_part("Wick", "Part 1 of Lamps", "Part 3 of Tides"))
    await fireside.add(a_part("Elsewhere", "Part 2 of Lamps"), GuildId(7))
    await fireside.add(a_part("Somebody’s", "Part 2 of lamps", author="Tom Reed"))
    await fireside.add(a_part("Embers", "Part 2 of Lamps", rating=Rating.EXPLICIT))
    assert await end_of(mira, "Wick") == []
    await fireside.add(a_part("Ash", "Part 4 of Tides"))
    assert await end_of(mira, "Wick") == ["Next in the series: Ash ▶"]
    await fireside.add(a_part("Oil", "Part 2.5 of LAMPS"))
    assert await end_of(mira, "Wick") == ["Next in the series: Oil ▶"]
    assert "This is Oil." in (await mira.press("Next in the series")).text
    assert await end_of(mira, "Oil") == []
    card = await mira.slash("story", story="Wick")
    assert "**Series** Part 1 of Lamps, Part 3 of Tides" in card.text


async def test_series_are_corrected_like_every_detail(fireside: Fireside, ines: Person) -> None:
    for title in ("Wick", "Oil"):
        await fireside.add(a_part(title), fireside.guild())
    for title, entry in (("Wick", "Lamps #1\nlone\n"), ("Oil", "Lamps [2]")):
        await ines.slash("stories edit", story=title)
        await correct(ines, "Tags", series=entry)
    assert await end_of(ines, "Wick") == ["Next in the series: Oil ▶"]
    assert "**Series** Part 1 of Lamps, lone" in (await ines.slash("story", story="Wick")).text
    await ines.slash("stories edit", story="Oil")
    await correct(ines, "Tags", series="")
    assert await end_of(ines, "Wick") == []
