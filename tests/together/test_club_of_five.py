"""A club of five reads a story of six chapters over three weeks, twice a week, and their host edits it."""

from __future__ import annotations

from tests.support.fireside import Fireside
from tests.support.librarians import paragraphs
from tests.support.person import Person
from tests.support.replies import Reply
from tests.support.story_editor import upload
from tests.together.clubs import begin, go_to, join, read_chapters, reminders
from tests.together.talks import done, panel, talk, threads, write

DAYS = (1, 3, 4, 3, 4, 3)
"""From today to the first part, and from each to the next: twice a week."""


async def said_that_they_have_read(person: Person, post: Reply, part: int) -> bool:
    """Whether somebody is offered the thread of a part, and if so goes in."""
    offered = f"I have read part {part}" in (await panel(person, post)).labels
    if offered:
        await talk(person, post, part)
    return offered


async def read_what_is_new(person: Person, post: Reply) -> None:
    """Somebody who was ahead reads what the host has added to a chapter behind them."""
    due = await panel(person, post)
    assert "Chapter 3 has something that was not there when you read it." in due.text
    assert "I have read part 4" not in due.labels
    assert "And the bell rang." in (await person.press("Read what’s new in chapter 3", due)).text
    while "Stage 3" in (await person.press("▶")).text:
        pass


async def edit(host: Person) -> None:
    """Chapter 3 loses a word, and goes on for a while."""
    corrected = paragraphs(21).replace("p23w5 ", "")
    longer = "\n\n".join(f"And the bell rang. {number} times it rang. " * 9 for number in range(6))
    await upload(host, "Stage 3", f"{corrected}\n\n{longer}")


async def test_three_weeks_of_a_club(
    fireside: Fireside, ines: Person, mira: Person, theo: Person, odile: Person
) -> None:
    """Mira and Theo are ahead, Odile is behind, Una leaves and comes back, Ines edits chapter 3."""
    hearth = fireside.playground.world.guild_named("The Hearth")
    una = await fireside.person(fireside.playground.stage.add_person("Una", hearth).name)
    post = await begin(ines, pace=["twice"])
    for each in (mira, theo, odile, una):
        each.go("reading-room")
        await each.press("Let others see what I finish", await join(each, post))
    await write(ines, post, 3, questions="Who rang the bell?", poll="What next?", answers="Home\nAway")
    let_in = dict.fromkeys((mira, theo, odile, una), 0)
    for part, days in enumerate(DAYS, 1):
        for each, ahead in ((mira, 2), (theo, 1)):
            await read_chapters(each, min(6, part + ahead))
        if part > 2:
            await read_chapters(odile, part - 2)
        if part == 3:
            await una.press("Leave", await panel(una, post))
        if part == 4:
            await edit(ines)
        if part == 5:
            await join(una, post)
            await read_chapters(una, 4)
        await go_to(fireside, days)
        await done(fireside)
        if part == 4:
            await read_what_is_new(mira, post)
            await read_what_is_new(theo, post)
        for each in let_in:
            let_in[each] += await said_that_they_have_read(each, post, part)
        await done(fireside)
    opened = threads(fireside)
    assert [each.name for each in opened] == [f"The Ferry — Part {number}" for number in range(1, 7)]
    assert let_in == {mira: 6, theo: 6, odile: 0, una: 0}, "each only into what they had read by its day"
    assert not any("Stage" in each.name for each in opened)
    assert [len(await reminders(each)) for each in (mira, theo, odile, una)] == [1, 1, 6, 4]
    assert all(each.visible_to(mira.user.id) and not each.visible_to(odile.user.id) for each in opened)
    for part in (4, 3, 2, 1):
        await talk(odile, post, part)
    await done(fireside)
    assert [each.visible_to(odile.user.id) for each in opened] == [True] * 4 + [False] * 2
    await go_to(fireside, 5)
    end = await mira.press("What’s due", post)
    assert "Together: 2 readers" in end.text
    assert f"Finished by <@{mira.user.id}> <@{theo.user.id}>." in end.text
