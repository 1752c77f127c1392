"""Authors who hand in change their stories as librarians do, who accept each edit or give it back."""

from __future__ import annotations

import asyncio
import re

import pytest

from bot.editing.draft_presses import OpenDraftForm, RateDraft, TakeAsNew
from bot.presses import Press
from bot.stories.details import DetailGroup, Rating
from bot.stories.ids import DraftId
from tests.editing.test_own_authors import MINE, draft_choices, everybody, press_of
from tests.editing.test_undo import small_picture
from tests.remarks import telling_authors
from tests.remarks.telling_authors import RIGHT, TYPO, remarks, tell
from tests.support.fireside import Fireside
from tests.support.librarians import (
    add,
    chapters_offered,
    chapters_once_there,
    correct,
    ferry,
    numbers_in,
    paragraphs,
    take_down,
)
from tests.support.person import Person
from tests.support.replies import Reply
from tests.support.small_stories import offered
from tests.support.story_editor import chapter_editor, move, remove, upload

NOT_YET = "not handed in yet: look it over, then hand it in"


@pytest.fixture
async def handing_in(fireside: Fireside, ines: Person, mira: Person) -> Fireside:
    """*The Ferry*, which Mira has handed in and Ines has accepted."""
    await everybody(fireside, ines, "hand in only")
    await add(mira, "ferry.txt", ferry())
    await mira.press("Hand it in")
    await accept(ines)
    return fireside


async def waiting(ines: Person, which: str = MINE) -> Reply:
    """The card of what waits for a librarian."""
    await ines.slash("stories drafts")
    return await ines.choose(which)


async def accept(ines: Person, which: str = MINE) -> Reply:
    await waiting(ines, which)
    return await ines.press("Accept it")


async def test_a_rewritten_chapter_is_handed_in_previewed_accepted_and_undone(
    handing_in: Fireside, ines: Person, mira: Person, theo: Person
) -> None:
    card = await upload(mira, "Dawn", f"The river was wide.\n\n{paragraphs(1)}")
    assert "### A change: Chapter 1 — Dawn edited" in card.text
    assert NOT_YET in card.text
    assert "**The river was wide.**" in card.text
    assert card.labels == ["Hand it in", "Preview", "Discard", "Edit"]
    assert "The river was wide." in (await mira.press("Preview")).text
    assert "river" not in (await theo.slash("read", story=MINE)).text
    await mira.press("Back to the card")
    assert "waiting for a librarian" in (await mira.press("Hand it in")).text
    seen = await waiting(ines)
    assert "**The river was wide.**" in seen.text
    assert seen.labels == ["Accept it", "Preview", "Give it back…", "Edit"]
    assert "A preview for you alone" in (await ines.press("Preview")).text
    await ines.press("Back to the card")
    accepted = await ines.press("Accept it")
    assert "is up to date: Chapter 1 — Dawn edited." in accepted.text
    assert "The river was wide." in (await theo.slash("read", story=MINE)).text
    assert "Undone: Chapter 1 — Dawn edited" in (await ines.press("Undo", accepted)).text
    assert "river" not in (await theo.slash("read", story=MINE)).text
    assert "Nothing is waiting" in (await mira.slash("stories drafts")).text


