"""Chapters published for a role: who reads them early, when they open, and what becomes of them meanwhile."""

from __future__ import annotations

from bot.imports.manuscript import Manuscript, ManuscriptChapter
from bot.stories.details import Details
from tests.support.delivered_notices import all_tried, notices
from tests.support.early_readers import (
    DAY,
    HERON,
    TITLE,
    Gate,
    corrected,
    leaks,
    opened,
)
from tests.support.replies import walk
from tests.support.story_editor import chapter_editor, move, planned_chapters

ROLE_SELECT = 6


async def test_it_opens_by_a_button_with_those_before_it(gate: Gate) -> None:
    await gate.publish()
    await gate.publish("Zephyrine again")
    gate.theo.go("annex")
    listed = await planned_chapters(gate.keeper, TITLE)
    assert "Zephyrine" in listed.text
    editor = await gate.keeper.choose("Zephyrine again", message=listed)
    card = await gate.keeper.press("Open to everybody", editor)
    assert card.text.startswith("**Chapter 3 — Zephyrine, Chapter 4 — Zephyrine again** of")
    await opened(gate, 4)
    assert "Zephyrine again" in str(await gate.theo.autocomplete("read", "chapter", "4", story=TITLE))


async def test_an_opening_is_taken_back_and_those_told_early_never_notice(gate: Gate) -> None:
    for person in (gate.mira, gate.theo):
        await person.slash("subscribe", story=TITLE)
    await gate.publish()
    await all_tried(gate.fireside)
    editor = await gate.keeper.choose("Zephyrine", message=await planned_chapters(gate.keeper, TITLE))
    card = await gate.keeper.press("Open to everybody", editor)
    await all_tried(gate.fireside)
    assert "Zephyrine" in "".join(await notices(gate.theo))
    of_mira = await notices(gate.mira)
    await gate.keeper.press("Undo", card)
    assert leaks([await gate.theo.slash("read", story=TITLE, chapter="3")]) == []
    assert "3 chapters" in (await gate.mira.slash("story", story=TITLE)).text
    await corrected(gate, gate.theo)
    assert leaks([await notices(gate.theo)]) == []
    assert await notices(gate.mira) == of_mira


async def test_a_newer_file_opens_nothing(gate: Gate) -> None:
    await gate.publish()
    pages = ManuscriptChapter("Banks", "One."), ManuscriptChapter("Race", "Two.")
    newer = (*pages, ManuscriptChapter("Zephyrine", HERON), ManuscriptChapter("Quixotry", "Four."))
    await gate.fireside.add(Manuscript(Details(title=TITLE, authors=("A. Miller",)), newer))
    assert "2 chapters" in (await gate.theo.slash("story", story=TITLE)).text
    assert "4 chapters" in (await gate.mira.slash("story", story=TITLE)).text


async def test_other_roles_may_read_it_instead(gate: Gate) -> None:
    await gate.publish()
    editor = await gate.keeper.choose("Zephyrine", message=await planned_chapters(gate.keeper, TITLE))
    (menu,) = (found for found in walk(editor.components) if found["type"] == ROLE_SELECT)
    assert menu["default_values"] == [{"id": gate.role.id, "type": "role"}]
    librarians = gate.fireside.playground.world.guild_named("The Hearth").role_named("Librarians")
    chosen = await gate.keeper.forge(menu["custom_id"], editor, librarians.id)
    assert f"<@&{librarians.id}> can read it now." in chosen.text
    assert "2 chapters" in (await gate.mira.slash("story", story=TITLE)).text
    gate.fireside.playground.stage.give_role(gate.theo.user, librarians)
    assert "3 chapters" in (await gate.theo.slash("story", story=TITLE)).text


async def test_a_planned_chapter_is_shown_early_and_opens_at_its_time(gate: Gate) -> None:
    card = await gate.publish(early="", at="in 3 days")
    editor = await gate.keeper.press("Change", card)
    (menu,) = (found for found in walk(editor.components) if found["type"] == ROLE_SELECT)
    early = await gate.keeper.forge(menu["custom_id"], editor, gate.role.id)
    assert "of **The Weir** by A. Miller now. Everybody else can on <t:" in early.text
    assert "3 chapters" in (await gate.mira.slash("story", story=TITLE)).text
    assert "2 chapters" in (await gate.theo.slash("story", story=TITLE)).text
    gate.fireside.clock.advance(3 * DAY + 60)
    await opened(gate, 3)


async def test_only_a_real_role_reads_early(gate: Gate) -> None:
    everybody = gate.fireside.playground.world.guild_named("The Hearth").id
    refused = await gate.keeper.slash("stories publish", story=TITLE, early=everybody)
    assert "Everybody has that role" in refused.text


async def test_early_chapters_are_moved_among_themselves(gate: Gate) -> None:
    await gate.publish()
    await gate.publish("Zephyrine again")
    await chapter_editor(gate.keeper, "Zephyrine again", TITLE)
    refused = await gate.keeper.fill(await gate.keeper.press("Move"), number="1")
    assert refused.text == "The chapters are numbered from 3 to 4."
    await move(gate.keeper, "Zephyrine again", 3, TITLE)
    names = [each["name"] for each in await gate.mira.autocomplete("read", "chapter", "z", story=TITLE)]
    assert names == ["Chapter 3 — Zephyrine again", "Chapter 4 — Zephyrine"]
