"""Files read side by side: only so many at once, first come, first served."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack

import pytest

from bot.editing.errors import AlreadyInLibraryError
from bot.errors import UnreadableFileError
from bot.imports.models import ImportLimits
from bot.imports.parsing import parsed
from bot.sandbox import ASKED_BY, AWAITED, UPLOADS, Turns
from tests.support.fireside import Fireside
from tests.support.hostile_files import PAGE, epub
from tests.support.librarians import add, ferry
from tests.support.person import Person

LONG_TIME = 20


async def test_only_so_many_run_at_once_in_the_order_in_which_they_came() -> None:
    turns, running, begun = Turns(2), [0], []

    async def work(number: int) -> None:
        async with turns.turn():
            begun.append(number)
            running.append(running[-1] + 1)
            await asyncio.sleep(0.001)
            running.append(running[-1] - 1)

    await asyncio.gather(*map(work, range(9)))
    assert begun == list(range(9))
    assert max(running) == 2
    assert running[-1] == 0


async def test_who_works_alone_waits_for_all_and_lets_nobody_in_before_them() -> None:
    turns, running, seen = Turns(2), set[str](), list[set[str]]()

    async def work(name: str, *, alone: bool = False) -> None:
        async with turns.turn(alone=alone):
            running.add(name)
            seen.append(set(running))
            await asyncio.sleep(0.001)
            running.remove(name)

    await asyncio.gather(work("a"), work("b"), work("large", alone=True), work("c"), work("d"))
    assert seen == [{"a"}, {"a", "b"}, {"large"}, {"c"}, {"c", "d"}]


async def test_who_has_turns_already_lets_others_go_first() -> None:
    turns, begun = Turns(2), []

    async def work(who: int) -> None:
        ASKED_BY.set(who)
        async with turns.turn():
            begun.append(who)
            await asyncio.sleep(0.001)

    await asyncio.gather(*(work(who) for who in (*[1] * 9, 2, 3, 2)))
    assert begun[:3] == [1, 1, 2]  # nobody else was there at first
    assert 3 in begun[:5]
    assert begun[-3:] == [1, 1, 1]


async def test_only_who_waits_is_told_and_keeps_their_place_meanwhile() -> None:
    turns, told, begun = Turns(1), [], []

    async def work(number: int, telling: float) -> None:
        async def tell() -> None:
            told.append(number)
            await asyncio.sleep(telling)

        async with turns.turn(tell):
            begun.append(number)
            await asyncio.sleep(0.001)

    await asyncio.gather(work(1, 0), work(2, 0.02), work(3, 0))
    assert told == [2, 3]
    assert begun == [1, 2, 3]


async def test_who_gives_up_or_fails_leaves_their_turn_to_the_next() -> None:
    turns = Turns(1)
    async with turns.turn():
        given_up = asyncio.create_task(parsed_in(turns))
        await asyncio.sleep(0)
        given_up.cancel()
    granted_and_given_up = asyncio.create_task(parsed_in(turns))
    await asyncio.sleep(0)
    granted_and_given_up.cancel()
    await asyncio.gather(given_up, granted_and_given_up, return_exceptions=True)
    with pytest.raises(AlreadyInLibraryError):
        async with turns.turn():
            raise AlreadyInLibraryError("The Ferry")
    async with asyncio.timeout(LONG_TIME), turns.turn():
        pass


async def parsed_in(turns: Turns) -> None:
    async with turns.turn():
        await asyncio.sleep(LONG_TIME)


async def test_hostile_files_side_by_side_are_refused_and_the_good_one_is_read() -> None:
    limits = ImportLimits(import_seconds=1)
    bomb = epub(PAGE.format("<p>" * 3_000_000))
    good = parsed(b"Once upon a time there was a ferry.", "ferry.txt", limits)
    *refused, story = await asyncio.gather(
        *(parsed(bomb, f"{number}.epub", limits) for number in range(4)), good, return_exceptions=True
    )
    assert all(isinstance(each, UnreadableFileError) for each in refused)
    assert not isinstance(story, BaseException)


async def test_a_librarian_whose_file_waits_is_told(empty_fireside: Fireside, ines: Person) -> None:
    async with AsyncExitStack() as busy:
        for _ in range(4):
            turn = AWAITED.turn(turns_are_taken)
            try:
                await busy.enter_async_context(turn)
            except TurnsAreTakenError:
                break
        adding = asyncio.create_task(add(ines, "ferry.txt", ferry()))
        await ines.event(("message_create", "message_update"), is_told)
        assert not adding.done()
    assert "Keep it" in (await adding).labels


async def test_a_file_is_fetched_when_it_has_its_turn(empty_fireside: Fireside, ines: Person) -> None:
    async with UPLOADS.turn(alone=True):
        adding = asyncio.create_task(add(ines, "ferry.txt", ferry()))
        await ines.event(("message_create", "message_update"), is_told)
        assert not adding.done()
    assert "Keep it" in (await adding).labels
    refused = await add(ines, "ferry.pdf", b"%PDF-1.7")
    assert "Keep it" not in refused.labels
    async with asyncio.timeout(LONG_TIME), UPLOADS.turn(alone=True):  # whoever was answered holds none
        pass


def is_told(message: object) -> bool:
    return "Other files are being read first" in str(message)


class TurnsAreTakenError(Exception):
    pass


async def turns_are_taken() -> None:
    raise TurnsAreTakenError
