"""A zip of chapter files read as one story, and files recognised by their content."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import UnreadableFileError
from bot.imports.file_kinds import SUFFIXES
from bot.imports.formats import parse
from bot.imports.manuscript import TITLE_FROM_NAME
from bot.stories.details import Completion
from tests.imports.epubs import Book, page
from tests.imports.word_documents import Document, para
from tests.support.zips import zipped

PROSE = "the lamp went out at nine, and nobody in the village noticed it until the morning."


def test_chapters_come_in_natural_order_whatever_the_zip_has_first() -> None:
    files = {f"chapter {number}.txt": f"Number {number}: {PROSE}" for number in (10, 2, 1)}
    story = parse(zipped(files), "the-lighthouse.zip")
    assert story.details.title == "The Lighthouse"
    assert [chapter.title for chapter in story.chapters] == ["Chapter 1", "Chapter 2", "Chapter 10"]
    assert TITLE_FROM_NAME in story.warnings


@pytest.mark.parametrize(
    "names",
    [
        ("Prologue", "Chapter One", "Chapter Two", "Interlude", "Epilogue", "Afterword"),
        ("序章", "第二章 来信", "第十章 海", "第十一章 灯", "终章"),
        ("Пролог", "Глава первая", "Глава вторая", "Эпилог"),
        ("Proloog", "Hoofdstuk 1", "Hoofdstuk 2", "Intermezzo", "Epiloog"),
        ("Předehra", "Kapitola první", "Kapitola druhá", "Dohra"),
        ("여는 이야기", "제1장", "제2장", "막간", "에필로그"),
        ("01 - Prologue", "02 - Chapter One", "03 - Interlude", "04 - Chapter Two"),
    ],
)
def test_files_that_are_named_as_chapters_come_in_the_storys_order(names: tuple[str, ...]) -> None:
    story = parse(zipped({f"{name}.txt": PROSE for name in reversed(names)}), "lamp.zip")
    told = [chapter.title.casefold() for chapter in story.chapters]
    assert told == [name.rpartition(" - ")[2].casefold() for name in names]


def test_whether_it_is_complete_is_what_the_last_chapter_says_of_it() -> None:
    said = {"1": "Status: WIP\n\n", "2": "Status: Complete\n\n", "3": ""}
    files = {f"chapter {number}.txt": f"{line}{PROSE}\n\n{PROSE}" for number, line in said.items()}
    assert parse(zipped(files), "lighthouse.zip").details.completion is Completion.COMPLETE


def test_what_any_of_the_files_warns_of_is_on_the_card() -> None:
    files = {
        f"{n}.txt": f"Content warnings: {of}\n\n{'It burned. ' * 30}" for n, of in enumerate(("fog", "fire"))
    }
    story = parse(zipped(files), "lamp.zip")
    assert story.details.content_warnings == ("fog", "fire")
    assert [each.notes.content_warnings for each in story.chapters] == [("fog",), ("fire",)]


def test_files_of_notes_and_warnings_are_no_chapters() -> None:
    files = {"00 Content Warnings.txt": "fog, fire", "01 Lamp.txt": PROSE, "02 Author's Note.txt": "Bye!"}
    story = parse(zipped(files), "lamp.zip")
    assert story.details.content_warnings == ("fog", "fire")
    assert [(each.title, each.notes.after) for each in story.chapters] == [("Lamp", "Bye!")]


def test_folders_count_for_the_order_only() -> None:
    files = {f"book/part {part}/{name}.txt": PROSE for part in (10, 2) for name in ("02 storm", "01 lamp")}
    story = parse(zipped(files), "lighthouse.zip")
    assert [chapter.title for chapter in story.chapters] == ["Lamp", "Storm", "Lamp (2)", "Storm (2)"]
    assert len({chapter.key for chapter in story.chapters}) == 4


def test_files_of_every_kind_can_be_chapters() -> None:
    files: dict[str, str | bytes] = {
        "1 lamp.txt": PROSE,
        "2 storm.md": f"{PROSE} *Soon.*",
        "3 dawn.html": f"<html><body><p>{PROSE}</p></body></html>",
        "4 day.docx": Document(para(PROSE)).zipped(),
        "5 book.epub": Book({"one.xhtml": page(f"<h1>Night</h1><p>{PROSE}</p>")}).zipped(),
    }
    story = parse(zipped(files), "lighthouse.zip")
    assert [chapter.title for chapter in story.chapters] == ["Lamp", "Storm", "Dawn", "Day", "Night"]
    assert all(PROSE in chapter.text for chapter in story.chapters)


def test_what_is_no_chapter_is_left_out_and_counted() -> None:
    files: dict[str, str | bytes] = {
        "one.txt": PROSE,
        "two.txt": PROSE,
        "cover.png": b"\x89PNG",
        "more.zip": zipped({"three.txt": PROSE}),
        "__MACOSX/._one.txt": b"\0\1",
        ".hidden/four.txt": PROSE,
        "folder/": b"",
    }
    story = parse(zipped(files), "lighthouse.zip")
    assert len(story.chapters) == 2
    assert "Left out of the zip: 2 files of other kinds." in story.warnings


def test_a_zip_under_the_name_of_a_text_is_not_opened_within_a_zip() -> None:
    story = parse(zipped({"one.txt": PROSE, "two.txt": zipped({"deep.txt": PROSE})}), "lighthouse.zip")
    assert len(story.chapters) == 1
    assert any("two.txt" in warning for warning in story.warnings)


def test_an_unreadable_chapter_is_left_out_with_its_reason() -> None:
    story = parse(zipped({"1.txt": PROSE, "2.docx": b"not a document", "3.txt": PROSE}), "lighthouse.zip")
    assert len(story.chapters) == 2
    assert any("Word document cannot be opened" in warning for warning in story.warnings)


def test_the_title_that_the_files_agree_on_is_the_story_s() -> None:
    files = {f"{number}.txt": f"Title: The Long Night\n\nAuthor: Owl\n\n{PROSE}" for number in (1, 2)}
    story = parse(zipped(files), "export-2024.zip")
    assert (story.details.title, story.details.authors) == ("The Long Night", ("Owl",))
    assert TITLE_FROM_NAME not in story.warnings


@pytest.mark.parametrize("path", ["../../../etc/cron.d/x.txt", "/etc/x.txt", "C:\\x.txt", "a/../../x.txt"])
def test_names_that_climb_out_lead_nowhere(path: str) -> None:
    story = parse(zipped({path: PROSE}), "lighthouse.zip")
    assert PROSE in story.chapters[0].text
    assert "etc" not in story.details.title


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"not a zip at all", "cannot be opened"),
        (zipped({"one.txt": PROSE * 50})[:-40], "cut short or damaged"),
        (zipped({"cover.png": b"\x89PNG"}), "no chapter that can be read"),
        (zipped({"bomb.txt": b" " * 70_000_000}), "unpacks to far more"),
    ],
)
def test_bad_zips_are_refused_in_one_sentence(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableFileError, match=reason):
        parse(data, "lighthouse.zip")


def test_a_zip_that_lies_about_its_sizes_unpacks_no_further() -> None:
    data = zipped({"one.txt": b" " * 5_000_000, "two.txt": PROSE})
    lie = data.replace((5_000_000).to_bytes(4, "little"), (1000).to_bytes(4, "little"))
    story = parse(lie, "lighthouse.zip")
    assert [chapter.text.lower() for chapter in story.chapters] == [PROSE]


BOOK = Book({"one.xhtml": page(f"<p>{PROSE}</p>")}).zipped()
DOCUMENT = Document(para(PROSE)).zipped()
PAGE = f"<!DOCTYPE html><html><body><p>{PROSE}</p></body></html>".encode()
CHAPTERS = zipped({"one.txt": PROSE})


@pytest.mark.parametrize(
    ("data", "called", "name"),
    [
        *((BOOK, "an EPUB", f"story{suffix}") for suffix in sorted(SUFFIXES - {".epub"})),
        *((DOCUMENT, "a Word document", f"story{suffix}") for suffix in sorted(SUFFIXES - {".docx"})),
        *((PAGE, "a web page", f"story{suffix}") for suffix in (".txt", ".docx", ".epub", ".zip")),
        (CHAPTERS, "a zip of files", "story.txt"),
    ],
)
def test_a_file_under_a_wrong_name_is_read_as_what_it_is(data: bytes, called: str, name: str) -> None:
    story = parse(data, name)
    assert PROSE in story.chapters[0].text
    assert story.warnings[0] == f"“{name}” is {called} by its content, and was read as one."


@pytest.mark.parametrize(("data", "name"), [(BOOK, "a.epub"), (DOCUMENT, "a.docx"), (CHAPTERS, "a.zip")])
def test_a_file_under_its_own_name_says_nothing_of_the_kind(data: bytes, name: str) -> None:
    assert not any("by its content" in warning for warning in parse(data, name).warnings)


@given(st.binary(max_size=200), st.sampled_from(sorted(SUFFIXES)))
def test_whatever_the_bytes_a_file_is_read_or_refused(noise: bytes, suffix: str) -> None:
    for data in (noise, b"PK\3\4" + noise, CHAPTERS[:40] + noise + CHAPTERS[40:]):
        try:
            assert parse(data, f"story{suffix}").chapters
        except UnreadableFileError as error:
            assert str(error).endswith(".")
