"""Small things that a reader notices on several screens."""

from __future__ import annotations

import pytest

from bot.imports.manuscript import Manuscript, ManuscriptChapter
from bot.stories.details import Details, Rating
from bot.stories.models import ChapterKind
from bot.text import markup
from tests.quotes.saving_quotes import CROSSING, NIGHT, offered
from tests.quotes.saving_quotes import ferry as quotable_ferry
from tests.support.fireside import Fireside
from tests.support.person import Person
from tests.support.quotable_stories import spoken
from tests.support.replies import walk


@pytest.fixture
async def mira(empty_fireside: Fireside) -> Person:
    return await empty_fireside.person("Mira")


@pytest.mark.parametrize("typed", ["**bold** <@1> `x`", "_all_ ||of|| it", "[a](http://b.c)"])
async def test_what_was_typed_comes_back_as_it_was_typed(
    empty_fireside: Fireside, mira: Person, typed: str
) -> None:
    await empty_fireside.add(quotable_ferry(*CROSSING))
    for refused in (
        await mira.slash("read", story=typed),
        await mira.slash("read", story="The Ferry", chapter=typed),
        await mira.slash("quote", character=typed),
        await mira.slash("settings", time_zone=typed),
    ):
        assert typed in markup.strip(refused.text)
        assert markup.escape(typed) in refused.text


async def test_in_the_age_restricted_channel_one_subscribes_at_once(
    empty_fireside: Fireside, mira: Person
) -> None:
    grim = Manuscript(
        Details(title="The Pit", rating=Rating.MATURE), (ManuscriptChapter("", "It was dark. " * 40),)
    )
    await empty_fireside.add(grim)
    mira.go("after-dark")
    subscribed = await mira.slash("subscribe", story="The Pit")
    assert subscribed.text.startswith("✓")
    assert "Stop" in subscribed.labels


async def test_a_one_shot_has_no_chapter_1(empty_fireside: Fireside, mira: Person) -> None:
    short = Manuscript(Details(title="The Lamp"), (ManuscriptChapter("", "A lantern burned. " * 400),))
    await empty_fireside.add(short)
    await mira.slash("read", story="The Lamp")
    for screen in (
        await mira.slash("shelf"),
        await mira.slash("search", words="lantern"),
        await mira.slash("story", story="The Lamp"),
    ):
        assert "The Lamp" in screen.text
        assert "Chapter 1" not in str(screen.components)


async def test_front_matter_is_never_called_read(empty_fireside: Fireside, mira: Person) -> None:
    parts = (
        ManuscriptChapter("Dedication", "For the lamp.", ChapterKind.FRONT),
        ManuscriptChapter("Dawn", "It dawned."),
        ManuscriptChapter("Noon", "It was noon."),
    )
    await empty_fireside.add(Manuscript(Details(title="The Lamp"), parts))
    await mira.slash("read", story="The Lamp")
    await mira.press("▶")
    menu = await mira.press("☰")
    said = {
        each["label"]: each["description"] for row in walk(menu.components) for each in row.get("options", ())
    }
    assert said["Dedication"] == "3 words"
    assert said["✓ Chapter 1 — Dawn"].startswith("read · ")


async def test_a_story_without_a_rating_is_rated_alike_everywhere(
    empty_fireside: Fireside, mira: Person
) -> None:
    await empty_fireside.add(quotable_ferry(*CROSSING))
    for screen in (
        await mira.slash("library"),
        await mira.slash("story", story="The Ferry"),
        await mira.slash("recommend"),
        await mira.slash("read", story="The Ferry"),
    ):
        assert "Teen (not rated)" in screen.text


async def test_a_quote_saved_from_a_card_leads_to_no_other_text(
    empty_fireside: Fireside, mira: Person
) -> None:
    await empty_fireside.add(spoken("heath"))
    await empty_fireside.add(quotable_ferry(*CROSSING))
    saved_here = await mira.choose(NIGHT, message=await offered(mira))
    assert "Back to the text" in saved_here.labels
    card = await mira.slash("quote", story="heath")
    saved = await mira.press("Save", card)
    assert "Back to the text" not in saved.labels
    taken_back = await mira.press("Undo", saved)
    assert taken_back.labels == []
