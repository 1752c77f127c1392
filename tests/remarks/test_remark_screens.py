"""Every screen of remarks is one that Discord takes, whatever was told of whichever story."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.quotes.models import Sentence, Sentences
from bot.remarks.models import Remark, RemarkFound, RemarkPage, RemarkSection
from bot.remarks.presses import ListRemarks
from bot.stories.ids import ReaderId, RemarkId, StoryId
from bot.stories.models import Chapter, Excerpt, Place, Story
from bot.text import markup
from cogs.remarks.librarians_screens import remark_card, remark_list
from cogs.remarks.screens import remark_sent, sentence_choice, taken_back
from tests.ui.strategies import chapters, check, excerpts, listing, names, numbers, places, stories

texts = st.text(st.characters(codec="utf-8"), max_size=200).map(lambda text: text * 10)
sections = st.sampled_from(RemarkSection)
remarks = st.builds(
    Remark,
    id=st.builds(RemarkId, numbers),
    story=stories,
    chapter=chapters,
    excerpt=excerpts,
    words=names.filter(str.strip).map(markup.escape),
    correction=names,
    note=texts,
    reader=st.builds(ReaderId, numbers),
    made_at=st.integers(0, 2**32),
    done_at=st.none() | st.integers(0, 2**32),
)
told = remarks.filter(lambda remark: bool(remark.correction or remark.note.strip()))


@given(
    st.lists(told, max_size=5, unique_by=lambda remark: remark.id),
    sections,
    numbers | st.none(),
)
async def test_the_list(found: list[Remark], section: RemarkSection, story: int | None) -> None:
    page = RemarkPage(section, listing(found, 10**6), (10**6, 10**6, 10**6))
    check(remark_list(page, None if story is None else StoryId(story)))


@given(told, chapters, excerpts, st.booleans(), sections)
async def test_the_card(
    remark: Remark, chapter: Chapter, where: Excerpt, in_text: bool, section: RemarkSection
) -> None:
    back = ListRemarks(StoryId(2**63 - 1), section, 10**6)
    check(remark_card(RemarkFound(remark, chapter, where, in_text), back, "Done."))


@given(stories, places, st.lists(names.filter(bool), max_size=25))
async def test_the_reader_s_screens(story: Story, place: Place, found: list[str]) -> None:
    lines = [Sentence(start, start + 1, text) for start, text in enumerate(found)]
    check(sentence_choice(Sentences(story, Excerpt(place, 10**8), listing(lines, 3)), place))
    check(remark_sent(RemarkId(2**63 - 1), place))
    check(taken_back(place))
