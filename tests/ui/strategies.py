"""Whatever a story, a chapter or a place may hold, at its longest and oddest; and what Discord takes."""

from __future__ import annotations

from typing import Any

import discord
from discord import ButtonStyle, ui
from hypothesis import strategies as st

from bot.playground.rules.messages import check_message, check_result
from bot.readers.models import Length
from bot.reading.models import Bookmark, Panel, Reading
from bot.stories.detail_kinds import one_line
from bot.stories.details import Completion, Rating
from bot.stories.ids import ChapterId, ReadingId, StoryId
from bot.stories.models import Chapter, ChapterKind, Excerpt, Listing, Place, Spot, Story
from bot.text.passages import passages

COMPONENTS_V2 = 1 << 15
LARGEST = 2**63 - 1

lines = st.text(st.characters(codec="utf-8"), max_size=300)
names = (lines | st.text("*_`~|\\[]()<>#-@: ", max_size=300)).map(one_line)
titles = names.map(lambda name: name or "Untitled")
lists = st.lists(names, max_size=8).map(tuple)
numbers = st.integers(1, LARGEST)
counts = st.integers(1, 10**7)
places = st.builds(Place, st.builds(ChapterId, numbers), counts, st.integers(0, 10**8))
excerpts = st.builds(Excerpt, places, st.integers(0, 10**8))
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
    completion=st.sampled_from(Completion) | st.none(),
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
    kind=st.sampled_from(ChapterKind),
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
    completion=Completion.ONGOING,
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
    excerpt=excerpts | st.none(),
    text=longest,
    notes=st.just(""),
    notes_after=st.just(""),
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
    main = [each for each in view.walk_children() if getattr(each, "style", None) is ButtonStyle.primary]
    assert len(main) <= 1, "one button is the one that most people press next"


def check_plain(content: str, embeds: list[str], rows: ui.View) -> None:
    """Refuses what Discord refuses of a message with content, embeds of these words and rows of buttons."""
    payload: dict[str, Any] = {
        "content": content,
        "embeds": [discord.Embed(description=each).to_dict() for each in embeds],
        "components": rows.to_components(),
        "flags": 0,
    }
    check_message(payload)
    check_result({**payload, "attachments": []})
    assert rows.is_finished(), "discord.py would keep it in memory"


def listing(lines: list[Any], page: int) -> Listing[Any]:
    return Listing(tuple(lines), page, page + 2, 10**6)
