"""Parts end at places in the text: through edits, moves, removals and restores; and wait for chapters."""

from __future__ import annotations

from itertools import pairwise

from tests.support.delivered_notices import publish
from tests.support.fireside import Fireside
from tests.support.librarians import TITLE, paragraphs
from tests.support.person import Person
from tests.support.replies import Reply
from tests.support.story_editor import move, remove, restore, upload
from tests.together.clubs import begin, go_to, join, read_chapters, reminders, settled


async def ends(person: Person, post: Reply) -> list[str]:
    """How far each part goes, as a member sees it."""
    shown = await person.press("Dates", post)
    return [
        line.split(" · ")[1] for line in shown.text.splitlines() if line.startswith("**") and "min" in line
    ]


async def test_a_host_edits_in_the_middle(fireside: Fireside, ines: Person, mira: Person) -> None:
    post = await begin(ines)
    await join(mira, post)
    await read_chapters(mira, 3)
    chapters = [f"to the end of chapter {number}" for number in range(1, 6)]
    assert await ends(mira, post) == [*chapters, "to the end"]
    await publish(ines, "Interlude")
    await settled(fireside)
    assert await ends(mira, post) == [*chapters, "to the end"], "what comes behind the end is not part of it"
    await move(ines, "Interlude", 2)
    await settled(fireside)
    later = [f"to the end of chapter {number}" for number in (1, 3, 4, 5, 6)]
    assert await ends(mira, post) == [*later, "to the end"], "the new chapter belongs to the second part"
    await go_to(fireside, 1)
    assert await reminders(mira) == [], "the first part she has read"
    await go_to(fireside, 1)
    [second] = await reminders(mira)
    assert "Part 2 of 6 has begun: to the end of chapter 3." in str(second["content"])
    longer = f"{paragraphs(21)}\n\nAnd then some more, which nobody has read."
    await upload(ines, "Stage 3", longer)
    await settled(fireside)
    assert await ends(mira, post) == [*later, "to the end"], "a part ends with its chapter, whatever is added"
    await remove(ines, "Stage 5")
    await settled(fireside)
    gone = await ends(mira, post)
    assert gone[4] in (gone[3], "to the end of chapter 5"), "nothing is left of the fifth"
    await restore(ines, "removed", "Stage 5")
    await settled(fireside)
    assert await ends(mira, post) == [*later, "to the end"]


async def test_an_end_within_a_chapter_follows_its_words(
    fireside: Fireside, ines: Person, mira: Person
) -> None:
    days = "in 4 days"
    post = await begin(ines, pace=["evenly"], days=days)
    assert (await ends(mira, post))[0] == "to 50% of chapter 2"
    before = "\n\n".join(f"New words before it, {number}." * 20 for number in range(8))
    await upload(ines, "Stage 2", f"{before}\n\n{paragraphs(11)}")
    await settled(fireside)
    found = (await ends(mira, post))[0]
    assert found.startswith("to 7") and found.endswith("of chapter 2"), found


async def test_new_chapters_join_a_read_along_that_goes_on(
    fireside: Fireside, ines: Person, mira: Person
) -> None:
    post = await begin(ines, chapters_that_come_out_later=["yes"], pace=["weekly"], chapters="3")
    await join(mira, post)
    assert await ends(mira, post) == ["to the end of chapter 3", "to the end of chapter 6"]
    await publish(ines, "Stage 7")
    await settled(fireside)
    assert await ends(mira, post) == [f"to the end of chapter {number}" for number in (3, 6, 7)]
    await go_to(fireside, 40)
    assert "Part 3 of 3" in str((await reminders(mira))[-1]["content"])
    await publish(ines, "Stage 8")
    await settled(fireside)
    assert "Part 4 of 4" in str((await reminders(mira))[-1]["content"]), "late, it begins at once"


async def test_a_read_along_ends_when_its_last_part_has_had_its_time(
    fireside: Fireside, ines: Person, mira: Person
) -> None:
    post = await begin(ines, pace=["weekly"], chapters="3")
    await join(mira, post)
    await go_to(fireside, 8)
    assert "Part 2 of 2" in (await mira.press("What’s due", post)).text
    await go_to(fireside, 8)
    assert "The end of a read-along" in (await mira.press("What’s due", post)).text
    assert "has ended" in (await mira.press("Join", post)).text


async def test_a_part_waits_until_its_chapters_are_out_to_everybody(
    fireside: Fireside, ines: Person, mira: Person
) -> None:
    world = fireside.playground.world
    role = world.guild_named("The Hearth").role_named("Supporters")
    fireside.playground.stage.give_role(mira.user, role)
    await publish(ines, "Stage 7", early=role.id)
    post = await begin(ines, chapters_that_come_out_later=["yes"], chapters="3")
    await join(mira, post)
    await go_to(fireside, 3)
    assert "Part 3 opens once its chapters are out." in (await mira.press("What’s due", post)).text
    assert len(await reminders(mira)) == 1, "of the second"
    [waits] = await reminders(ines)
    assert "It’s time for part 3, but its chapters aren’t out yet." in str(waits["content"])
    await ines.choose(TITLE, message=await ines.slash("together show"))
    await ines.press("Host…")
    await ines.fill(await ines.press("Move…"), days="2")
    await settled(fireside)
    assert "Part 3 opens <t:" in (await mira.press("What’s due", post)).text
    await go_to(fireside, 2)
    assert len(await reminders(mira)) == 1, "still not"
    await ines.slash("stories edit", story=TITLE)
    await ines.choose("Stage 7", message=await ines.press("Planned"))
    await ines.press("Open to everybody")
    await settled(fireside)
    assert "Part 3 of 3" in str((await reminders(mira))[-1]["content"])
    assert len(await reminders(ines)) == 1


async def test_its_days_are_days_across_a_change_of_the_clocks(
    fireside: Fireside, ines: Person, mira: Person
) -> None:
    """Nine in the morning of Oslo stays nine there, on the day with 23 hours, too."""
    await ines.slash("stories settings", time_zone="Europe/Oslo")
    fireside.clock.advance(1_806_058_800 - fireside.clock.now())  # 2027-03-26, 12:00 in Oslo
    post = await begin(ines, first_day="tomorrow 09:00")
    dates = await mira.press("Dates", post)
    moments = [int(part.split(":")[1]) for part in dates.text.split("<t")[1:]]
    days = [later - earlier for earlier, later in pairwise(moments)]
    assert days == [23 * 3_600, *[24 * 3_600] * 4]
