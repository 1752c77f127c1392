"""A manuscript on its way from the process that reads files, and into drafts and out of them."""

from __future__ import annotations

import json
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from bot.imports.manuscript import Manuscript, ManuscriptChapter, from_lines, merged, single_chapter, to_lines
from bot.stories.chapter_notes import ChapterNotes
from bot.stories.details import Completion, Details, Rating
from bot.stories.models import ChapterKind

texts = st.text(st.characters(codec="utf-8"), max_size=40)
names = st.lists(texts, max_size=3).map(tuple)
notes = st.builds(ChapterNotes, texts, texts, texts, names)
chapters = st.builds(ManuscriptChapter, texts, texts, st.sampled_from(ChapterKind), texts, notes)
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


# Files as chapters

NIGHT = ManuscriptChapter("Night", "It was night.", notes=ChapterNotes(before="Own note.", after="Bye."))


def part(**details: object) -> Manuscript:
    return Manuscript(Details(title="A file", **details), (NIGHT,))  # type: ignore[arg-type]


def test_what_a_chapter_s_file_says_of_itself_are_the_chapter_s_notes() -> None:
    front = ManuscriptChapter("", "Before.", ChapterKind.FRONT)
    back = ManuscriptChapter("", "After.", ChapterKind.BACK)
    said = Details(title="A file", summary="Ada.", notes="Hello.", content_warnings=("fog",))
    chapter = single_chapter(Manuscript(said, (front, NIGHT, back)))
    assert (chapter.title, chapter.text) == ("Night", "It was night.")
    assert chapter.notes == ChapterNotes("Ada.", "Hello.\n\nBefore.\n\nOwn note.", "Bye.\n\nAfter.", ("fog",))


def test_notes_that_differ_from_file_to_file_are_the_chapters() -> None:
    files = part(summary="One.", notes="A", content_warnings=("fog",)), part(summary="Two.", notes="B")
    story = merged(files, "Lamp", ["1", "2"])
    assert (story.details.summary, story.details.notes) == ("", "")
    assert story.details.content_warnings == ("fog",)
    assert [(each.notes.summary, each.notes.before) for each in story.chapters] == [
        ("One.", "A\n\nOwn note."),
        ("Two.", "B\n\nOwn note."),
    ]


def test_what_one_file_says_or_all_alike_is_the_story_s() -> None:
    for files in ((part(summary="One."), part()), (part(summary="One."), part(summary="One."))):
        story = merged(files, "Lamp", ["1", "2"])
        assert story.details.summary == "One."
        assert [each.notes for each in story.chapters] == [NIGHT.notes, NIGHT.notes]


def test_warnings_of_every_file_are_the_story_s_and_its_chapters() -> None:
    story = merged((part(content_warnings=("fog",)), part(content_warnings=("ice",))), "Lamp", ["1", "2"])
    assert story.details.content_warnings == ("fog", "ice")
    assert [each.notes.content_warnings for each in story.chapters] == [("fog",), ("ice",)]


def test_of_several_ratings_the_highest_counts_and_one_that_is_unclear_stays_so() -> None:
    teen, explicit = part(rating=Rating.TEEN), part(rating=Rating.EXPLICIT)
    unclear = part(rating=Rating.MATURE, unclear_rating="Spicy")
    for files, rating, words in (
        ((teen, part(), explicit), Rating.EXPLICIT, ""),
        ((teen, unclear), Rating.MATURE, "Spicy"),
        ((unclear, explicit), Rating.EXPLICIT, ""),
        ((unclear, part(rating=Rating.MATURE)), Rating.MATURE, "Spicy"),
        ((part(), part()), None, ""),
    ):
        details = merged(files, "Lamp", ["1", "2", "3"][: len(files)]).details
        assert (details.rating, details.unclear_rating) == (rating, words)
