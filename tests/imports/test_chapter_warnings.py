"""Content warnings that authors write into their chapters."""

from __future__ import annotations

import pytest

from bot.imports import content_warnings
from bot.imports.manuscript import Manuscript, ManuscriptChapter
from bot.imports.notes import set_apart
from bot.stories.chapter_notes import ChapterNotes
from bot.stories.details import Details
from bot.stories.models import ChapterKind
from tests.imports.second_chapter import STORY, second

WARNINGS = {
    "TW: blood": ("blood",),
    "tw: blood, gore": ("blood", "gore"),
    "CW // blood // gore": ("blood", "gore"),
    "TW/CW - blood": ("blood",),
    "TW \\| blood": ("blood",),
    "CN: blood": ("blood",),
    "⚠️ TW: blood, gore ⚠️": ("blood", "gore"),
    "⚠️ blood, gore ⚠️": ("blood", "gore"),
    "⚠️ Warning: blood ⚠️": ("blood",),
    "(tw blood)": ("blood",),
    "!! TW !! blood": ("blood",),
    "**TW** blood": ("blood",),
    "TWs: blood, gore": ("blood", "gore"),
    "**⚠️ TRIGGER WARNING ⚠️**\n\nThis chapter contains blood.": ("blood",),
    "Content warnings\n\nblood, gore": ("blood", "gore"),
    "TW: none": (),
    "\\[CW: blood, self-harm (mentioned)]": ("blood", "self-harm (mentioned)"),
    "**Content notes:** blood; gore": ("blood", "gore"),
    "Trigger warnings: blood, gore and death": ("blood", "gore", "death"),
    "Content Warning: blood and gore.": ("blood and gore",),
    "Предупреждения: кровь": ("кровь",),
    "Triggerwarnung: Blut": ("Blut",),
}


@pytest.mark.parametrize(("written", "warnings"), WARNINGS.items())
def test_the_warnings_of_a_chapter_are_its_own(written: str, warnings: tuple[str, ...]) -> None:
    chapter = ManuscriptChapter("Two", STORY, notes=ChapterNotes(content_warnings=warnings))
    assert second(f"{written}\n\n{STORY}") == chapter


def test_warnings_within_a_chapter_and_within_notes_are_warnings_too() -> None:
    text = f"A/N: Sorry for the wait! TW: blood in this one.\n\n{STORY}\n\nTW: a fall\n\n{STORY}"
    chapter = second(text)
    assert chapter.notes.content_warnings == ("a fall", "blood in this one")
    assert "TW: a fall" in chapter.text


def test_warnings_within_what_a_format_knows_as_notes_are_warnings_too() -> None:
    notes = ChapterNotes("A fight. TW: gore", "CW for blood and bruises", "CN: ice. Bye!")
    chapters = (ManuscriptChapter("One", STORY), ManuscriptChapter("Two", STORY, notes=notes))
    story = set_apart(Manuscript(Details(title="The Lamp", summary="CW: drowning. Home."), chapters))
    assert story.details.content_warnings == ("drowning",)
    assert story.chapters[1].notes.content_warnings == ("gore", "blood and bruises", "ice")


def test_the_warnings_before_the_first_chapter_are_the_storys() -> None:
    chapters = (
        ManuscriptChapter("", "CW: fire", ChapterKind.FRONT),
        ManuscriptChapter("One", f"TW: blood\n\n{STORY}"),
        ManuscriptChapter("Two", f"TW: gore\n\n{STORY}"),
    )
    story = set_apart(Manuscript(Details(title="The Lamp", notes="Hello. CW: ice"), chapters))
    assert story.details.content_warnings == ("ice", "fire", "blood")
    assert [chapter.notes.content_warnings for chapter in story.chapters] == [(), (), ("gore",)]


def test_a_list_of_warnings_is_divided_and_a_sentence_is_not() -> None:
    assert content_warnings.listed("blood, gore & panic") == ("blood", "gore", "panic")
    assert content_warnings.listed("- blood\n- gore") == ("blood", "gore")
    assert content_warnings.listed("None") == ()
    assert content_warnings.listed("This fiction contains: Gore, Profanity") == ("Gore", "Profanity")
    sentence = "this chapter has a fall, a fire, and a long goodbye that some of you may want to skip"
    assert content_warnings.listed(sentence) == (sentence,)
