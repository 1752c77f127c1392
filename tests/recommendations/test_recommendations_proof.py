"""Circles of readers who share stories that have no word in common are found, from their reading to
`/recommend`; of a circle of which four are left, not even the order of what is suggested tells."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import count
from pathlib import Path

from bot.stories.ids import StoryId
from tests.recommendations.reader_circles import bring_in, circle, forget, members, reads
from tests.recommendations.suggestion_list import reasons, titles
from tests.support.fireside import Fireside, burning
from tests.support.person import Person

CIRCLES, STORIES, READERS, TOO_FEW = 3, 5, 10, 4
READ_TOO = "like others who read this"


async def shelves(fireside: Fireside) -> list[list[StoryId]]:
    """Fifteen stories without a word in common, five for each circle. Passers-by read of two circles."""
    every = [await bring_in(fireside.database, number) for number in range(CIRCLES * STORIES)]
    for number, story in enumerate(every):
        for step in (5, 6, 7):
            await reads(fireside.database, 9_000 + 10 * number + step, [story, every[number - step]])
    return [every[at * STORIES : (at + 1) * STORIES] for at in range(CIRCLES)]


async def worked_out(fireside: Fireside) -> None:
    await fireside.app.content_similarity.worker().round()
    await fireside.app.collaborative_filtering.train()


async def named(fireside: Fireside, stories: Iterable[StoryId]) -> list[str]:
    ines = await fireside.person("Ines")
    return [(await ines.slash("story", story=f"id:{each}")).text.split("\n")[0][3:] for each in stories]


async def everything_suggested(person: Person, read: list[str]) -> list[str]:
    """All that can be seen, list after list, by somebody who has read these."""
    for title in read:
        await person.slash("read", story=title)
    asked = [await person.slash("recommend") for _ in range(5)]
    asked += [await person.slash("recommend", like=title) for title in read for _ in range(2)]
    return [each.text for each in asked]


async def test_circles_are_found_in_what_they_read(empty_fireside: Fireside) -> None:
    shelf = await shelves(empty_fireside)
    for number, stories in enumerate(shelf):
        await circle(empty_fireside.database, members(number, READERS), stories)
    await worked_out(empty_fireside)
    for who, stories in zip(("Mira", "Theo", "Odile"), shelf, strict=True):
        person, own = await empty_fireside.person(who), await named(empty_fireside, stories)
        for title in own[:2]:
            await person.slash("read", story=title)
        found = await person.slash("recommend")
        assert set(titles(found)[:3]) == set(own[2:])
        for title in own[2:]:
            assert reasons(found)[title] in {
                f"because you finished **{each}**, {READ_TOO}" for each in own[:2]
            }
        assert not {each for each in titles(found)[3:] if READ_TOO in reasons(found)[each]}
        like = await person.slash("recommend", like=own[0])
        assert set(titles(like)) == set(own[2:])
        assert set(reasons(like).values()) == {"liked by the same readers"}


async def test_of_four_who_read_the_same_nothing_can_be_told(tmp_path: Path) -> None:
    """Four who read the same five stories leave just what twenty leave who read one each."""
    seen = []
    for together in (True, False):
        async with burning(tmp_path / f"{together}.sqlite3") as fireside:
            shelf = await shelves(fireside)
            for number, stories in enumerate(shelf[1:], start=1):
                await circle(fireside.database, members(number, READERS), stories)
            strangers = count(500)
            for reader in members(0, READERS)[:TOO_FEW]:
                for story in shelf[0]:
                    await reads(fireside.database, reader if together else next(strangers), [story])
            await worked_out(fireside)
            mira, theo = await fireside.person("Mira"), await fireside.person("Theo")
            own, others = await named(fireside, shelf[0]), await named(fireside, shelf[1])
            told = await everything_suggested(mira, own[:2])
            told += await everything_suggested(theo, [own[0], *others[:2]])
            seen.append(told)
    assert seen[0] == seen[1]
    assert not [each for each in seen[0][:5] if READ_TOO in each]


async def test_a_circle_vanishes_when_it_shrinks_to_four(empty_fireside: Fireside) -> None:
    [stories, *_] = await shelves(empty_fireside)
    await circle(empty_fireside.database, members(0, READERS), stories)
    await worked_out(empty_fireside)
    mira, own = await empty_fireside.person("Mira"), await named(empty_fireside, stories)
    assert READ_TOO in (await everything_suggested(mira, own[:2]))[0]
    await forget(empty_fireside.database, members(0, READERS)[TOO_FEW:])
    await worked_out(empty_fireside)
    assert not [each for each in await everything_suggested(mira, own[:2]) if READ_TOO in each]
