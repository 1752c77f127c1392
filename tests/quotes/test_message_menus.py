"""*Save as quote* and *Read on from here*, in the menu of a message."""

from __future__ import annotations

import pytest

from bot.stories.details import Rating
from tests.quotes.saving_quotes import FIRST, SERIAL, TITLE, ferry, kept, sentences
from tests.support.fireside import Fireside
from tests.support.person import Person
from tests.support.reading_panel import passage
from tests.support.replies import Reply
from tests.support.shown_here import shown_here
from tests.support.small_stories import GONE, SECRET, WORDS, tale, tells_nothing

SAVE, READ_ON = "Save as quote", "Read on from here"
NO_TEXT = {SAVE: "That message doesn’t show a line", READ_ON: "doesn’t show a story to go on from"}


async def aloud(person: Person) -> Reply:
    """A public panel of the serial."""
    return await shown_here(person, "read", story=SERIAL)


# On a public panel


async def test_a_line_that_is_read_aloud_can_be_saved(mira: Person, theo: Person) -> None:
    panel = await aloud(mira)
    menu = await theo.menu(SAVE, panel)
    assert menu.ephemeral
    assert sentences(menu)[0].startswith(FIRST)
    assert "Saved" in (await theo.choose(FIRST)).text
    assert FIRST in (await kept(theo)).text
    assert "haven’t saved any quotes" in (await kept(mira)).text


async def test_what_is_offered_is_what_the_panel_shows(mira: Person, theo: Person) -> None:
    await theo.slash("read", story=SERIAL)
    await theo.press("⋯")
    await theo.press("A whole message")
    await aloud(mira)
    panel = await mira.press("Next")
    shown = " ".join(passage(panel).split())
    found = sentences(await theo.menu(SAVE, panel))
    assert found[0].removesuffix("…")[:30] in shown
    last = await theo.press("Next page") if "Next page ▶" in theo.last.labels else theo.last
    assert sentences(last)[-1].removesuffix("…")[-30:] in shown


async def test_reading_on_opens_a_panel_of_my_own_there(mira: Person, theo: Person) -> None:
    await aloud(mira)
    panel = await mira.press("Next")
    own = await theo.menu(READ_ON, panel)
    assert own.ephemeral
    assert passage(own) == passage(panel)
    assert passage(await theo.slash("read")) == passage(panel)
    assert "❝ Quote" in own.labels


async def test_the_end_of_a_chapter_offers_its_last_sentence(fireside: Fireside, mira: Person) -> None:
    await fireside.add(tale("Two Lamps"))
    await shown_here(mira, "read", story="Two Lamps")
    while "Dawn" not in "".join(mira.last.labels):
        panel = await mira.press("Next")
    assert sentences(await mira.menu(SAVE, panel))[0]


# On a public quote


async def quoted_in_public(person: Person) -> tuple[Reply, str]:
    """A quote from the serial that everybody sees, and its words."""
    card = await shown_here(person, "quote", story=SERIAL)
    [line] = [line for line in card.text.splitlines() if line.startswith("> ")]
    return card, line


async def test_a_public_quote_is_saved_as_it_stands(mira: Person, theo: Person) -> None:
    card, line = await quoted_in_public(mira)
    for reply in (await theo.menu(SAVE, card), await theo.press("Save", card)):
        assert reply.ephemeral
        assert line in reply.text
    assert "1 quote\n" in (await kept(theo)).text
    await theo.choose("1.")
    assert line in theo.last.text
    await theo.press("Remove")
    assert "haven’t saved any quotes" in (await kept(theo)).text


async def test_reading_on_from_a_public_quote_opens_its_passage(mira: Person, theo: Person) -> None:
    card, line = await quoted_in_public(mira)
    own = await theo.menu(READ_ON, card)
    assert own.ephemeral
    assert line.removeprefix("> ")[:20] in passage(own)
    assert passage(await theo.slash("read")) == passage(own)


async def test_a_quote_that_its_story_no_longer_has_is_not_saved(fireside: Fireside, mira: Person) -> None:
    await fireside.add(ferry("“Row on, and do not look back at the shore,” said Anna."))
    await mira.slash("read", story=TITLE, chapter="Crossing")
    await mira.press("◀ Back")
    await mira.press("▶")
    card = await shown_here(mira, "quote", story=TITLE)
    assert "look back" in card.text
    await fireside.add(ferry("Anna rowed on."))
    assert "I can’t show that quote here" in (await mira.press("Save", card)).text
    assert "haven’t saved any quotes" in (await kept(mira)).text


# On other messages


async def test_panels_in_direct_messages_have_the_menus_too(mira: Person) -> None:
    await mira.go_direct()
    panel = await mira.slash("read", story=SERIAL)
    assert sentences(await mira.menu(SAVE, panel))[0].startswith(FIRST)
    confirmed = await mira.choose(FIRST)
    assert passage(await mira.menu(READ_ON, confirmed)) == passage(panel)
    await kept(mira)
    card = await mira.choose(FIRST)
    assert passage(await mira.menu(READ_ON, card)) == passage(panel)


@pytest.mark.parametrize("menu", [SAVE, READ_ON])
async def test_messages_without_text_say_so_in_one_sentence(mira: Person, menu: str) -> None:
    said = await mira.say("“Call me Ishmael.”")
    reply = await mira.menu(menu, said)
    assert NO_TEXT[menu] in reply.text
    assert reply.ephemeral
    await mira.go_direct()
    for command in ("library", "settings", "quotes"):
        assert NO_TEXT[menu] in (await mira.menu(menu, await mira.slash(command))).text


# Where a story may not be shown


@pytest.mark.parametrize("menu", [SAVE, READ_ON])
async def test_a_story_that_was_taken_down_is_refused(fireside: Fireside, mira: Person, menu: str) -> None:
    story = await fireside.add(tale(SECRET), fireside.guild())
    panel = await shown_here(mira, "read", story=SECRET)
    await fireside.database.transaction(
        lambda connection: connection.execute("UPDATE stories SET removed_at = 1 WHERE id = ?", (story,))
    )
    refusal = await mira.menu(menu, panel)
    assert GONE in refusal.text
    assert tells_nothing(refusal)
    assert refusal.ephemeral


@pytest.mark.parametrize("menu", [SAVE, READ_ON])
async def test_a_rating_is_minded_at_the_menu(fireside: Fireside, mira: Person, menu: str) -> None:
    await fireside.add(tale(SECRET, rating=Rating.EXPLICIT))
    mira.go("after-dark")
    panel = await shown_here(mira, "read", story=SECRET)
    assert WORDS in panel.text
    after_dark = fireside.playground.world.channel_named("after-dark")
    fireside.playground.stage.set_nsfw(after_dark, nsfw=False)
    refusal = await mira.menu(menu, panel)
    assert "rated Explicit" in refusal.text
    assert tells_nothing(refusal)
