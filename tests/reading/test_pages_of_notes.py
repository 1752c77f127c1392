"""Notes around passages of every length: shown whole and in order, and never a part of the text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.readers.models import Length
from bot.reading.divided_texts import PANEL_ROOM, DividedText
from bot.reading.notes import notes_around
from bot.reading.pages import ChapterPage
from bot.stories.chapter_notes import ChapterNotes, NoteWithin
from bot.stories.chapters import counted, numbered
from bot.stories.details import Details
from bot.stories.ids import ChapterId, StoryId
from bot.stories.models import ChapterKind, Story

texts = st.lists(st.integers(1, 300).map("word ".__mul__).map(str.strip), min_size=1, max_size=9).map(
    "\n\n".join
)
maybe = st.just("") | texts
warnings = st.lists(st.integers(1, 300).map("word ".__mul__).map(str.strip), max_size=3).map(tuple)
any_notes = st.builds(ChapterNotes, maybe, maybe, maybe, warnings)
STORY = Story.of(Details(title="Lamp"), identity=StoryId(1), guild=None, chapters=1, words=1)


def page_with(text: str, notes: ChapterNotes, length: Length) -> ChapterPage:
    [new] = numbered([counted("", ChapterKind.BODY, "", text, notes)])
    chapter = new.with_id(ChapterId(1), STORY.id, 1)
    divided = DividedText.of(text, length.limit, notes.within)
    return ChapterPage(STORY, chapter, divided, notes_around(STORY, chapter, notes, divided))


@given(texts, any_notes, st.sampled_from(Length))
def test_passages_are_the_chapter_whatever_the_notes(text: str, notes: ChapterNotes, length: Length) -> None:
    page = page_with(text, notes, length)
    offsets = [page.offset_at(index) for index in range(page.count)]
    assert [page.index_of(offset) for offset in offsets] == list(range(page.count))
    in_text = [offset for offset in offsets if page.notes.page_at(offset) is None]
    assert in_text == [each.start for each in page.divided.passages]
    assert "".join(text[a:b] for a, b in zip(in_text, [*in_text[1:], None], strict=True)) == text
    assert [page.notes.nearest(offset, in_text[-1]) for offset in offsets] == offsets


@given(texts, any_notes, st.sampled_from(Length))
def test_every_note_is_shown_once_and_fits(text: str, notes: ChapterNotes, length: Length) -> None:
    page = page_with(text, notes, length)
    around, divided = page.notes, page.divided.passages
    before, after = around.before, around.after
    assert not (before.beside and before.pages)
    assert not (after.beside and after.pages)
    said = (notes.summary, notes.before, notes.after, *notes.content_warnings)
    shown = " ".join((before.beside, *before.pages, after.beside, *after.pages))
    assert shown.count("word") == " ".join(said).count("word")
    assert shown.count("-# Author’s note\n") == bool(notes.before) + bool(notes.after)
    assert shown.count("-# Summary\n") == bool(notes.summary)
    first, last = (len(each.render(text)) for each in (divided[0], divided[-1]))
    assert not before.beside or len(before.beside) + first <= PANEL_ROOM
    with_last = len(after.beside) + (len(before.beside) if len(divided) == 1 else 0)
    assert not after.beside or with_last + last <= PANEL_ROOM


@given(st.data(), texts, st.sampled_from(Length))
def test_notes_in_the_text_are_shown_once_and_fit(data: st.DataObject, text: str, length: Length) -> None:
    places = [at + 2 for at in range(len(text)) if text.startswith("\n\n", at)] + [len(text)]
    notes = st.builds(NoteWithin, st.sampled_from(places), st.integers(1, 60).map("line ".__mul__))
    within = tuple(sorted(data.draw(st.lists(notes, max_size=40))))
    divided = DividedText.of(text, length.limit, within)
    shown = [divided.shown(each) for each in divided.passages]
    assert all(len(each) <= PANEL_ROOM for each in shown)
    assert "".join(shown).count("word") == text.count("word")
    if sum(len(each.text) for each in within) < 2_000:
        assert "".join(shown).count("line") == sum(each.text.count("line") for each in within)
