"""Every screen is one that Discord takes, whatever a story is called and whatever stands in it."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from bot.library.models import Arrangement, Card, LibraryChoices, LibraryOrder, LibraryPage, LibraryStatus
from bot.library.service import STORIES_A_PAGE
from bot.readers.models import Length, Preferences, QuietHours
from bot.readers.time_zones import time_zones
from bot.reading.models import ChapterLine, Contents, Options, Panel, Progress
from bot.shelf.models import ShelfLine, ShelfSection
from bot.stories.ids import ChapterId, DraftId, ReaderId, StoryId
from bot.stories.models import Chapter, ChapterKind, Excerpt, Place, Spoilers, Story
from cogs.editing.preview_screens import draft_preview
from cogs.library.cards import story_card
from cogs.library.lists import library_list, library_menus
from cogs.readers.screens import settings_menu
from cogs.reading.menus import chapter_menu, options_menu
from cogs.reading.panel import reading_panel
from tests.support.replies import TEXT_DISPLAY, walk
from tests.ui.strategies import (
    FULLEST,
    LARGEST,
    chapters,
    check,
    listing,
    names,
    numbers,
    panels,
    places,
    stories,
)

arrangements = st.builds(
    Arrangement,
    st.sampled_from(LibraryOrder),
    st.sampled_from(LibraryStatus),
    st.integers(0, 2**16 - 1),
    st.integers(0, 2**16 - 1),
)


@given(arrangements)
def test_a_button_keeps_how_the_library_is_arranged(arrangement: Arrangement) -> None:
    assert Arrangement.of_number(arrangement.number) == arrangement


@given(panels, numbers | st.none())
async def test_the_reading_panel(panel: Panel, opener: int | None) -> None:
    check(reading_panel(panel, None if opener is None else ReaderId(opener)))


@given(panels)
async def test_a_preview(panel: Panel) -> None:
    following = Place(ChapterId(1), 0, -1)  # never where *Back* leads
    check(draft_preview(DraftId(LARGEST), replace(panel, words_gone=False, next=following)))


@given(stories, places, st.lists(chapters, min_size=1, max_size=25, unique_by=lambda each: each.id))
async def test_the_chapter_menu(story: Story, place: Place, every: list[Chapter]) -> None:
    lines = [ChapterLine(chapter, Progress.NEW) for chapter in every]
    check(chapter_menu(Contents(story, place, listing(lines, 40))))


@given(stories, places, places | st.none(), numbers | st.none(), st.booleans(), st.booleans())
async def test_the_options_menu(
    story: Story, place: Place, undo: Place | None, offer: int | None, remarks: bool, aloud: bool
) -> None:
    check(options_menu(Options(story, place, Length.SHORT, undo, remarks, aloud), offer))


@given(
    st.builds(Card, stories, st.just(b""), st.builds(ShelfLine, stories)),
    st.sampled_from(["cover.png", None]),
    places | st.none(),
)
async def test_the_card(card: Card, cover: str | None, back: Place | None) -> None:
    check(story_card(card, cover, back))


@given(
    st.lists(stories, max_size=STORIES_A_PAGE, unique_by=lambda story: story.id),
    names,
    arrangements,
    st.integers(0, 10**5),
)
async def test_the_library(found: list[Story], search: str, arrangement: Arrangement, pages: int) -> None:
    page = LibraryPage(listing(found, pages), search, arrangement, "f_" * 300, "l_" * 300)
    check(library_list(page, {each.id: b"" for each in found[::2]}))
    known = tuple((f"f_{number}" * 90, 10**6) for number in range(60))
    check(library_menus(LibraryChoices(page, known, known)))


async def test_the_fullest_page_of_the_library_there_can_be() -> None:
    found = [replace(FULLEST, id=StoryId(LARGEST - number)) for number in range(STORIES_A_PAGE)]
    page = LibraryPage(listing(found, 10**5), "s_" * 30, Arrangement(), "", "")
    check(library_list(page, {each.id: b"" for each in found}))


async def test_the_settings() -> None:
    for length, spoilers in product(Length, Spoilers):
        check(settings_menu(Preferences(length, spoilers, "", None), now=0))
    longest = max(time_zones(), key=len)
    check(settings_menu(Preferences(Length.LONG, Spoilers.TEXT, longest, QuietHours(1_320, 420)), now=0))


async def test_the_fullest_panel_there_can_be() -> None:
    place = Place(ChapterId(LARGEST), 10**7, 10**8)
    chapter = Chapter(
        ChapterId(LARGEST), FULLEST.id, 9, 10**7, "C" * 300, ChapterKind.BODY, 10**7, 10**8, 10**7, 0
    )
    panel = Panel(
        story=FULLEST,
        chapter=chapter,
        place=place,
        excerpt=Excerpt(place, 10**8 + 8_000),
        text="x" * Length.LONG.limit,
        notes="",
        notes_after="",
        index=10**6,
        count=10**6 + 1,
        percent=100,
        minutes_left=10**5,
        back=place,
        next=place,
        next_chapter=chapter,
        again=None,
        words_gone=True,
    )
    check(reading_panel(panel))
    check(reading_panel(panel, ReaderId(LARGEST)))


async def test_the_fullest_card_there_can_be() -> None:
    card = story_card(Card(FULLEST, b"", ShelfLine(FULLEST, ShelfSection.TO_READ, 2**31)), "cover.png")
    check(card)
    components = card.to_components()  # type: ignore[no-untyped-call]
    _, summary, facts = [each["content"] for each in walk(components) if each["type"] == TEXT_DISPLAY]
    assert len(summary) > 500, "the facts leave it room"
    told = [re.sub(r"\W+", "", line.partition("** ")[0]) for line in facts.splitlines()]
    assert told == [
        *("Rating", "Contentwarnings", "Length", "Status", "Fandoms", "Relationships", "Characters", "Tags"),
        *("Language", "Source", "Licence", "Disclaimer"),
    ]