async def test_every_screen_of_the_editor_makes_an_edit_to_be_handed_in(
    handing_in: Fireside, ines: Person, mira: Person, theo: Person
) -> None:
    await mira.slash("stories edit", story=MINE)
    details = await correct(mira, "Title & author", title="The Long Ferry")
    assert "Title corrected" in details.text
    assert "~~The Ferry~~ → **The Long Ferry**" in details.text
    await chapter_editor(mira, "Dawn")
    renamed = await mira.fill(await mira.press("Rename"), title="Before Dawn")
    assert "~~Chapter 1: Dawn~~ → **Before Dawn**" in renamed.text
    await chapter_editor(mira, "Dawn")
    noted = await mira.fill(await mira.press("Notes & warnings"), summary="A river.")
    assert "**Summary:** **A river.**" in noted.text
    moved = await move(mira, "Dawn", 2)
    assert "**Number:** ~~2~~ → **1**" in moved.text  # they change places
    removed = await remove(mira, "Noon")
    assert "### A change: Chapter 2 — Noon removed" in removed.text
    assert "480 words will go from Chapter 2 — Noon" in removed.text
    withdrawn = await take_down(mira)
    assert "taken down, with every message that shows it" in withdrawn.text
    form = await mira.slash("stories publish", story=MINE)
    published = await mira.fill(form, title="Night", text="It was dark.")
    assert "1 new chapter" in published.text
    assert "It was dark." in published.text
    # None of it is done.
    assert len(draft_choices(await mira.slash("stories drafts"))) == 7
    assert numbers_in((await theo.slash("read", story=MINE, chapter="Dawn")).text)[0] == 1
    assert await offered(theo, "ferry") != []
    assert draft_choices(await ines.slash("stories drafts")) == []
    for card in (details, renamed, noted, moved, published, removed, withdrawn):
        await mira.press("Hand it in", card)
    assert len(draft_choices(await ines.slash("stories drafts"))) == 7


async def test_each_kind_of_edit_does_what_it_says_once_it_is_accepted(
    handing_in: Fireside, ines: Person, mira: Person, theo: Person
) -> None:
    await mira.slash("stories edit", story=MINE)
    await correct(mira, "Tags", tags="sea")
    await mira.press("Hand it in")
    assert "only its details changed" in (await accept(ines)).text
    assert "**Tags** sea" in (await theo.slash("story", story=MINE)).text
    form = await mira.slash("stories publish", story=MINE)
    await mira.fill(form, title="Night", text="It was dark.")
    await mira.press("Hand it in")
    assert "1 new chapter" in (await accept(ines)).text
    assert "It was dark." in (await ines.press("Read")).text
    # Undone by its author: that, too, is handed in.
    history = await mira.slash("stories history", story=MINE)
    assert "Night removed" in (await mira.press("Undo the last change", history)).text
    await mira.press("Hand it in")
    assert "up to date" in (await accept(ines)).text
    assert "has no chapter" in (await theo.slash("read", story=MINE, chapter="Night")).text
    await take_down(mira)
    await mira.press("Hand it in")
    assert "has been taken down" in (await accept(ines)).text
    assert await offered(theo, "ferry") == []
    assert "Editing" in (await ines.press("Put it back")).text
    assert await offered(theo, "ferry") != []


async def test_a_story_that_changed_meanwhile_is_looked_at_once_more(
    handing_in: Fireside, ines: Person, mira: Person, theo: Person
) -> None:
    await upload(mira, "Dawn", f"The river was wide.\n\n{paragraphs(1)}")
    handed_in = await mira.press("Hand it in")
    card = await waiting(ines)
    await upload(ines, "Dawn", f"The river was deep.\n\n{paragraphs(1)}")
    again = await ines.press("Accept it", card)
    assert "The story has changed since this was handed in." in again.text
    assert "~~deep.~~ **wide.**" in again.text
    assert "deep" in (await theo.slash("read", story=MINE)).text
    assert "is up to date: Chapter 1 — Dawn edited." in (await ines.press("Accept it", again)).text
    assert "wide" in (await theo.slash("read", story=MINE)).text
    # Pressed in another tab, it is done once only.
    assert "is in the library" in (await ines.forge(press_of(card, "Accept it"), card)).text
    assert "That draft is gone" in (await mira.press("Take it back", handed_in)).text


async def test_what_waits_while_its_story_is_taken_down_waits_for_the_story(
    handing_in: Fireside, ines: Person, mira: Person, theo: Person
) -> None:
    await upload(mira, "Dawn", f"The river was wide.\n\n{paragraphs(1)}")
    await mira.press("Hand it in")
    card = await waiting(ines)
    down = await take_down(ines)
    assert "it has been taken down" in (await ines.press("Preview", card)).text
    await ines.press("Accept it", card)
    await ines.press("Put it back", down)
    assert "river" not in (await theo.slash("read", story=MINE)).text
    assert "is up to date" in (await accept(ines)).text
    assert "The river was wide." in (await theo.slash("read", story=MINE)).text


