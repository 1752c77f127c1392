"""Pictures come from a process of their own, whatever happens to it."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator
from subprocess import PIPE, Popen

import psutil
import pytest

from bot.pictures.errors import QuoteTooLongForPictureError, UnpicturableError
from bot.pictures.months_chart import months_chart
from bot.pictures.process import Pictures
from bot.pictures.quote_card import quote_card
from bot.pictures.stops_curve import stops_curve
from bot.pictures.year_map import year_map

PLUMS = "The plums are in. Come before they are jam."


@pytest.fixture
def pictures_that_are_loaded() -> None:
    """Leaves the process as it is."""


@pytest.fixture
async def pictures() -> AsyncIterator[Pictures]:
    opened = Pictures()
    yield opened
    await opened.close()


def drawing() -> list[psutil.Process]:
    return [each for each in psutil.Process().children() if "bot.pictures.process" in each.cmdline()]


async def test_it_is_the_same_picture(pictures: Pictures) -> None:
    picture = await pictures.of_quote(PLUMS, title="The Jar", authors=["Ines"], speaker="Theo", spoken=True)
    assert picture == quote_card(PLUMS, title="The Jar", authors=["Ines"], speaker="Theo", spoken=True)


async def test_so_are_pictures_of_numbers(pictures: Pictures) -> None:
    words = [(day * 379) % 2_900 for day in range(200)]
    assert await pictures.of_year(2_027, words) == year_map(2_027, words)
    assert await pictures.of_months(2_027, words[:9]) == months_chart(2_027, words[:9])
    curve = await pictures.of_stops("The Jar", chapters=9, readers=20, stops=[(1, 2, 7), (3, 7, 5)])
    assert curve == stops_curve("The Jar", 9, 20, [(1, 2, 7), (3, 7, 5)])
    assert len(drawing()) == 1


async def test_refusals_come_through_and_the_process_lives_on(pictures: Pictures) -> None:
    with pytest.raises(QuoteTooLongForPictureError):
        await pictures.of_quote(PLUMS * 40, title="The Jar")
    first = drawing()
    with pytest.raises(UnpicturableError):
        await pictures.of_quote("ᚠᚢᚦ", title="The Jar")
    assert (await pictures.of_quote(PLUMS, title="The Jar")).png
    assert drawing() == first


async def test_asked_all_at_once_everybody_gets_their_own(pictures: Pictures) -> None:
    lines = [f"{PLUMS} {number}" for number in range(6)]
    found = await asyncio.gather(*(pictures.of_quote(line, title="The Jar") for line in lines))
    assert [each.alt for each in found] == [f"{line} — The Jar" for line in lines]
    assert len(drawing()) == 1


async def test_a_process_that_was_killed_is_replaced(pictures: Pictures) -> None:
    await pictures.of_quote(PLUMS, title="The Jar")
    [process] = drawing()
    process.kill()
    assert (await pictures.of_quote(PLUMS, title="The Jar")).png


async def test_giving_up_on_one_picture_does_not_spoil_the_next(pictures: Pictures) -> None:
    await pictures.of_quote(PLUMS, title="The Jar")
    waiting = asyncio.create_task(pictures.of_quote("Another.", title="The Jar"))
    await asyncio.sleep(0)
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    assert (await pictures.of_quote(PLUMS, title="The Jar")).alt.startswith("The plums")


def test_a_process_whose_asker_is_gone_ends_without_a_word() -> None:
    asked = b'["months_chart", "en", {"year": 2027, "months": [3, 7]}]\n'
    with Popen(
        [sys.executable, "-m", "bot.pictures.process"], stdin=PIPE, stdout=PIPE, stderr=PIPE
    ) as process:
        assert process.stdin and process.stdout and process.stderr
        process.stdout.close()
        process.stdin.write(asked)
        process.stdin.close()
        assert process.stderr.read() == b""


async def test_nothing_runs_before_the_first_or_after_the_last(pictures: Pictures) -> None:
    assert drawing() == []
    await pictures.of_quote(PLUMS, title="The Jar")
    await pictures.close()
    assert drawing() == []
