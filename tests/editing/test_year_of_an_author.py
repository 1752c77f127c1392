"""A year of an author's life: forty chapters at once, planned, early and from a feed, and sixty edits of all
kinds, wrong ones undone; three readers and a beta reader, who also read aloud and tell her of her typos."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Iterator

import pytest

from tests.editing.year_of_an_author import Reader, Year
from tests.feeds.website import open_site
from tests.support.delivered_notices import all_tried, is_notice
from tests.support.fireside import Fireside
from tests.support.librarians import TITLE, correct
from tests.support.marked_stories import sentinels
from tests.support.person import Person
from tests.support.replies import readable
from tests.support.rounds import rounds

A_YEAR = {
    "now": 16, "planned": 8, "early": 8, "feed": 8,
    "write": 9, "cut": 8, "shift": 7, "move": 7, "remove": 4, "remove_and_restore": 5,
    "wrong_text": 5, "wrong_file": 5, "undone": 4, "correct": 3, "take_over": 3,
    "post": 12, "lapse": 6,
}  # fmt: skip
"""How often each thing happens: forty chapters, sixty edits, and what readers do besides."""
CHAPTERS, EDITS = 40, 60


def in_some_order(times: dict[str, int], year: Year) -> Iterator[str]:
    """All that happens, as often as it is to, in an order in which each can be done."""
    deck = [kind for kind, count in times.items() for _ in range(count)]
    year.chance.shuffle(deck)
    while deck:
        kind = next(kind for kind in deck if year.may(kind))
        deck.remove(kind)
        yield kind


@pytest.mark.proofs
async def test_a_year_loses_no_place_spoils_nothing_and_tells_nothing_twice(
    empty_fireside: Fireside, ines: Person, mira: Person, theo: Person, odile: Person
) -> None:
    assert sum(A_YEAR[kind] for kind in ("now", "planned", "early", "feed")) == CHAPTERS
    assert sum(A_YEAR.values()) == CHAPTERS + EDITS + A_YEAR["post"] + A_YEAR["lapse"]
    fireside, world = empty_fireside, empty_fireside.playground.world
    world.add_member(world.guild_named("The Hearth"), world.add_person("Bea"))
    bea = await fireside.person("Bea")
    async with open_site() as site:
        year = Year(fireside, site, ines, random.Random(40))
        await year.begin()
        fireside.playground.stage.give_role(bea.user, year.role)
        year.readers = [Reader(bea, supporter=True), Reader(mira), Reader(theo), Reader(odile)]
        for reader in year.readers:
            await reader.person.slash("subscribe", story=TITLE)
            await year.read_on(reader)
        times = {kind: rounds(1, full=count) for kind, count in A_YEAR.items()}
        for kind in in_some_order(times, year):
            await year.step(kind)
        await year.post()
        await all_tried(fireside)
        for reader in year.readers:
            year.hear(reader)
            await year.read_on(reader)
            await check_what_was_sent(year, reader)
        await check_posts(year, theo)
        await ines.slash("stories edit", story=TITLE)
        await correct(ines, "Rating, warnings & status", rating=["explicit"])
        async with asyncio.timeout(theo.patience):
            while sentinels(await theo.history()):  # noqa: ASYNC110 - nobody is told when they are gone
                await asyncio.sleep(0.01)


async def check_posts(year: Year, person: Person) -> None:
    """Of all that was shown to everybody, only what is of a chapter that is there stays."""
    may_stay = {post for post, chapter in year.posts.items() if chapter.there and not chapter.early}
    async with asyncio.timeout(person.patience):
        while not {each["id"] for each in await person.history() if sentinels(each)} <= may_stay:  # noqa: ASYNC110
            await asyncio.sleep(0.01)
    assert sentinels(await person.history())


async def check_what_was_sent(year: Year, reader: Reader) -> None:
    everything = sentinels(reader.person.events)
    assert everything <= reader.known, "no paragraph was ever sent that they had not come to"
    told = set[str]()
    for event in reader.person.events:
        if event["type"] == "message_create" and is_notice(event["data"]):
            text = readable(event["data"])
            titles = {title for title in (*year.written, "Ashes") if title in text}
            # What is new may be among those that are only counted.
            assert titles - told or "-# and " in text, f"{sorted(told)} were told before: {text}"
            told |= titles - {"Ashes"}  # the wrong file's, which is withdrawn each time
    assert told, "they were told of chapters"