async def test_accepted_and_taken_back_at_once_it_is_one_of_the_two(
    handing_in: Fireside, ines: Person, mira: Person, theo: Person
) -> None:
    form = await mira.slash("stories publish", story=MINE)
    await mira.fill(form, title="Night", text="It was dark.")
    handed_in = await mira.press("Hand it in")
    card, other = await waiting(ines), await handing_in.person("Ines")
    await asyncio.gather(
        ines.press("Accept it", card),
        other.forge(press_of(card, "Accept it"), await waiting(other)),
        mira.press("Take it back", handed_in),
    )
    waits = draft_choices(await mira.slash("stories drafts"))
    assert len(waits) + (await chapters_offered(theo)).count("Night") == 1
    if waits:
        told = await ines.forge(press_of(card, "Preview"), card)
        assert "Its author has that draft again." in told.text


async def test_the_same_edit_sent_twice_is_one_draft_and_nothing_is_none(
    handing_in: Fireside, ines: Person, mira: Person
) -> None:
    for _ in range(2):
        await chapter_editor(mira, "Dawn")
        await mira.fill(await mira.press("Rename"), title="Before Dawn")
    assert len(draft_choices(await mira.slash("stories drafts"))) == 1
    await chapter_editor(mira, "Dawn")
    form = await mira.press("Rename")
    assert "Nothing has changed." in (await mira.fill(form, title="Chapter 1: Dawn")).text
    assert len(draft_choices(await mira.slash("stories drafts"))) == 1


async def test_nobody_else_sees_or_accepts_an_edit(
    handing_in: Fireside, ines: Person, mira: Person, theo: Person
) -> None:
    await chapter_editor(mira, "Dawn")
    card = await mira.fill(await mira.press("Rename"), title="Before Dawn")
    draft = press_of(card, "Preview").partition(":")[2]
    await theo.slash("stories drafts")
    editor = await mira.slash("stories edit", story=MINE)
    assert "That story is somebody else’s" in (await theo.forge(press_of(editor, "Chapters"))).text
    for press in ("keep", "draft", "startpreview", "handin"):
        assert "no longer leads anywhere" in (await theo.forge(f"{press}:{draft}")).text
    assert "But only librarians can do this" in (await mira.forge(f"keep:{draft}", card)).text
    editor = await mira.slash("stories edit", story=MINE)
    rhythm = await mira.press("Rhythm", await mira.press("Planned", editor))
    assert "But only librarians can do this" in rhythm.text


async def test_what_can_be_done_with_the_draft_of_a_file_is_not_done_with_an_edit(
    handing_in: Fireside, mira: Person
) -> None:
    await chapter_editor(mira, "Dawn")
    card = await mira.fill(await mira.press("Rename"), title="Before Dawn")
    draft = DraftId(int(press_of(card, "Preview").partition(":")[2]))
    of_files: tuple[tuple[Press, str | None], ...] = (
        (OpenDraftForm(draft, DetailGroup.TITLE), None),
        (RateDraft(draft), f"{Rating.EXPLICIT:d}"),
        (TakeAsNew(draft), None),
    )
    for press, value in of_files:
        told = await mira.forge(press.custom_id, card, value)
        assert "no longer leads anywhere" in told.text, press
    await mira.slash("stories drafts")
    assert (await mira.choose(MINE)).text == card.text


async def test_a_given_back_edit_comes_with_a_word_and_its_card_says_so(
    handing_in: Fireside, ines: Person, mira: Person
) -> None:
    await chapter_editor(mira, "Dawn")
    await mira.fill(await mira.press("Rename"), title="Before Dawn")
    await mira.press("Hand it in")
    await waiting(ines)
    await ines.fill(await ines.press("Give it back…"), answer="Keep the old one?")
    assert "given back: Keep the old one?" in (await mira.slash("stories drafts")).text
    card = await mira.choose(MINE)
    assert "**A librarian gave it back:** Keep the old one?" in card.text
    assert "Discarded" in (await mira.press("Discard")).text


