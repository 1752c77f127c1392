"""Every list of suggestions is one that Discord takes, whatever stories it holds."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from bot.recommendations.models import Asked, Suggested, Suggestions, Why
from bot.recommendations.service import AT_ONCE
from bot.stories.ids import StoryId
from bot.stories.models import Story
from cogs.recommendations.screens import suggestion_list
from tests.support.replies import TEXT_DISPLAY, walk
from tests.ui.strategies import FULLEST, check, stories

NOW = 2**31
MODEST = 10**12
"""No library has as many stories; a press has room for two of them and a tag."""

ids = st.integers(1, MODEST).map(StoryId)
modest = st.builds(lambda story, identity: replace(story, id=identity), stories, ids)
suggested = st.builds(
    Suggested,
    story=modest,
    why=st.sampled_from(Why),
    because=modest | st.none(),
    finished=st.booleans(),
    shared=st.lists(st.text(min_size=1, max_size=300), min_size=1, max_size=9).map(tuple),
    last_chapter_at=st.integers(0, NOW),
)
lists = st.lists(suggested, max_size=AT_ONCE, unique_by=lambda each: each.story.id).map(tuple)


@given(st.builds(Asked, ids | st.none(), st.text(max_size=60)), modest | st.none(), lists, modest | st.none())
async def test_a_list(
    asked: Asked, like: Story | None, found: tuple[Suggested, ...], vetoed: Story | None
) -> None:
    ready = {each.story.id: b"" for each in found}
    check(suggestion_list(Suggestions(asked, like, found, more=True, vetoed=vetoed), NOW, ready))


@given(st.sampled_from(Why), st.booleans())
async def test_the_fullest_list_there_can_be(why: Why, finished: bool) -> None:
    full = [replace(FULLEST, id=StoryId(MODEST - number)) for number in range(AT_ONCE)]
    found = tuple(Suggested(each, why, FULLEST, finished, ("t*" * 300,) * 9, 0) for each in full)
    asked = Asked(StoryId(MODEST), "*" * 60)
    ready = {each.id: b"" for each in full}
    screen = suggestion_list(Suggestions(asked, FULLEST, found, more=True, vetoed=full[0]), NOW, ready)
    check(screen)
    shown = [
        each["content"]
        for each in walk(screen.to_components())  # type: ignore[no-untyped-call]
        if each["type"] == TEXT_DISPLAY
    ]
    assert sum(map(len, shown)) <= 4_000
    presses = [each["custom_id"] for each in walk(screen.to_components()) if "custom_id" in each]  # type: ignore[no-untyped-call]
    assert max(map(len, presses)) <= 100
    assert len(set(presses)) == len(presses)
