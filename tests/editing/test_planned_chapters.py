"""Chapters that wait for their time: listed, called off, published early, and each appearing once."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from discord import InteractionResponseType

from bot.editing.writer import WrittenStory
from tests.support.faults import break_writes, mend_writes
from tests.support.fireside import Fireside, burning
from tests.support.librarians import (
    TITLE,
    add,
    add_and_keep,
    chapters_offered,
    chapters_once_there,
    ferry,
    take_down,
)
from tests.support.locks import locked
from tests.support.person import Person
from tests.support.replies import Reply, walk
from tests.support.story_editor import planned_chapters

DAY = 86_400
NOT_PLANNED = "That chapter is no longer planned"
LAMPS = "The lamps were lit."


@pytest.fixture
def files_of_ines() -> Mapping[str, bytes]:
    """*The Ferry*, two chapters."""
    return {"ferry.txt": ferry()}


async def plan(ines: Person, title: str, at: str, text: str = LAMPS) -> Reply:
    """A chapter set down for a time: the card that says so."""
    form = await ines.slash("stories publish", story=TITLE, at=at)
    return await ines.fill(form, title=title, text=text)


async def test_the_list_says_what_appears_when_the_next_first(ines: Person) -> None:
    await plan(ines, "Stars", "in 3 days")
    await plan(ines, "Dusk", "in 2 days")
    listed = await planned_chapters(ines)
    assert listed.text.index("**Dusk** — <t:") < listed.text.index("**Stars** — <t:")
    assert listed.labels.count("Cancel") == 2


@pytest.mark.sqlite_only("a file that another program has locked")
async def test_a_database_that_is_busy_at_that_moment_makes_no_chapter_an_hour_late(
    fireside: Fireside, ines: Person, mira: Person, caplog: pytest.LogCaptureFixture
) -> None:
    await plan(ines, "Dusk", "in 2 days")
    worker = next(each for each in fireside.bot.workers if each.name == "publishing")
    async with locked(fireside.database):
        fireside.clock.advance(2 * DAY + 60)
        async with asyncio.timeout(mira.patience):
            while not worker.failing:  # noqa: ASYNC110 - workers do not say so
                await asyncio.sleep(0.01)
    assert "waits another hour" not in caplog.text
    fireside.clock.advance(60)
    assert (await chapters_once_there(mira, 3))[2:] == ["Chapter 3 — Dusk"]


async def test_what_is_called_off_never_appears(empty_fireside: Fireside, ines: Person, mira: Person) -> None:
    card = await plan(ines, "Dusk", "in 2 days")
    await plan(ines, "Stars", "in 3 days")
    listed = await ines.press("Cancel", card)
    assert "✓ Cancelled: Dusk." in listed.text
    assert "**Dusk**" not in listed.text
    assert NOT_PLANNED in (await ines.forge(card.button("Cancel")["custom_id"], card)).text
    assert NOT_PLANNED in (await ines.forge(card.button("Publish now")["custom_id"], card)).text
    empty_fireside.clock.advance(4 * DAY)
    assert (await chapters_once_there(mira, 3))[2:] == ["Chapter 3 — Stars"]


async def test_what_was_called_off_by_a_slip_is_planned_again_as_it_was(
    empty_fireside: Fireside, ines: Person, mira: Person
) -> None:
    card = await plan(ines, "Dusk", "in 2 days")
    before = (await planned_chapters(ines)).text
    called_off = await ines.press("Cancel", card)
    undo = called_off.button("Undo")["custom_id"]
    again = await ines.press("Undo", called_off)
    assert "✓ It is planned again." in again.text
    assert (await planned_chapters(ines)).text == before
    assert NOT_PLANNED in (await ines.forge(undo, called_off)).text
    called_off = await ines.press("Cancel", again)
    empty_fireside.clock.advance(3 * DAY)
    assert NOT_PLANNED in (await ines.press("Undo", called_off)).text, "or it would be out at once"
    assert len(await chapters_offered(mira)) == 2


async def test_a_planned_chapter_that_was_published_by_a_slip_is_planned_again(
    empty_fireside: Fireside, ines: Person, mira: Person
) -> None:
    card = await plan(ines, "Dusk", "in 2 days")
    before = (await planned_chapters(ines)).text
    undone = await ines.press("Undo", await ines.press("Publish now", card))
    assert (await planned_chapters(ines)).text == before
    again = await ines.press("Redo", undone)
    assert "No chapter is planned." in (await planned_chapters(ines)).text
    await ines.press("Undo", again)
    empty_fireside.clock.advance(2 * DAY)
    assert (await chapters_once_there(mira, 3))[2:] == ["Chapter 3 — Dusk"]
    assert "No chapter is planned." in (await planned_chapters(ines)).text
    history = await ines.slash("stories history", story=TITLE)
    await ines.press("Undo the last change", history)
    assert "No chapter is planned." in (await planned_chapters(ines)).text, "its time has come and gone"
    assert len(await chapters_offered(mira)) == 2


async def test_a_chapter_published_early_appears_once(
    empty_fireside: Fireside, ines: Person, mira: Person
) -> None:
    card = await plan(ines, "Dusk", "in 2 days")
    await plan(ines, "Stars", "in 3 days")
    early = card.button("Publish now")["custom_id"]
    pressed = await asyncio.gather(ines.press("Publish now", card), ines.forge(early, card))
    assert any("is published." in reply.text for reply in pressed)
    assert await chapters_offered(mira) == ["Chapter 1 — Dawn", "Chapter 2 — Noon", "Chapter 3 — Dusk"]
    empty_fireside.clock.advance(4 * DAY)
    assert (await chapters_once_there(mira, 4))[2:] == ["Chapter 3 — Dusk", "Chapter 4 — Stars"]
    assert "No chapter is planned" in (await planned_chapters(ines)).text


async def test_discord_does_not_wait_for_a_chapter_of_size_that_is_published_early(
    empty_fireside: Fireside, ines: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    card = await plan(ines, "Dusk", "in 2 days")
    publishing, may_end = empty_fireside.app.publishing, asyncio.Event()
    release_now = publishing.release_now

    async def held(*given: Any) -> WrittenStory:
        await may_end.wait()
        return await release_now(*given)

    monkeypatch.setattr(publishing, "release_now", held)
    answer = asyncio.create_task(empty_fireside.playground.journal.next("POST /interactions/*/callback"))
    pressed = asyncio.create_task(ines.press("Publish now", card))
    assert (await answer).body["type"] == InteractionResponseType.deferred_message_update.value
    may_end.set()
    assert "is published." in (await pressed).text


async def test_chapters_appear_at_their_times_in_order(
    empty_fireside: Fireside, ines: Person, mira: Person
) -> None:
    await plan(ines, "Stars", "in 3 days")
    await plan(ines, "Dusk", "in 2 days")
    empty_fireside.clock.advance(2 * DAY + 60)
    assert (await chapters_once_there(mira, 3))[2:] == ["Chapter 3 — Dusk"]
    empty_fireside.clock.advance(2 * DAY)
    assert (await chapters_once_there(mira, 4))[3:] == ["Chapter 4 — Stars"]
    assert LAMPS in (await mira.slash("read", story=TITLE, chapter="Stars")).text


async def test_the_text_of_one_that_has_appeared_at_its_time_is_kept_in_the_story_alone(
    empty_fireside: Fireside, ines: Person, mira: Person
) -> None:
    await plan(ines, "Dusk", "in 1 day")
    empty_fireside.clock.advance(DAY + 1)
    await chapters_once_there(mira, 3)
    kept = await empty_fireside.app.database.read(
        lambda connection: connection.execute("SELECT title FROM taken_releases").fetchall()
    )
    assert kept == []


async def test_one_that_is_planned_after_another_has_appeared_appears_as_well(
    empty_fireside: Fireside, ines: Person, mira: Person
) -> None:
    await plan(ines, "Dusk", "in 1 day")
    empty_fireside.clock.advance(DAY + 1)
    await chapters_once_there(mira, 3)
    await plan(ines, "Stars", "in 1 day")
    empty_fireside.clock.advance(DAY + 1)
    assert (await chapters_once_there(mira, 4))[2:] == ["Chapter 3 — Dusk", "Chapter 4 — Stars"]


async def test_what_came_due_while_the_bot_was_down_appears_once_when_it_is_back(tmp_path: Path) -> None:
    path = tmp_path / "fireside.sqlite3"
    async with burning(path) as before:
        ines = await before.person("Ines")
        await add_and_keep(ines, ferry())
        await plan(ines, "Dusk", "in 2 minutes")
    for _ in range(2):
        async with burning(path) as after:
            after.clock.advance(DAY)
            mira = await after.person("Mira")
            assert (await chapters_once_there(mira, 3))[2:] == ["Chapter 3 — Dusk"]


async def test_a_chapter_appears_even_if_nobody_may_publish_any_more(
    empty_fireside: Fireside, ines: Person, mira: Person
) -> None:
    await plan(ines, "Dusk", "in 2 days")
    hearth = empty_fireside.playground.world.guild_named("The Hearth")
    empty_fireside.playground.stage.remove_member(hearth, ines.user)
    empty_fireside.clock.advance(2 * DAY + 60)
    assert (await chapters_once_there(mira, 3))[2:] == ["Chapter 3 — Dusk"]


async def test_a_story_that_is_taken_down_keeps_what_is_planned_until_it_is_put_back(
    empty_fireside: Fireside, ines: Person, mira: Person
) -> None:
    await plan(ines, "Dusk", "in 2 days")
    gone = await take_down(ines)
    empty_fireside.clock.advance(3 * DAY)
    await ines.press("Put it back", gone)
    empty_fireside.clock.advance(60)
    assert (await chapters_once_there(mira, 3))[2:] == ["Chapter 3 — Dusk"]


async def test_a_chapter_that_cannot_be_published_today_is_tried_again(
    empty_fireside: Fireside, ines: Person, mira: Person, caplog: pytest.LogCaptureFixture
) -> None:
    await plan(ines, "Dusk", "in 2 days")
    await break_writes(empty_fireside.database, "INSERT ON chapters")
    empty_fireside.clock.advance(2 * DAY + 60)
    async with asyncio.timeout(mira.patience):
        while "next try in 15 s" not in caplog.text:
            await chapters_offered(mira)
    assert len(await chapters_offered(mira)) == 2
    await mend_writes(empty_fireside.database)
    empty_fireside.clock.advance(60)
    assert (await chapters_once_there(mira, 3))[2:] == ["Chapter 3 — Dusk"]


async def test_a_chapter_that_can_never_be_published_holds_no_other_up(
    empty_fireside: Fireside, ines: Person, mira: Person
) -> None:
    await plan(ines, "Dusk", "in 2 days")
    await plan(ines, "Stars", "in 3 days")
    await break_writes(empty_fireside.database, "DELETE ON releases WHEN old.title = 'Dusk'", "corrupt")
    empty_fireside.clock.advance(4 * DAY)
    assert (await chapters_once_there(mira, 3))[2:] == ["Chapter 3 — Stars"]
    assert "**Dusk** — <t:" in (await planned_chapters(ines)).text


async def test_a_time_that_goes_by_while_the_chapter_is_typed_is_now(
    empty_fireside: Fireside, ines: Person, mira: Person
) -> None:
    form = await ines.slash("stories publish", story=TITLE, at="in 2 minutes")
    empty_fireside.clock.advance(300)
    await ines.fill(form, title="Dusk", text=LAMPS)
    assert (await chapters_once_there(mira, 3))[2:] == ["Chapter 3 — Dusk"]


async def test_a_form_opened_before_a_restart_publishes_after_it(tmp_path: Path) -> None:
    path = tmp_path / "fireside.sqlite3"
    async with burning(path) as before:
        first = await before.person("Ines")
        await add_and_keep(first, ferry())
        form = await first.slash("stories publish", story=TITLE)
        card = await plan(first, "Stars", "in 3 days")
        await before.bot.close()
        await before.playground.bot_offline()
        async with burning(path, before.playground) as after:
            ines = await after.person("Ines")
            assert "is published." in (await ines.fill(form, title="Dusk", text=LAMPS)).text
            assert "is published." in (await ines.press("Publish now", card)).text
            assert (await chapters_offered(ines))[2:] == ["Chapter 3 — Dusk", "Chapter 4 — Stars"]


async def test_any_number_of_planned_chapters_is_listed_in_pages(ines: Person) -> None:
    for number in range(30):
        await plan(ines, f"_{number}_ " * 60, f"in {number + 2} days")
    assert "Page 1 of 8" in (await planned_chapters(ines)).text
    second = await ines.press("Next page")
    assert r"**\_4\_ " in second.text
    assert r"**\_8\_ " not in second.text
    custom_ids = [found["custom_id"] for found in walk(second.components) if "custom_id" in found]
    await ines.forge(next(each for each in custom_ids if each.startswith("calloff:")), second)
    assert r"**\_4\_ " not in (await ines.press("Next page")).text
    assert r"**\_5\_ " in ines.last.text


async def test_two_forms_publish_two_chapters_but_a_newer_file_none_of_them_twice(
    ines: Person, mira: Person
) -> None:
    await plan(ines, "Dusk", "in 2 days")
    form = await ines.slash("stories publish", story=TITLE)
    await asyncio.gather(
        ines.fill(form, title="Dusk", text=LAMPS), ines.fill(form, title="Stars", text=LAMPS)
    )
    assert len(await chapters_offered(mira)) == 4
    await add(ines, "ferry.txt", ferry(summary="Newer."))
    await ines.press("Keep it")
    assert len(await chapters_offered(mira)) == 4
    assert "**Dusk** — <t:" in (await planned_chapters(ines)).text


async def test_a_planned_chapter_gets_another_title_time_and_text(
    empty_fireside: Fireside, ines: Person, mira: Person
) -> None:
    card = await plan(ines, "Dusk", "in 2 days")
    editor = await ines.press("Change", card)
    assert LAMPS in editor.text
    form = await ines.press("Title and time", editor)
    editor = await ines.fill(form, title="Nightfall", when_it_appears="in 4 days")
    assert "Nightfall" in editor.text
    form = await ines.press("Upload text", editor)
    file = await ines.upload("dusk.md", b"# Evening\n\nThe stars were out.")
    editor = await ines.fill(form, file=[file])
    assert "Evening" in editor.text
    assert "The stars were out." in editor.text
    empty_fireside.clock.advance(3 * DAY)
    assert len(await chapters_offered(mira)) == 2
    empty_fireside.clock.advance(2 * DAY)
    assert (await chapters_once_there(mira, 3))[2:] == ["Chapter 3 — Evening"]
    assert "The stars were out." in (await mira.slash("read", story=TITLE, chapter="3")).text
    assert NOT_PLANNED in (await ines.press("Title and time", editor)).text