async def test_chapters_for_later_and_for_some_first_are_handed_in_with_their_time(
    handing_in: Fireside, ines: Person, mira: Person, theo: Person
) -> None:
    role = handing_in.playground.world.guild_named("The Hearth").role_named("Librarians")
    for title, options in (("Night", {"at": "in 3 days"}), ("Midnight", {"early": role.id})):
        form = await mira.slash("stories publish", story=MINE, **options)
        card = await mira.fill(form, title=title, text=f"It was {title}.")
        assert f"It was {title}." in card.text
        assert ("It appears on" if title == "Night" else "can read it first") in card.text
        assert f"It was {title}." in (await mira.press("Preview")).text
        await mira.press("Back to the card")
        await mira.press("Hand it in")
        await accept(ines)
    planned = await ines.slash("stories edit", story=MINE)
    plans = (await ines.press("Planned", planned)).text
    assert "Night" in plans
    assert "Midnight" in plans
    assert "has no chapter" in (await theo.slash("read", story=MINE, chapter="Midnight")).text
    handing_in.clock.advance(4 * 86_400)
    assert "Night" in await chapters_once_there(theo, 3)


async def test_early_chapters_accepted_at_once_open_on_days_of_their_own(
    handing_in: Fireside, ines: Person, mira: Person
) -> None:
    editor = await ines.slash("stories edit", story=MINE)
    form = await ines.press("Rhythm", await ines.press("Planned", editor))
    await ines.fill(form, rhythm="daily 18:00")
    role = handing_in.playground.world.guild_named("The Hearth").role_named("Librarians")
    tabs: dict[str, Person] = {}
    for title in ("Night", "Midnight", "Cockcrow"):
        form = await mira.slash("stories publish", story=MINE, early=role.id)
        card = await mira.press("Hand it in", await mira.fill(form, title=title, text=f"It was {title}."))
        accepting = press_of(card, "Take it back").replace("takedraftback", "keep")
        tabs[accepting] = await handing_in.person("Ines")
        await waiting(tabs[accepting])
    for _ in tabs:  # where the story has changed meanwhile, the first press looks at it once more
        await asyncio.gather(*(tab.forge(accepting) for accepting, tab in tabs.items()))
    planned = (await ines.press("Planned", await ines.slash("stories edit", story=MINE))).text
    assert all(title in planned for title in ("Night", "Midnight", "Cockcrow"))
    assert len(set(re.findall(r"<t:(\d+)", planned))) == 3


async def test_a_cover_is_seen_before_it_is_accepted_and_taken_away_again(
    handing_in: Fireside, ines: Person, mira: Person
) -> None:
    await mira.slash("stories edit", story=MINE)
    form = await mira.press("Upload a cover", await mira.press("Cover"))
    card = await mira.fill(form, file=[await mira.upload("cover.png", small_picture())])
    assert "### A change: a new cover" in card.text
    preview = await mira.press("Preview", card)
    assert len((preview.message or {})["attachments"]) == 1
    handed_in = await mira.press("Hand it in", await mira.press("Back to the card"))
    assert (handed_in.message or {})["attachments"] == []
    assert "up to date" in (await accept(ines)).text
    await ines.press("Edit")
    assert "Remove" in (await ines.press("Cover")).labels
    await mira.slash("stories edit", story=MINE)
    removed = await mira.press("Remove", await mira.press("Cover"))
    assert "the cover taken away" in removed.text
    assert "Preview" not in removed.labels


async def test_a_reader_s_correction_is_handed_in_and_done_once_it_is_accepted(
    fireside: Fireside, ines: Person, mira: Person, theo: Person
) -> None:
    await everybody(fireside, ines, "hand in only")
    await add(mira, "ferry.md", telling_authors.ferry())
    await mira.press("Hand it in")
    await accept(ines)
    await tell(theo, TYPO, RIGHT)
    assert "agian → again" in (await remarks(mira)).text
    await mira.choose("1.")
    card = await mira.press("Correct it")
    assert "edited" in card.text
    assert "~~agian.~~ **again.**" in card.text
    await mira.press("Hand it in")
    assert "Open: 1" in (await remarks(mira)).text
    assert "up to date" in (await accept(ines)).text
    assert "Nothing is waiting for you" in (await remarks(mira)).text
    assert RIGHT in (await theo.slash("read", story=MINE, chapter="Crossing")).text
