"""The end of a read-along: who finished, as far as they let others see it; lines; a card to share."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping

import pytest

from bot.database import Connection
from bot.playground.faults import Fault, FaultKind
from tests.support.fireside import Fireside
from tests.support.librarians import ferry, take_down
from tests.support.person import PATIENCE, Person, a_moment
from tests.support.replies import Json, readable
from tests.together.clubs import SIX, begin, go_to, join, read_chapters

SAID = "“There is always another bend, whatever the map may say,” said the ferryman."


@pytest.fixture
def files_of_ines() -> Mapping[str, bytes]:
    return {"ferry.txt": ferry(*SIX) + f"\n\n{SAID}".encode()}


def unquoted(connection: Connection) -> bool:
    """Whether there are texts whose quotes have not been found yet."""
    return connection.execute("SELECT 1 FROM unquoted_texts").fetchone() is not None


async def test_what_is_left_of_it(
    fireside: Fireside, ines: Person, mira: Person, theo: Person, odile: Person
) -> None:
    post = await begin(ines)
    for each in (mira, theo, odile):
        panel = await join(each, post)
        if each is not odile:
            await each.press("Let others see what I finish", panel)
    for each, count in ((mira, 6), (theo, 3), (odile, 6)):
        await read_chapters(each, count)
    await go_to(fireside, 9)
    async with asyncio.timeout(PATIENCE):
        while await fireside.database.read(unquoted):
            await a_moment()
    end = await mira.press("What’s due", post)
    assert "The end of a read-along" in end.text and "Read in 6 parts" in end.text
    assert "Together: 1 reader · 2,8" in end.text and f"Finished by <@{mira.user.id}>." in end.text
    assert "another bend" in end.text
    assert "another bend" not in (await theo.press("What’s due", post)).text, "he has not read it"
    assert theo.user.id not in end.text and odile.user.id not in end.text
    assert "Again with another story: </together start:" in end.text
    seen_by_host = await ines.press("What’s due", post)
    assert "Together: 1 reader" in seen_by_host.text and mira.user.id not in seen_by_host.text, "no member"
    card = await mira.press("A card to share", end)
    [picture] = (card.message or {})["attachments"]
    assert "The Ferry" in picture["description"] and "Read together" in picture["description"]
    since = len(theo.events)
    for _ in range(2):
        await mira.forge(card.button("Post here")["custom_id"], card)
    posted = await theo.event("message_create", lambda each: each["attachments"], since=since)
    assert "We have read **The Ferry** together." in readable(posted) and mira.user.id not in str(
        posted["components"]
    )
    assert len([each for each in await theo.history() if each["attachments"]]) == 1


def is_end(message: Json) -> bool:
    return "We have read **The Ferry** together." in readable(message) and not message["attachments"]


async def ends_told(person: Person) -> list[Json]:
    return [each for each in await person.history() if is_end(each)]


async def test_its_channel_is_told_once_and_of_nobody(
    fireside: Fireside, ines: Person, mira: Person, theo: Person
) -> None:
    post = await begin(ines, chapters="3")
    await mira.press("Let others see what I finish", await join(mira, post))
    await read_chapters(mira, 6)
    since = len(theo.events)
    fireside.playground.faults.inject(Fault("POST /channels/*/messages", FaultKind.ERROR_AFTERWARDS))
    await go_to(fireside, 2)
    assert await ends_told(theo) == []
    await go_to(fireside, 3)
    told = await theo.event("message_create", is_end, since=since)
    for _ in range(3):
        await go_to(fireside, 1)
    assert len(await ends_told(theo)) == 1
    assert "Read in 2 parts, from" in readable(told) and "reader" not in readable(told)
    assert mira.user.id not in str(told["components"]) and SAID not in readable(told)
    assert "Together: 1 reader" in (await theo.press("How it went", told)).text
    assert f"Finished by <@{mira.user.id}>." in (await mira.press("How it went", told)).text


@pytest.mark.parametrize("how", ["by its host", "with its story"])
async def test_what_somebody_ended_is_not_told(
    fireside: Fireside, ines: Person, theo: Person, how: str
) -> None:
    post = await begin(ines)
    if how == "with its story":
        await take_down(ines)
    else:
        await ines.press("Host…", await ines.press("What’s due", post))
        await ines.press("End it", await ines.press("End it…"))
    for _ in range(2):
        await go_to(fireside, 9)
    assert await ends_told(theo) == []


async def test_nobody_need_have_finished(fireside: Fireside, ines: Person, mira: Person) -> None:
    post = await begin(ines, chapters="6")
    await join(mira, post)
    await go_to(fireside, 3)
    assert (
        "Nobody who lets others see it has read it to the end yet."
        in (await mira.press("What’s due", post)).text
    )
