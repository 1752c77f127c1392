"""A manuscript on its way from the process that reads files, and into drafts and out of them."""

from __future__ import annotations

import json
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from bot.imports.manuscript import Manuscript, ManuscriptChapter, from_lines, to_lines
from bot.stories.details import Completion, Details, Rating
from bot.stories.models import ChapterKind

texts = st.text(st.characters(codec="utf-8"), max_size=40)
names = st.lists(texts, max_size=3).map(tuple)
chapters = st.builds(ManuscriptChapter, texts, texts, st.sampled_from(ChapterKind), texts)
details = st.builds(
    Details,
    title=texts,
    authors=names,
    summary=texts,
    rating=st.sampled_from(Rating) | st.none(),
    completion=st.sampled_from(Completion) | st.none(),
    tags=names,
    quotable=st.booleans(),
)
manuscripts = st.builds(
    Manuscript,
    details,
    st.lists(chapters, max_size=3).map(tuple),
    cover=st.binary(min_size=1, max_size=20) | st.none(),
    warnings=names,
)


@given(manuscripts)
def test_a_manuscript_comes_back_from_its_lines_whole(manuscript: Manuscript) -> None:
    assert from_lines(to_lines(manuscript)) == manuscript


@given(manuscripts)
def test_the_lines_of_an_older_fireside_say_nothing_of_completion(manuscript: Manuscript) -> None:
    head, *rest = to_lines(manuscript)
    values = json.loads(head)
    del values["completion"]
    unsaid = replace(manuscript, details=replace(manuscript.details, completion=None))
    assert from_lines([json.dumps(values), *rest]) == unsaid
