"""Changes taken back as a whole, in the order in which they can be."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO

import pytest
from PIL import Image

from tests.support.delivered_notices import publish
from tests.support.librarians import (
    DAWN,
    DUSK,
    NOON,
    TITLE,
    add,
    add_and_keep,
    chapters_offered,
    correct,
    ferry,
    numbers_in,
    take_down,
)
from tests.support.person import Person
from tests.support.reading_panel import passage
from tests.support.replies import Reply
from tests.support.story_editor import chapter_editor, move, remove, restore, upload

BUILT_ON = "The story has changed since, so I can’t undo all of that."
ALREADY = "That has already been undone."
AS_IT_WAS = ["Chapter 1 — Dawn", "Chapter 2 — Noon", "Chapter 3 — Dusk"]


@pytest.fixture
def files_of_ines() -> Mapping[str, bytes]:
    """*The Ferry*, three chapters."""
    return {"ferry.txt": ferry(DAWN, NOON, DUSK)}


async def history(ines: Person) -> list[str]:
    """What the first page of the history says, without the times and the people."""
    text = (await ines.slash("stories history", story=TITLE)).text
    return [line.split(" · ", 2)[2] for line in text.splitlines() if line.startswith("- <t:")]


def small_picture() -> bytes:
    file = BytesIO()
    Image.new("RGB", (60, 90), "teal").save(file, "PNG")
    return file.getvalue()


async def first_words(reader: Person, chapter: str) -> int:
    return numbers_in(passage(await reader.slash("read", story=TITLE, chapter=chapter)))[0]


# One button, right after


async def test_a_published_chapter_is_taken_back_and_published_again(ines: Person, mira: Person) -> None:
    card = await publish(ines, "Stars")
    undone = await ines.press("Undo", card)
    assert "✓ Undone: published Chapter 4 — Stars." in undone.text
    assert await chapters_offered(mira) == AS_IT_WAS
    again = await ines.press("Redo", undone)
    assert "✓ Done again: published Chapter 4 — Stars." in again.text
    assert "Undo" in again.labels
    assert await chapters_offered(mira) == [*AS_IT_WAS, "Chapter 4 — Stars"]
    assert (await history(ines))[:3] == [
        "did again: published Chapter 4 — Stars",
        "undid: published Chapter 4 — Stars",
        "published Chapter 4 — Stars",
    ]


async def test_a_wrong_file_is_taken_back_with_its_details_and_then_the_right_one_comes(
    ines: Person, mira: Person
) -> None:
    await mira.slash("read", story=TITLE, chapter="Noon")
    page = await mira.press("▶")
    wrong = ferry(("Ashes", 51), ("Embers", 61), summary="A wrong summary.", status="complete")
    kept = await add_and_keep(ines, wrong)
    assert await chapters_offered(mira) == ["Chapter 1 — Ashes", "Chapter 2 — Embers"]
    await ines.press("Undo", kept)
    assert await chapters_offered(mira) == AS_IT_WAS
    card = await mira.slash("story", story=TITLE)
    assert "wrong summary" not in card.text
    assert "Status" not in card.text
    assert passage(await mira.press("▶", await mira.press("◀", page))) == passage(page)
    assert await first_words(mira, "Dusk") == 21
    assert "already in the library" in (await add(ines, "ferry.txt", ferry(DAWN, NOON, DUSK))).text
    assert "### A newer version" in (await add(ines, "ferry.txt", wrong)).text


async def test_details_are_taken_back_from_the_editor(ines: Person, mira: Person) -> None:
    await ines.slash("stories edit", story=TITLE)
    edited = await correct(ines, "Title", title="The Barge")
    await ines.press("Undo", edited)
    assert TITLE in (await mira.slash("library")).text
    assert "✓ Undone: corrected: title." in ines.last.text


@pytest.mark.parametrize("change", ["rename", "annotate", "rewrite", "move", "remove", "restore"])
async def test_every_change_of_a_chapter_is_taken_back(ines: Person, mira: Person, change: str) -> None:
    if change == "rename":
        await chapter_editor(ines, "Noon")
        changed = await ines.fill(await ines.press("Rename"), title="Midday")
    elif change == "annotate":
        await chapter_editor(ines, "Noon")
        changed = await ines.fill(await ines.press("Notes"), summary="They argue.")
    elif change == "rewrite":
        changed = await upload(ines, "Noon", "Noon, in other words.")
    elif change == "move":
        changed = await move(ines, "Noon", 3)
    elif change == "remove":
        changed = await remove(ines, "Noon")
    else:
        await upload(ines, "Noon", "Noon, in other words.")
        changed = await restore(ines, "Noon edited", "Noon")
    undone = await ines.press("Undo", changed)
    assert "✓ Undone:" in undone.text
    assert await chapters_offered(mira) == AS_IT_WAS
    noon = await mira.slash("read", story=TITLE, chapter="Noon")
    assert "They argue." not in noon.text
    assert ("in other words" in noon.text) == (change == "restore")


async def test_undoing_twice_does_it_once(ines: Person) -> None:
    card = await publish(ines, "Stars")
    undo = card.button("Undo")["custom_id"]
    await ines.press("Undo", card)
    assert (await ines.forge(undo, card)).text == ALREADY
    assert len(await history(ines)) == 3


# One after the other


async def test_several_changes_are_taken_back_from_the_last_to_the_first(ines: Person, mira: Person) -> None:
    first = await upload(ines, "Noon", "Noon, in other words.")
    await move(ines, "Dusk", 1)
    last = await remove(ines, "Dawn")
    assert (await ines.forge(first.button("Undo")["custom_id"], first)).text.startswith(BUILT_ON)
    undone = await ines.press("Undo", last)
    await ines.slash("stories history", story=TITLE)
    assert "Undo the last change" in ines.last.labels, "which would be to do it again"
    await ines.press("Redo", undone)
    assert await chapters_offered(mira) == ["Chapter 3 — Dusk", "Chapter 2 — Noon"]
    await ines.press("Undo the last change", await ines.slash("stories history", story=TITLE))
    for words in ("Dusk moved", "Noon edited"):
        await ines.slash("stories history", story=TITLE)
        await ines.choose(words)
        await ines.press("Undo")
    assert await chapters_offered(mira) == AS_IT_WAS
    assert await first_words(mira, "Noon") == 11


async def test_what_brought_a_story_in_or_took_it_down_is_not_undone(ines: Person) -> None:
    listed = await ines.slash("stories history", story=TITLE)
    assert "Undo the last change" not in listed.labels
    await take_down(ines)
    await ines.press("Put it back")
    listed = await ines.slash("stories history", story=TITLE)
    assert "Undo the last change" not in listed.labels
    kept = await add_and_keep(ines, ferry(("Ashes", 51), title="The Barge"), "barge.txt")
    assert "Undo" not in kept.labels


async def test_a_cover_is_taken_back_like_every_change(ines: Person) -> None:
    await ines.slash("stories edit", story=TITLE)
    await ines.press("Cover")
    form = await ines.press("Upload a cover")
    await ines.fill(form, file=[await ines.upload("cover.png", small_picture())])
    await ines.press("Undo the last change", await ines.slash("stories history", story=TITLE))
    assert "Undone: corrected: cover." in ines.last.text
    assert "It has none of its own" in (await ines.press("Cover")).text


# What changes did


async def test_the_history_shows_old_and_new_values_and_restores_either(ines: Person, mira: Person) -> None:
    await ines.slash("stories edit", story=TITLE)
    await correct(ines, "Title", title="The Barge", summary="A boat.\n\nA long way.")
    await ines.slash("stories edit", story="The Barge")
    await correct(ines, "Rating", rating=["mature"])

    async def look(says: str, story: str) -> Reply:
        await ines.slash("stories history", story=story)
        return await ines.choose(says)

    card = await look("corrected: title", "The Barge")
    assert "**Title:** ~~The Ferry~~ → **The Barge**" in card.text
    assert "**Summary:** **A boat." in card.text
    await ines.press("Restore the old values")
    assert "✓ Restored." in ines.last.text
    assert "The Ferry" in ines.last.text
    card = await look("corrected: rating", TITLE)
    assert "~~Not given (counts as Teen)~~ → **Mature**" in card.text
    await ines.press("Restore the old values")
    card = await look("corrected: title, summary", TITLE)
    await ines.press("Restore the new ones")
    assert "The Barge" in (await mira.slash("library")).text


async def test_the_difference_of_a_chapter_is_told_in_words_and_either_text_restored(
    ines: Person, mira: Person
) -> None:
    await upload(ines, "Noon", "The lamps were lit.\n\nNobody came.")
    await upload(ines, "Noon", "The lamps were put out.\n\nNobody came.")
    await ines.slash("stories history", story=TITLE)
    await ines.choose("Noon edited")
    former = await ines.choose("Noon")
    assert "The lamps were ~~lit.~~ **put out.**" in former.text
    assert "Nobody came" not in former.text
    await ines.press("Restore the old text")
    assert "lit." in (await mira.slash("read", story=TITLE, chapter="Noon")).text
    await ines.slash("stories history", story=TITLE)
    await ines.choose("Noon edited")
    former = await ines.choose("Noon")
    await ines.press("Restore the new one")
    assert "put out." in (await mira.slash("read", story=TITLE, chapter="Noon")).text
    await ines.slash("stories history", story=TITLE)
    await ines.choose("Noon edited")
    assert "Undo" not in ines.last.labels, "other changes are built on it"
