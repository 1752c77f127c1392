"""A read-along from its plan to its reminders: planned, previewed, begun, joined, read."""

from __future__ import annotations

from tests.support.fireside import Fireside
from tests.support.person import Person
from tests.support.replies import readable
from tests.together.clubs import begin, go_to, join, plan, read_chapters, reminders


async def test_a_host_sees_the_plan_before_anybody_else(fireside: Fireside, ines: Person) -> None:
    shown = await plan(ines)
    assert shown.ephemeral
    assert "A read-along in 6 parts, a chapter a day" in shown.text
    assert shown.text.count("<t:") == 8
    assert "**3.**" in shown.text and "to the end of chapter 3" in shown.text
    assert shown.labels == ["Begin", "Change…", "Cancel"]
    assert await ines.history() == []


async def test_who_joins_is_reminded_of_each_part_and_reads_on_from_there(
    fireside: Fireside, ines: Person, mira: Person
) -> None:
    post = await begin(ines)
    assert "Read with us: **The Ferry**" in post.text and "Stage" not in post.text
    panel = await join(mira, post)
    assert "You’re in." in panel.text and "Part 1 opens" in panel.text and panel.ephemeral
    await go_to(fireside, 1)
    [first] = await reminders(mira)
    assert "Part 1 of 6 has begun: to the end of chapter 1." in readable(first)
    await mira.go_direct()
    page = await mira.press("Read", first)
    assert "Stage 1" in page.text
    assert is_still_there(await mira.history(), first)
    mira.go("reading-room")
    await read_chapters(mira, 2)
    await go_to(fireside, 1)
    assert len(await reminders(mira)) == 1, "she has read the second part already"
    await go_to(fireside, 1)
    [_, third] = await reminders(mira)
    assert "Part 3 of 6" in readable(third)
    assert await reminders(ines) == [], "she only hosts"


def is_still_there(history: list[dict[str, object]], message: dict[str, object]) -> bool:
    return any(each["id"] == message["id"] and each["content"] == message["content"] for each in history)
