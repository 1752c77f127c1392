"""Drafts and planned chapters read before they are out, as their readers will see them."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from tests.support.fireside import Fireside
from tests.support.librarians import DAWN, DUSK, NOON, TITLE, add, correct, ferry, numbers_in
from tests.support.person import Person
from tests.support.reading_panel import passage
from tests.support.replies import Reply, walk

NOT_OUT = "A preview for you alone. None of this is out yet."


@pytest.fixture
def files_of_ines() -> Mapping[str, bytes]:
    """*The Ferry*, two chapters."""
    return {"ferry.txt": ferry(DAWN, NOON)}


def words_of(reply: Reply) -> list[int]:
    return numbers_in(reply.text)


async def test_a_draft_is_read_from_beginning_to_end_as_its_readers_will(
    fireside: Fireside, ines: Person, mira: Person
) -> None:
    card = await add(ines, "barge.txt", ferry(DAWN, NOON, title="The Barge", warnings="drowning"))
    assert "Chapter 1 — Dawn begins:" in card.text
    assert words_of(card)[0] == 1
    page = await ines.press("Preview", card)
    assert page.ephemeral
    assert NOT_OUT in page.text
    assert "Content warnings: drowning" in page.text, "it stands before the text"
    assert "### Chapter 1 — Dawn" in page.text
    read = words_of(page)
    while any("▶" in label for label in page.labels):
        page = await ines.press("▶", page)
        read += words_of(page)
    assert list(dict.fromkeys(read)) == [*range(1, 9), *range(11, 19)]
    assert "100%" in page.text
    back = await ines.press("◀", page)
    assert words_of(back)[-1] == words_of(page)[0] - 1
    await ines.press("Back to the card", back)
    assert "Keep it" in ines.last.labels
    assert (await ines.slash("shelf")).text.count("The Barge") == 0, "it moves no bookmark"
    assert "The Barge" not in (await mira.slash("library")).text


async def test_a_preview_is_what_readers_are_shown_once_it_is_kept(ines: Person, mira: Person) -> None:
    card = await add(ines, "barge.txt", ferry(DAWN, NOON, title="The Barge", warnings="drowning"))
    first = await ines.press("Preview", card)
    second = await ines.press("▶", first)
    await ines.press("Keep it", await ines.press("Back to the card", second))
    shown = await mira.slash("read", story="The Barge")
    assert first.text == f"-# {NOT_OUT}\n\n{shown.text}"
    assert second.text == f"-# {NOT_OUT}\n\n{(await mira.press('▶')).text}"


async def test_a_newer_version_is_previewed_with_what_stays_and_with_the_corrections(ines: Person) -> None:
    form = await ines.slash("stories publish", story=TITLE)
    await ines.fill(form, title="Stars", text="The stars came out.")
    await add(ines, "ferry.txt", ferry(DAWN, NOON, DUSK))
    card = await correct(ines, "Title", title="The Old Ferry")
    assert "Dusk" in card.text.partition(" begins:")[0].splitlines()[-1], "how the new chapter begins"
    await ines.press("Preview", card)
    contents = await ines.press("☰")
    assert "The Old Ferry" in contents.text
    page = await ines.choose("Stars", message=contents)
    assert "The stars came out." in page.text
    assert "Chapter 3 — Stars" in page.text
    assert words_of(await ines.choose("Dusk", message=await ines.press("☰", page)))[0] == 21


async def test_a_planned_chapter_is_previewed_under_the_number_that_it_will_have(ines: Person) -> None:
    for title, at in (("Stars", "in 3 days"), ("Dusk", "in 2 days")):
        form = await ines.slash("stories publish", story=TITLE, at=at)
        card = await ines.fill(form, title=title, text=f"{title} fell.")
    page = await ines.press("Preview", card)
    assert NOT_OUT in page.text
    assert "### Chapter 3 — Dusk" in page.text
    assert "Dusk fell." in page.text
    listed = await ines.press("All planned", page)
    _, stars = (each for each in walk(listed.components) if each.get("label") == "Preview")
    page = await ines.forge(stars["custom_id"], listed)
    assert "### Chapter 4 — Stars" in page.text
    assert "Publish now" in (await ines.press("All planned", page)).labels


async def test_nobody_previews_what_is_another_s_or_is_gone(
    fireside: Fireside, ines: Person, mira: Person
) -> None:
    card = await add(ines, "barge.txt", ferry(DAWN, title="The Barge"))
    preview = card.button("Preview")["custom_id"]
    page = await ines.press("Preview", card)
    refused = await mira.forge(preview, await mira.slash("library"))
    assert "no longer leads anywhere" in refused.text
    assert not words_of(refused)
    await ines.press("Discard", await ines.press("Back to the card", page))
    assert "That draft is gone" in (await ines.forge(preview, card)).text


async def test_a_forged_place_is_refused(ines: Person) -> None:
    card = await add(ines, "barge.txt", ferry(DAWN, title="The Barge"))
    draft = card.button("Preview")["custom_id"].partition(":")[2]
    for chapter, offset in ((99, 0), (-1, 5)):
        assert "no longer leads" in (await ines.forge(f"preview:{draft}:{chapter}:0:{offset}", card)).text
    far = await ines.forge(f"preview:{draft}:0:0:{10**12}", card)
    assert words_of(far)[-1] == 8
    assert passage(far)
