"""A story's history: who changed what and when, and a chapter made what it was."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.support.bot_process import command
from tests.support.fireside import Fireside
from tests.support.librarians import (
    DAWN,
    DUSK,
    NOON,
    TITLE,
    add_and_keep,
    correct,
    ferry,
    numbers_in,
    paragraphs,
    take_down,
)
from tests.support.person import Person
from tests.support.reading_panel import passage
from tests.support.replies import Reply, walk
from tests.support.small_stories import GONE, SECRET, tale
from tests.support.story_editor import chapter_editor, remove, restore, upload


@pytest.fixture
def files_of_ines() -> Mapping[str, bytes]:
    """*The Ferry*, three chapters."""
    return {"ferry.txt": ferry(DAWN, NOON, DUSK)}


async def lines_of(librarian: Person) -> list[str]:
    """What the first page of the history says, without the times."""
    text = (await librarian.slash("stories history", story=TITLE)).text
    return [line.partition(" · ")[2] for line in text.splitlines() if line.startswith("- <t:")]


def words_of(reply: Reply) -> list[int]:
    return numbers_in(passage(reply))


# Who, what, when


async def test_the_history_says_who_did_what_and_when(fireside: Fireside, ines: Person) -> None:
    await upload(ines, "Noon", "Noon, in other words.")
    await chapter_editor(ines, "Dusk")
    await ines.fill(await ines.press("Rename"), title="Nightfall")
    await ines.slash("stories edit", story=TITLE)
    await correct(ines, "Tags", tags="river\nferry")
    await remove(ines, "Dawn")
    await chapter_editor(ines, "Nightfall")
    await ines.fill(await ines.press("Move"), number="1")
    form = await ines.slash("stories publish", story=TITLE)
    await ines.fill(form, title="Morning", text="And so it went on.")
    await take_down(ines)
    await ines.press("Put it back")
    by = f"<@{ines.user.id}>"
    assert await lines_of(ines) == [
        f"{by} · put back",
        f"{by} · taken down",
        f"{by} · published Chapter 3 — Morning",
        f"{by} · Chapter 2 — Nightfall moved",
        f"{by} · Chapter 1 — Dawn removed",
        f"{by} · corrected: tags",
        f"{by} · Chapter 3 — Dusk renamed",
        f"{by} · Chapter 2 — Noon edited",
        f"{by} · added from ferry.txt",
    ]
    history = await ines.slash("stories history", story=TITLE)
    assert history.ephemeral
    moments = [int(moment) for moment in re.findall(r"<t:(\d+):f>", history.text)]
    assert all(abs(moment - fireside.clock.now()) < 60 for moment in moments)


async def test_a_newer_file_s_line_says_what_it_changed(ines: Person) -> None:
    await add_and_keep(ines, ferry(DAWN, NOON, DUSK, ("Night", 31)))
    [updated, _] = await lines_of(ines)
    assert updated == f"<@{ines.user.id}> · updated from ferry.txt: 1 new chapter"


async def test_what_the_command_line_changes_is_whoever_runs_the_bot(
    fireside: Fireside, tmp_path: Path
) -> None:
    odile = await fireside.person("Odile")
    file = tmp_path / "ferry.txt"
    for chapters in ((DAWN, NOON), (DAWN, ("Noon", 41))):
        file.write_bytes(ferry(*chapters))
        code, _, errors = await command("add", str(file), database=tmp_path / "fireside.sqlite3")
        assert code == 0, errors
    assert await lines_of(odile) == [
        "whoever runs me · updated from ferry.txt: Chapter 2 — Noon edited",
        "whoever runs me · added from ferry.txt",
    ]
    await restore(odile, "Noon edited", "Chapter 2 — Noon")
    reading = await odile.slash("read", story=TITLE, chapter="Noon")
    assert words_of(reading)[0] == 11


async def test_a_long_history_has_pages(ines: Person) -> None:
    await chapter_editor(ines, "Noon")
    for number in range(23):
        await ines.fill(await ines.press("Rename"), title=f"Noon {number}")
    first = await ines.slash("stories history", story=TITLE)
    assert first.text.count("renamed") == 10
    assert "Noon 21 renamed" in first.text
    await ines.press("Next page")
    last = await ines.press("Next page")
    assert last.text.count("<t:") == 4
    assert "added from" in last.text
    assert (await ines.press("Previous page")).text.count("<t:") == 10
    await ines.press("Back")
    assert "### Editing" in ines.last.text


async def test_a_change_that_only_added_leads_nowhere_and_one_that_renamed_restores_nothing(
    ines: Person,
) -> None:
    first = await ines.slash("stories history", story=TITLE)
    assert not [found for found in walk(first.components) if "options" in found]
    await chapter_editor(ines, "Noon")
    await ines.fill(await ines.press("Rename"), title="Midday")
    await ines.slash("stories history", story=TITLE)
    change = await ines.choose("renamed")
    assert "Noon renamed" in change.text
    assert not [found for found in walk(change.components) if "options" in found]


# Restoring


async def test_a_chapter_is_made_what_it_was_and_its_readers_stay_at_their_words(
    ines: Person, mira: Person
) -> None:
    await mira.slash("read", story=TITLE, chapter="Noon")
    page = await mira.press("▶")
    menu = await mira.press("⋯", await mira.slash("read"))
    await upload(ines, "Noon", "Noon, in other words.")
    assert "took out" in (await mira.slash("read")).text
    assert "Restored: Chapter 2 — Noon." in (await restore(ines, "Noon edited", "Noon")).text
    assert passage(await mira.press("Back to the text", menu)) == passage(page)
    assert words_of(await mira.press("▶", page))[0] == 21
    assert "restored Chapter 2 — Noon" in (await lines_of(ines))[0]


async def test_what_was_before_is_shown_before_it_is_restored(ines: Person) -> None:
    await upload(ines, "Noon", "Noon, in other words.")
    await ines.slash("stories history", story=TITLE)
    await ines.choose("Noon edited")
    former = await ines.choose("Noon")
    assert "### Chapter 2 — Noon" in former.text
    assert "480 words" in former.text
    assert numbers_in(former.text)[0] == 11
    assert "**Noon, in other words.**" in former.text
    assert former.labels == ["Restore the old text", "Restore the new one", "Back"]


async def test_a_removed_chapter_is_shown_before_it_is_restored(ines: Person) -> None:
    await remove(ines, "Noon")
    await ines.slash("stories history", story=TITLE)
    await ines.choose("Noon removed")
    former = await ines.choose("Noon")
    assert numbers_in(former.text)[0] == 11
    assert former.labels == ["Restore it", "Back"]
    assert "\n> \n> " in former.text, "its paragraphs stand apart"


async def test_a_removed_chapter_comes_back_where_it_was_and_its_old_panels_lead_to_its_words(
    ines: Person, mira: Person
) -> None:
    await mira.slash("read", story=TITLE, chapter="Noon")
    first = await mira.press("⋯", await mira.press("▶"))
    await upload(ines, "Noon", f"A new beginning.\n\n{paragraphs(11)}")
    page = await mira.slash("read")
    other = await mira.slash("read")
    await remove(ines, "Noon")
    assert words_of(await mira.press("◀", page))[-1] == 8
    assert "Restored: Chapter 2 — Noon." in (await restore(ines, "Noon removed", "Noon")).text
    await mira.press("⋯", other)
    assert passage(await mira.press("Back to the text")) == passage(other)
    assert passage(await mira.press("Back to the text", first)) == passage(other)
    again = await mira.slash("read", story=TITLE, chapter="2")
    assert "### Chapter 2 — Noon" in again.text
    assert "Chapter 3 — Dusk" in (await mira.slash("read", story=TITLE, chapter="Dusk")).text


async def test_a_chapter_removed_twice_comes_back_as_it_was_before_the_removal_that_is_chosen(
    ines: Person, mira: Person
) -> None:
    await remove(ines, "Noon")
    await restore(ines, "Noon removed", "Noon")
    await upload(ines, "Noon", "Noon, in other words.")
    await remove(ines, "Noon")
    history = await ines.slash("stories history", story=TITLE)
    menu = next(found for found in walk(history.components) if "options" in found)
    removals = [option["value"] for option in menu["options"] if "removed" in option["label"]]
    menu["options"] = [option for option in menu["options"] if option["value"] == removals[-1]]
    await ines.choose("Noon removed", message=history)
    former = await ines.choose("Noon")
    assert numbers_in(former.text)[0] == 11
    await ines.press("Restore it")
    assert words_of(await mira.slash("read", story=TITLE, chapter="Noon"))[0] == 11


async def test_what_cannot_be_restored_is_refused_in_a_sentence(ines: Person) -> None:
    await upload(ines, "Noon", "Noon, in other words.")
    await restore(ines, "Noon edited", "Noon")
    assert (await restore(ines, "Noon edited", "Noon")).text == (
        "That chapter is just as it was then, so there’s nothing to restore."
    )
    await remove(ines, "Noon")
    assert (
        "That chapter has been removed since. Put it back first"
        in (await restore(ines, "Noon edited", "Noon")).text
    )
    await restore(ines, "Noon removed", "Noon")
    assert (await restore(ines, "Noon removed", "Noon")).text == "That chapter is already back."
    assert sum("restored" in line for line in await lines_of(ines)) == 2


async def test_restoring_twice_restores_once(ines: Person) -> None:
    await upload(ines, "Noon", "Noon, in other words.")
    await ines.slash("stories history", story=TITLE)
    await ines.choose("Noon edited")
    former = await ines.choose("Noon")
    await ines.press("Restore the old text", former)
    again = await ines.forge(next(iter(_ids(former))), former)
    assert "nothing to restore" in again.text


def _ids(reply: Reply) -> list[str]:
    return [found["custom_id"] for found in walk(reply.components) if "custom_id" in found]


async def test_the_history_of_what_is_gone_is_gone(fireside: Fireside, ines: Person) -> None:
    await fireside.add(tale(SECRET), fireside.guild())
    history = await ines.slash("stories history", story=SECRET)
    await take_down(ines, SECRET)
    assert GONE in (await ines.press("Back", history)).text
