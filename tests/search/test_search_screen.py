"""What a search found is a message that Discord takes, whatever the lines hold."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.search.models import Hit
from bot.stories.ids import StoryId
from cogs.search.screens import nothing_found, search_results
from tests.ui.strategies import chapters, check, listing, names, numbers, places, stories

lines = (names | st.text("*_`~|[]()<>#: a", max_size=230)).map(lambda line: f"w{line}"[:230])
hits = st.builds(
    Hit,
    story=stories,
    chapter=chapters,
    place=places,
    line=lines,
    matches=st.just(((0, 1),)) | st.just(tuple((at, at + 1) for at in range(0, 230, 2))),
)


@given(st.lists(hits, min_size=8, max_size=8, unique_by=lambda hit: hit.place), names, numbers | st.none())
async def test_a_page_of_hits(found: list[Hit], words: str, story: int | None) -> None:
    check(search_results(listing(found, 3), words, None if story is None else StoryId(story)))


@given(names, st.booleans())
async def test_nothing_found(words: str, guarded: bool) -> None:
    check(nothing_found(words, guarded=guarded))
