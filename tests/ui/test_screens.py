"""Every screen is one that Discord takes, whatever a story is called and whatever stands in it."""

from __future__ import annotations

import re
from typing import Any

from discord import ui
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.models import (
    Bookmark,
    Chapter,
    ChapterId,
    ChapterLine,
    Contents,
    Kind,
    Length,
    Listing,
    Options,
    Panel,
    Place,
    Progress,
    Rating,
    ReaderId,
    Reading,
    ReadingId,
    ShelfLine,
    Spot,
    Story,
    StoryId,
)
from bot.playground.rules.messages import check_message, check_result
from bot.services.cataloguing import one_line
from bot.text.passages import passages
from cogs.ui.cards import library_list, shelf_list, story_card
from cogs.ui.menus import chapter_menu, options_menu, settings_menu
from cogs.ui.panel import reading_panel
from tests.person import TEXT_DISPLAY, walk

COMPONENTS_V2 = 1 << 15
LARGEST = 2**63 - 1

lines = st.text(st.characters(codec="utf-8"), max_size=300)
names = (lines | st.text("*_`~|\\[]()<>#-@: ", max_size=300)).map(one_line)
titles = names.map(lambda name: name or "Untitled")
lists = st.lists(names, max_size=8).map(tuple)
numbers = st.integers(1, LARGEST)
counts = st.integers(1, 10**7)
places = st.builds(Place, st.builds(ChapterId, numbers), counts, st.integers(0, 10**8))
stories = st.builds(
    Story,
    id=st.builds(StoryId, numbers),
    title=titles,
    authors=st.lists(names, max_size=4).map(tuple),
    language=names,
    summary=names,
    notes=st.just(""),
    disclaimer=names,
    rating=st.sampled_from(Rating) | st.none(),
    content_warnings=lists,
    fandoms=lists,
    characters=lists,
    relationships=lists,
    tags=lists,
    source=names,
    licence=names,
    guild=st.none(),
    chapters=counts,
    words=counts,
)
chapters = st.builds(
    Chapter,
    id=st.builds(ChapterId, numbers),
    story=st.builds(StoryId, numbers),
    position=counts,
    number=counts | st.none(),
    title=names,
    kind=st.sampled_from(Kind),
    revision=counts,
    characters=counts,
    words=counts,
    words_before=counts,
)
FULLEST = Story(
    id=StoryId(LARGEST),
    title="T" * 300,
    authors=("A*" * 300, "B_" * 300),
    language="l_" * 300,
    summary="s_" * 3_000,
    disclaimer="d_" * 3_000,
    content_warnings=("w_" * 300,) * 9,
    fandoms=("f_" * 300,) * 9,
    characters=("c_" * 300,) * 9,
    relationships=("r/_" * 300,) * 9,
    tags=("t_" * 300,) * 9,
    source="https://example.org/" + "s" * 290,
    licence="l_" * 300,
    guild=None,
    chapters=10**7,
    words=10**9,
)
longest = titles.map(lambda text: passages(text * 30, Length.LONG.limit)[0].render(text * 30))
panels = st.builds(
    Panel,
    story=stories,
    chapter=chapters,
    place=places,
    text=longest,
    notes=st.just(""),
    index=counts,
    count=counts,
    percent=st.integers(0, 100),
    minutes_left=st.integers(0, 10_000),
    back=places | st.none(),
    next=places | st.none(),
    next_chapter=chapters | st.none(),
    again=st.builds(ReadingId, numbers) | st.none(),
)
readings = st.builds(
    Reading,
    id=st.builds(ReadingId, numbers),
    story=st.builds(StoryId, numbers),
    bookmark=st.just(Bookmark(Spot(0, 0), Spot(0, 0))),
    started_at=st.integers(0, 2**31),
    read_at=st.integers(0, 2**31),
    finished_at=st.integers(0, 2**31) | st.none(),
)


def check(view: ui.LayoutView) -> None:
    """Refuses what Discord refuses of a message made of these components."""
    payload: dict[str, Any] = {
        "components": view.to_components(),  # type: ignore[no-untyped-call]
        "flags": COMPONENTS_V2,
    }
    check_message(payload)
    check_result({**payload, "content": "", "embeds": [], "attachments": []})
    assert view.is_finished(), "discord.py would keep it in memory"


def listing(lines: list[Any], page: int) -> Listing[Any]:
    return Listing(tuple(lines), page, page + 2, 10**6)


@given(panels, numbers | st.none())
@settings(deadline=None)
async def test_the_reading_panel(panel: Panel, opener: int | None) -> None:
    check(reading_panel(panel, None if opener is None else ReaderId(opener)))


@given(stories, places, st.lists(chapters, min_size=1, max_size=25, unique_by=lambda each: each.id))
@settings(deadline=None)
async def test_the_chapter_menu(story: Story, place: Place, every: list[Chapter]) -> None:
    lines = [ChapterLine(chapter, Progress.NEW) for chapter in every]
    check(chapter_menu(Contents(story, place, listing(lines, 40))))


@given(stories, places, places | st.none(), numbers | st.none())
@settings(deadline=None)
async def test_the_options_menu(story: Story, place: Place, undo: Place | None, offer: int | None) -> None:
    check(options_menu(Options(story, place, Length.SHORT, undo), offer))


@given(stories, st.sampled_from(["cover.png", None]), places | st.none())
@settings(deadline=None)
async def test_the_card(story: Story, cover: str | None, back: Place | None) -> None:
    check(story_card(story, cover, back))


@given(st.lists(stories, max_size=10, unique_by=lambda story: story.id), names)
@settings(deadline=None)
async def test_the_library(found: list[Story], search: str) -> None:
    check(library_list(listing(found, 3), search))


@given(st.lists(st.tuples(stories, readings, chapters), max_size=10, unique_by=lambda line: line[0].id))
@settings(deadline=None)
async def test_the_shelf(found: list[tuple[Story, Reading, Chapter]]) -> None:
    check(shelf_list(listing([ShelfLine(*line, percent=40) for line in found], 2)))


async def test_the_settings() -> None:
    for length in Length:
        check(settings_menu(length))


async def test_the_fullest_panel_there_can_be() -> None:
    place = Place(ChapterId(LARGEST), 10**7, 10**8)
    chapter = Chapter(ChapterId(LARGEST), FULLEST.id, 9, 10**7, "C" * 300, Kind.BODY, 10**7, 10**8, 10**7, 0)
    panel = Panel(
        story=FULLEST,
        chapter=chapter,
        place=place,
        text="x" * Length.LONG.limit,
        notes="",
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
    card = story_card(FULLEST, "cover.png")
    check(card)
    components = card.to_components()  # type: ignore[no-untyped-call]
    _, summary, facts = [each["content"] for each in walk(components) if each["type"] == TEXT_DISPLAY]
    assert len(summary) > 500, "the facts leave it room"
    told = [re.sub(r"\W+", "", line.partition("** ")[0]) for line in facts.splitlines()]
    assert told == [
        *("Rating", "Contentwarnings", "Length", "Fandoms", "Relationships", "Characters", "Tags"),
        *("Language", "Source", "Licence", "Disclaimer"),
    ]
