"""Content warnings behind words with which one would say them: `Please be warned: blood`."""

from __future__ import annotations

import pytest

from bot.imports import formats
from tests.imports.epubs import Book, page
from tests.imports.word_documents import Document, para

TEXT = "The lamp was lit at six, and the keeper sat down with his tea. It rained again.\n\n" * 9
TWO = ("blood", "drowning")


@pytest.mark.parametrize(
    "said",
    [
        "Please be warned: blood, drowning",
        "**Be warned:** blood, drowning.",
        "You have been warned - blood, drowning",
        "(You’ve been forewarned: blood, drowning)",
        "Readers are warned: blood, drowning",
        "Fair warning: blood, drowning",
        "Just a quick warning: blood, drowning",
        "A word of warning: this story contains blood and drowning.",
        "Please be aware that this story contains blood and drowning.",
        "Be warned, this chapter mentions blood and drowning.",
        "Beware: blood, drowning",
        "Heads up! It contains blood and drowning.",
        "Reader discretion advised: blood, drowning",
        "Warnings for: blood, drowning",
        "Soyez prévenus : blood, drowning",
        "Ihr seid gewarnt: blood, drowning",
        "Achtung: blood, drowning",
        "Están advertidos: blood, drowning",
        "Estejam avisados: blood, drowning",
        "Siete stati avvertiti: blood, drowning",
        "Вы предупреждены: blood, drowning",
        "慎入：blood、drowning",
        "ご注意ください：blood、drowning",
    ],
)
def test_before_a_story_and_at_the_head_of_a_chapter(said: str) -> None:
    story = formats.parse(f"The Lamp\nby Owl\n\n{said}\n\n{TEXT}".encode(), "draft.txt")
    assert (story.details.title, story.details.content_warnings) == ("The Lamp", TWO)
    assert story.chapters[0].text == TEXT.strip()
    later = formats.parse(
        f"# The Lamp\n\n## Chapter 1\n\n{TEXT}## Chapter 2\n\n{said}\n\n{TEXT}".encode(), "draft.md"
    )
    assert later.details.content_warnings == ()
    assert later.chapters[1].notes.content_warnings == TWO
    assert later.chapters[1].text == TEXT.strip()


@pytest.mark.parametrize(
    "typed",
    [
        f"The Lamp\n\nBe warned: whoever lit this lamp will have to answer for it, said the sign.\n\n{TEXT}",
        f"The Lamp\n\nAchtung: Hochspannung\n\n{TEXT}",
        f"The Lamp\n\n“Be warned: wolves, bears,” he said.\n\n{TEXT}",
        f"Fair Warning: A Tale of the Sea\nby Owl\n\n{TEXT}",
        f"Beware\nby Owl\n\nChapter 1\n\n{TEXT}Chapter 2: Fair Warning\n\n{TEXT}",
        f"The Lamp\n\nChapter 1\n\n{TEXT}Chapter 2\n\nHe was warned: wolves, bears, storms.\n\n{TEXT}",
        f"The Lamp\n\nChapter 1\n\n{TEXT}Be warned: wolves, bears\n\n{TEXT}",
    ],
)
def test_what_warns_in_the_story_stays_there(typed: str) -> None:
    story = formats.parse(typed.encode(), "draft.txt")
    assert story.details.content_warnings == ()
    assert not any(chapter.notes.content_warnings for chapter in story.chapters)


def test_in_a_note_in_a_book_and_in_a_document() -> None:
    noted = formats.parse(f"The Lamp\n\nA/N: Sorry! Be warned: blood, drowning.\n\n{TEXT}".encode(), "a.txt")
    paragraphs = ["Please be warned: blood, drowning", *TEXT.strip().split("\n\n")]
    text = "".join(f"<p>{each}</p>" for each in paragraphs)
    book = Book({"one.xhtml": page(f"<h1>One</h1>{text}")}).zipped()
    document = Document(para("The Lamp", style="Title") + "".join(map(para, paragraphs))).zipped()
    read = (noted, formats.parse(book, "a.epub"), formats.parse(document, "a.docx"))
    assert [story.details.content_warnings for story in read] == [TWO, TWO, TWO]
