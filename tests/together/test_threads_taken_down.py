"""Threads of parts whose story is taken down, rated higher or edited."""

from __future__ import annotations

from tests.support.fireside import Fireside
from tests.support.librarians import TITLE, add_and_keep, ferry, take_down
from tests.support.person import Person, a_moment
from tests.support.replies import Json, readable
from tests.together.clubs import SIX, begin, go_to, join, read_chapters
from tests.together.talks import done, next_part, panel, said_in, talk, threads


async def test_a_takedown_takes_the_first_message_and_lets_nobody_in(
    fireside: Fireside, ines: Person, mira: Person
) -> None:
    post = await begin(ines)
    await join(mira, post)
    await read_chapters(mira, 1)
    thread = await next_part(fireside)
    await panel(mira, post)
    asks = mira.last
    await take_down(ines)
    while said_in(fireside, thread):
        await a_moment()
    refused = await mira.press("I have read part 1", asks)
    assert "it has been taken down" in refused.text
    await go_to(fireside, 1)
    await done(fireside)
    assert threads(fireside) == [thread]
    assert not thread.visible_to(mira.user.id)


async def test_a_part_is_read_where_its_words_are_after_an_edit(
    fireside: Fireside, ines: Person, mira: Person
) -> None:
    post = await begin(ines)
    await join(mira, post)
    await read_chapters(mira, 1)
    first = await next_part(fireside)
    await add_and_keep(ines, ferry(("Stage 0", 100), *SIX))
    shown = await panel(mira, post)
    assert "I have read part 1" not in shown.labels, "there is a chapter before it that she has not read"
    assert thread_of(said_in(fireside, first)), "what was said stays"
    page = await mira.slash("read", story=TITLE, chapter="Stage 0")
    while "Chapter 2" not in page.text:
        page = await mira.press("▶")
    await talk(mira, post, 1)
    await done(fireside)
    assert first.visible_to(mira.user.id)


def thread_of(said: list[Json]) -> bool:
    return any("Part 1" in readable(each) for each in said)
