"""Reminders: who gets one, when, and who does not; and what members see of one another."""

from __future__ import annotations

from bot.playground.faults import Fault, FaultKind
from tests.support.delivered_notices import local_time
from tests.support.fireside import Fireside
from tests.support.librarians import correct
from tests.support.person import Person
from tests.support.replies import readable
from tests.together.clubs import begin, go_to, join, read_chapters, reminders, settled

DAY = 86_400


async def told(person: Person) -> list[str]:
    """What the reminders to somebody say, the oldest first."""
    return [str(each["content"]) for each in await reminders(person)]


async def test_a_club_of_four(
    fireside: Fireside, ines: Person, mira: Person, theo: Person, odile: Person
) -> None:
    """One reads ahead, one leaves and comes back, one wants no reminders."""
    post = await begin(ines, chapters="2")
    panels = {each: await join(each, post) for each in (mira, theo, odile)}
    await odile.press("✓ Reminders", panels[odile])
    await read_chapters(mira, 4)
    await go_to(fireside, 1)
    assert (await told(mira), await told(odile)) == ([], [])
    [first] = await told(theo)
    assert first.endswith("Part 1 of 3 has begun: to the end of chapter 2. About 6 minutes for you.")
    await theo.press("Leave", panels[theo])
    await go_to(fireside, 1)
    assert len(await told(theo)) == 1, "who has left is told nothing"
    assert "✓ You’ve read all of that." in (await mira.press("What’s due", post)).text
    back = await join(theo, post)
    assert "About 12 minutes for you." in back.text, "also of the part that began without him"
    await odile.press("Remind me", await odile.press("What’s due", post))
    await go_to(fireside, 1)
    assert [len(await told(each)) for each in (mira, theo, odile)] == [1, 2, 1]
    dates = await mira.press("Dates", post)
    assert dates.text.count("✓") == 2


async def test_nobody_sees_who_has_finished_unless_they_let_them(
    fireside: Fireside, ines: Person, mira: Person, theo: Person, odile: Person
) -> None:
    post = await begin(ines)
    panel = await join(mira, post)
    await join(theo, post)
    await read_chapters(mira, 1)
    await go_to(fireside, 1)
    found = await theo.press("Who has finished", await theo.press("What’s due", post))
    assert "Nobody yet" in found.text
    await mira.press("Let others see what I finish", panel)
    again = await theo.press("Who has finished", await theo.press("What’s due", post))
    assert f"<@{mira.user.id}>" in again.text and theo.user.id not in again.text
    asks = (await theo.press("What’s due", post)).button("Who has finished")["custom_id"]
    assert "aren’t part of this read-along" in (await odile.forge(asks, post)).text, "members alone"
    await mira.press("✓ Others see what I finish", await mira.press("What’s due", post))
    assert "Nobody yet" in (await theo.forge(asks)).text


async def test_who_reads_it_again_is_reminded_by_this_read(
    fireside: Fireside, ines: Person, mira: Person, theo: Person
) -> None:
    await ines.slash("stories edit", story="The Ferry")
    await correct(ines, "Rating, warnings & status", status=["complete"])
    for each in (mira, theo):
        await read_chapters(each, 6)
    for button in ("The end", "Read again", "Read again"):
        await mira.press(button)
    post = await begin(ines)
    for each in (mira, theo):
        await join(each, post)
    await go_to(fireside, 1)
    assert [len(await told(each)) for each in (mira, theo)] == [1, 0]
    assert "of 6 has begun: to the end of chapter 1. About" in (await told(mira))[0]


async def test_at_night_they_wait_and_by_an_outage_only_the_last_is_sent(
    fireside: Fireside, ines: Person, mira: Person
) -> None:
    await mira.slash("settings", time_zone="Asia/Tokyo", quiet_hours="17:00-23:30")
    await join(mira, await begin(ines, first_day="tomorrow 09:00"))  # 18:00 in Tokyo
    await go_to(fireside, 1)
    assert await told(mira) == []
    await mira.slash("settings", quiet_hours="17:00-22:00")
    await go_to(fireside, 0, 13, 1)
    [first] = await reminders(mira)
    assert f"{local_time(first, 'Asia/Tokyo'):%H:%M}" == "22:01", "by the hours of today"
    await go_to(fireside, 4, 15)
    assert ["Part 5" in each for each in await told(mira)] == [False, True]


async def test_who_takes_no_messages_sees_it_where_they_look(
    fireside: Fireside, ines: Person, mira: Person
) -> None:
    post = await begin(ines)
    await join(mira, post)
    mira.user.takes_messages = False
    await go_to(fireside, 1)
    assert "My last reminder didn’t reach you" in (await mira.press("What’s due", post)).text
    mira.user.takes_messages = True
    await go_to(fireside, 1)
    assert len(await told(mira)) == 1
    assert "didn’t reach you" not in (await mira.press("What’s due", post)).text


async def test_what_discord_does_not_confirm_is_looked_for_and_sent_once(
    fireside: Fireside, ines: Person, mira: Person, theo: Person
) -> None:
    post = await begin(ines)
    for each in (mira, theo):
        await join(each, post)
    fireside.playground.faults.inject(Fault("POST /channels/*/messages", FaultKind.DROPPED, times=4))
    await go_to(fireside, 1)
    for seconds in (20, 40, 80, 4_000):
        fireside.clock.advance(seconds)
        await settled(fireside)
    assert [len(await told(each)) for each in (mira, theo)] == [1, 1]


async def test_what_may_not_be_shown_any_more_is_not_told(
    fireside: Fireside, ines: Person, mira: Person, theo: Person
) -> None:
    post = await begin(ines)
    for each in (mira, theo):
        await join(each, post)
    world = fireside.playground.world
    fireside.playground.stage.remove_member(world.guild_named("The Hearth"), theo.user)
    fireside.clock.advance(DAY)
    await go_to(fireside, 0)
    assert [len(await told(each)) for each in (mira, theo)] == [1, 0], "he is not there any more"
    await ines.slash("stories edit", story="The Ferry")
    await correct(ines, "Rating, warnings & status", rating=["explicit"])
    await go_to(fireside, 1)
    assert len(await told(mira)) == 1


async def test_in_direct_messages_a_member_sees_what_they_have_joined(
    fireside: Fireside, ines: Person, mira: Person, theo: Person
) -> None:
    await join(mira, await begin(ines))
    for person, there in ((mira, True), (theo, False)):
        await person.go_direct()
        shown = await person.slash("together show")
        assert ("The Ferry" in shown.text) is there
    await mira.choose("The Ferry", message=await mira.slash("together show"))
    assert "Part 1 opens" in mira.last.text and "Host…" not in mira.last.labels
    assert "Stage 1" in readable((await mira.press("Read")).message or {}), "a story of a server of hers"
