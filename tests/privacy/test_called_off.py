"""What is on its way when somebody has everything about themselves erased, and what others are left with."""

from __future__ import annotations

from bot.database import Connection
from tests.support.delivered_notices import all_tried, next_notice, notices, publish, strike
from tests.support.fireside import Fireside, let_manage_channels
from tests.support.librarians import TITLE, add_and_keep, ferry
from tests.support.person import Person

A_DAY = 86_400


async def erase(person: Person) -> None:
    await person.slash("mydata erase")
    assert "Erased" in (await person.press("Erase everything")).text


async def test_a_notice_that_waits_for_the_morning_is_never_sent(
    empty_fireside: Fireside, ines: Person
) -> None:
    await add_and_keep(ines, ferry(status="in progress"))
    mira, theo = await empty_fireside.person("Mira"), await empty_fireside.person("Theo")
    for each in (mira, theo):
        await each.slash("subscribe", story=TITLE)
        await each.slash("settings", time_zone="UTC", quiet_hours="22:00-7:00")
    strike(empty_fireside, 23)
    await publish(ines, "Dusk")
    await all_tried(empty_fireside)
    assert await notices(theo) == []
    await erase(mira)
    strike(empty_fireside, 7)
    await next_notice(theo)
    await all_tried(empty_fireside)
    assert await notices(mira) == []


async def test_a_channel_goes_on_when_whoever_asked_for_it_has_gone(
    empty_fireside: Fireside, ines: Person
) -> None:
    await add_and_keep(ines, ferry(status="in progress"))
    odile = await empty_fireside.person("Odile", "book-club")
    let_manage_channels(odile)
    await odile.slash("subscribe", story=TITLE, deliver="each new chapter, in this channel")
    await erase(odile)
    await publish(ines, "Dusk")
    assert "Dusk" in (await next_notice(odile)).text


async def test_what_is_worked_out_from_all_readers_is_worked_out_anew(
    fireside: Fireside, mira: Person, theo: Person
) -> None:
    filtering = fireside.app.collaborative_filtering
    for reader in (mira, theo):
        await reader.slash("read", story="Room for a Horse")
    await filtering.train()
    await erase(mira)

    def trained_at(connection: Connection) -> int:
        (moment,) = connection.execute("SELECT made_at FROM trainings").fetchone()
        return int(moment)

    before = fireside.clock.now()
    assert await fireside.database.read(trained_at) <= before - A_DAY + 60
    fireside.clock.advance(A_DAY)
    await filtering.worker().round()
    assert await fireside.database.read(trained_at) >= before
