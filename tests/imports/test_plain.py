"""Plain-text files as their authors post them, and the real ones where they are at hand."""

from __future__ import annotations

import re
import time
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import UnreadableFileError
from bot.imports.formats.plain import parse
from bot.imports.manuscript import Manuscript
from bot.stories.details import Rating
from bot.stories.models import ChapterKind
from bot.text import markup
from tests.support.paths import CORPORA
from tests.support.rounds import rounds

PROSE = "\n\n".join(
    ["Nobody had rung the bell since the flood, and still it rang, a little after four. " * 3] * 4
)


def read(text: str, name: str = "the-bell.txt") -> Manuscript:
    return parse(text.encode(), name)


def corpus(name: str) -> Manuscript:
    path = CORPORA / name
    if not path.exists():
        pytest.skip("the corpora are not beside this checkout")
    return parse(path.read_bytes(), path.name)


def test_the_one_shot_as_its_author_posted_it() -> None:
    story = corpus("fanfiction/interview-with-her-vampire.txt")
    assert story.details.title == "Interview With Her Vampire"
    (chapter,) = story.chapters
    assert chapter.text.startswith("She doesn't know why she opens the cell door")
    assert chapter.text.count("\n\n") == 19
    assert (
        story.details.notes == "Just something I wasn't able to get out of my head after the season finale."
    )
    assert story.details.disclaimer == "I own nothing"
    assert story.warnings == ()


def test_frankenstein() -> None:
    book = corpus("plain-text/frankenstein-utf8.txt")
    assert book.details.title == "Frankenstein or The Modern Prometheus"
    assert book.details.authors == ("Mary Wollstonecraft (Godwin) Shelley",)
    assert book.details.language == "en"
    letters, chapters = [f"Letter {n}" for n in range(1, 5)], [f"Chapter {n}" for n in range(1, 25)]
    assert [chapter.title for chapter in book.chapters] == letters + chapters
    assert "Your affectionate brother,\nRobert Walton" in book.chapters[1].text
    assert "Like one who, on a lonely road,\nDoth walk in fear and dread,\n" in book.chapters[8].text
    assert book.chapters[-1].text.endswith("lost in darkness and distance.")


def test_dracula() -> None:
    book = corpus("plain-text/dracula-latin1.txt")
    body = [chapter for chapter in book.chapters if chapter.kind is ChapterKind.BODY]
    assert len(body) == 27
    assert [chapter.kind for chapter in (book.chapters[0], book.chapters[-1])] == [
        ChapterKind.FRONT,
        ChapterKind.BACK,
    ]
    assert body[0].title == "CHAPTER I: JONATHAN HARKER'S JOURNAL"
    assert body[4].title == "CHAPTER V"
    assert body[4].text.startswith("_Letter from Miss Mina Murray to Miss Lucy Westenra._\n\n")
    assert "gallant gentleman.\n\nNOTE\n\nSeven years ago" in body[-1].text
    assert body[-1].text.endswith("JONATHAN HARKER.\n\nTHE END")
    assert not any("Gutenberg" in chapter.text for chapter in book.chapters)


def test_a_serial_with_everything_on_its_first_page() -> None:
    story = read(
        "The Bell\nby Owl\nRating: M\nSummary: It rings.\n\nA/N: Be kind.\n\n----\n\n"
        f"Chapter 1: Four o’clock\n\nDisclaimer: Nobody owns a bell.\n\n{PROSE}\n\n***\n\n{PROSE}\n\n"
        f"A/N: More soon!\n\nChapter 2: Five\n\nA/N: Here it is.\n\n{PROSE}\n\n-x-x-x-\n\nA/N: That was all."
    )
    assert (story.details.title, story.details.authors, story.details.rating) == (
        "The Bell",
        ("Owl",),
        Rating.MATURE,
    )
    assert (story.details.summary, story.details.notes, story.details.disclaimer) == (
        "It rings.",
        "Be kind.",
        "Nobody owns a bell.",
    )
    first, second = story.chapters
    assert (first.title, first.key) == ("Chapter 1: Four o’clock", "chapter 1")
    assert first.text.startswith("Nobody had rung") and first.text.endswith("A/N: More soon!")
    assert second.text.startswith("A/N: Here it is.\n\nNobody")


def test_chapters_stand_inside_their_parts_and_the_epilogue_outside() -> None:
    story = read(
        f"Prologue\n\n{PROSE}\n\nPart One\n\nChapter 1\n\n{PROSE}\n\nChapter 2\n\n{PROSE}\n\n"
        f"PART TWO\n\nTHE FLOOD\n\nChapter 1\n\n{PROSE}\n\nEpilogue\n\n{PROSE}\n\nThe End"
    )
    assert [chapter.title for chapter in story.chapters] == [
        "Prologue",
        "Part One · Chapter 1",
        "Part One · Chapter 2",
        "PART TWO: THE FLOOD · Chapter 1",
        "Epilogue",
    ]


def test_keys_outlive_new_titles_and_new_chapters() -> None:
    before = read(f"Chapter 1: Smoke\n\n{PROSE}\n\nChapter 2\n\n{PROSE}\n\nChapter 2\n\n{PROSE}")
    after = read(f"Prologue\n\n{PROSE}\n\nChapter 1: Ash\n\n{PROSE}\n\nCHAPTER 2\n\nSalt\n\n{PROSE}")
    assert [chapter.key for chapter in before.chapters] == ["chapter 1", "chapter 2", "chapter 2 #2"]
    assert [chapter.key for chapter in after.chapters] == ["prologue", "chapter 1", "chapter 2"]


@pytest.mark.parametrize(
    "line", ["The Bell and the Flood", "Nightfall", "THE BELL", "# The Bell and the Flood", "~ Nightfall ~"]
)
@pytest.mark.parametrize("heading", ["Chapter 1", "Prologue", "Contents\n\nChapter 1\n\nChapter 1"])
def test_the_line_before_the_first_heading_is_the_title(line: str, heading: str) -> None:
    story = read(f"{line}\n\n{heading}\n\n{PROSE}", "draft-4.txt")
    assert story.details.title == line.strip("#~ ")
    assert story.warnings == ()
    assert [chapter.text for chapter in story.chapters] == [read(PROSE).chapters[0].text]


def test_a_line_that_is_no_title_stays_before_the_story() -> None:
    story = read(f"To my mother, who rang it.\n\nChapter 1\n\n{PROSE}", "draft-4.txt")
    assert (story.details.title, story.chapters[0].text) == ("Draft 4", "To my mother, who rang it.")


def test_chapters_headed_by_bare_numerals() -> None:
    story = read(f"The Bell and the Flood\n\nby Ann\n\nI\n\n{PROSE}\n\nII\n\n{PROSE}\n")
    assert (story.details.title, story.details.authors) == ("The Bell and the Flood", ("Ann",))
    assert [(chapter.title, chapter.text.count("\n\n")) for chapter in story.chapters] == [
        ("I", 3),
        ("II", 3),
    ]


def test_the_first_scene_of_a_screenplay_is_not_its_title() -> None:
    story = read("INT. KITCHEN - NIGHT\n\nANNA stands at the window.\n\nEXT. STREET - DAY\n\nA car passes.\n")
    assert story.chapters[0].text.startswith("INT. KITCHEN - NIGHT\n\nANNA")


def test_a_story_without_headings_is_one_chapter_named_by_its_file() -> None:
    story = read(f"London\n\n{PROSE}", "the_bell-of st. anne.txt")
    assert story.details.title == "The Bell Of St. Anne"
    assert story.warnings == ("The text does not say its title; the file’s name was taken.",)
    (chapter,) = story.chapters
    assert (chapter.title, chapter.key, chapter.kind) == ("", "", ChapterKind.BODY)
    assert chapter.text.startswith("London\n\nNobody")


def test_a_dedication_stands_before_the_story_and_a_beginning_in_it() -> None:
    dedication, _ = read(f"For Marta\nwho rang it\n\nChapter 1\n\n{PROSE}").chapters
    assert (dedication.kind, dedication.text) == (ChapterKind.FRONT, "For Marta\nwho rang it")
    beginning, _ = read(f"{PROSE}\n\nChapter 1\n\n{PROSE}").chapters
    assert (beginning.kind, beginning.title) == (ChapterKind.BODY, "")


def test_a_heading_with_nothing_after_it_is_still_read() -> None:
    (chapter,) = read(f"Chapter 1\n\n{PROSE}\n\nChapter 2").chapters
    assert chapter.text.endswith("\n\nChapter 2")


def test_a_file_of_details_alone_is_shown_as_it_is() -> None:
    assert read("A/N: On holiday until May.").chapters[0].text == "A/N: On holiday until May."


@pytest.mark.parametrize("data", [b"", b" \n\t\r\n", b"12345", b"* * *\n\n---", "\ufeff\n".encode()])
def test_a_file_without_a_word_is_refused_in_one_sentence(data: bytes) -> None:
    with pytest.raises(UnreadableFileError, match=r"^“empty.txt” [^.]*\.$"):
        parse(data, "empty.txt")


_SENTENCE = st.integers(1, 12).map(lambda words: f"It was {' '.join(['wx'] * words)}.")
_HEADINGS = st.sampled_from(
    ["Chapter 1", "CHAPTER II", "Part One", "Prologue", "Letter 3", "chapter 4", "Introduction"]
)
_FURNITURE = st.sampled_from(
    ["***", "-x-x-", "The End", "by Owl", "By: Owl", "The Tin Key", "Author's Note", "_", "*"]
)
_LINE = st.sampled_from(["“Who?” said Owl.", "    an indented line", "[Illustration]"])
_LABELLED = st.tuples(
    st.sampled_from(["A/N: ", "Disclaimer: ", "Summary: ", "Warnings: ", "Beta: ", "Beta:\n\n"]), _SENTENCE
)
_LINES = st.lists(
    st.tuples(
        st.one_of(_SENTENCE, _LINE, _HEADINGS, _FURNITURE, _LABELLED.map("".join)),
        st.sampled_from(["\n", "\n\n", "\n\n\n"]),
    )
)


@given(_LINES)
def test_every_word_of_the_file_is_in_exactly_one_place(lines: list[tuple[str, str]]) -> None:
    numbers = count()
    text = re.sub("wx", lambda _: f"w{next(numbers)}x", "".join(line + end for line, end in lines))
    try:
        story = read(text)
    except UnreadableFileError:
        assert not re.search(r"w\d+x", text)
        return
    shown = [
        story.details.summary,
        story.details.notes,
        story.details.disclaimer,
        *story.details.content_warnings,
    ]
    shown += [chapter.text for chapter in story.chapters]
    assert sorted(re.findall(r"w\d+x", " ".join(shown))) == sorted(re.findall(r"w\d+x", text))


@given(st.one_of(st.binary(), st.text().map(str.encode)))
def test_any_file_is_a_well_formed_manuscript_or_refused(data: bytes) -> None:
    try:
        story = parse(data, "any.txt")
    except UnreadableFileError as error:
        assert str(error).endswith(".")
        return
    assert story.details.title and story.chapters
    for text in (
        *(chapter.text for chapter in story.chapters),
        story.details.notes,
        story.details.summary,
        story.details.disclaimer,
    ):
        assert text == text.strip()
        assert not re.search(r"\n[^\S\n]*\n[^\S\n]*\n", text)
    assert all(markup.strip(chapter.text) for chapter in story.chapters)
    keys = [chapter.key for chapter in story.chapters]
    assert len(set(keys)) == len(keys)


@pytest.mark.proofs
@pytest.mark.parametrize(
    "unit", [" ", "\n", "*", "_a ", "Chapter ", "Chapter 1\n\n", "A/N: x\n", "Title: x\ny\n"]
)
def test_a_megabyte_of_anything_is_read_in_good_time(unit: str) -> None:
    size = rounds(200_000, full=1_000_000)
    data = (unit * (size // len(unit)) + "x").encode()
    start = time.process_time()
    parse(data, "long.txt")
    assert time.process_time() - start < 10 * size / 1_000_000  # seconds; what is not linear takes minutes


def test_the_same_chapter_twice_is_said() -> None:
    once = read(f"Chapter 1\n\n{PROSE}\n\nInterlude\n\n{PROSE}\n\nInterlude\n\n{PROSE}")
    assert not any("More than one chapter" in warning for warning in once.warnings)
    twice = read(f"Chapter 1: Smoke\n\n{PROSE}\n\nChapter 2\n\n{PROSE}\n\nChapter 2\n\n{PROSE}")
    assert twice.warnings[-1] == (
        "More than one chapter is called “Chapter 2”, with the same words; all of them were kept."
    )
    assert len(twice.chapters) == 3


def test_chapters_of_one_number_in_two_parts_are_not_the_same() -> None:
    story = read(f"Part 1\n\nChapter 1\n\n{PROSE}\n\nPart 2\n\nChapter 1\n\n{PROSE}", "the-bell.txt")
    assert not any("More than one chapter" in warning for warning in story.warnings)


@pytest.mark.parametrize("title", ["", "The Bell\n\nby Owl\n\n"])
def test_headings_that_repeat_the_title_tell_it(title: str) -> None:
    story = read(f"{title}The Bell: Chapter 1\n\n{PROSE}\n\nThe Bell: Chapter 2\n\n{PROSE}", "draft.txt")
    assert story.details.title == "The Bell"
    assert [chapter.title for chapter in story.chapters] == ["Chapter 1", "Chapter 2"]
    assert story.warnings == ()


def test_headings_that_begin_with_other_words_keep_them() -> None:
    text = f"The Bell\n\nby Owl\n\nThe Flood: Chapter 1\n\n{PROSE}\n\nThe Flood: Chapter 2\n\n{PROSE}"
    assert [chapter.title for chapter in read(text).chapters] == [
        "The Flood: Chapter 1",
        "The Flood: Chapter 2",
    ]


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
@pytest.mark.parametrize(
    ("subtitles", "by"),
    [(["A Play in Two Acts"], "by"), (["(or, the Flood)"], "By:"), (["or", "The Flood"], "written by")],
)
def test_a_subtitle_may_stand_between_title_and_author(gap: str, subtitles: list[str], by: str) -> None:
    story = read(gap.join(["THE BELL", *subtitles, f"{by} Imogen Reyes"]) + f"\n\n{PROSE}", "draft-4.txt")
    assert (story.details.title, story.details.authors) == ("THE BELL", ("Imogen Reyes",))
    assert story.details.notes.split("\n\n") == subtitles
    assert story.chapters[0].text.startswith("Nobody") and story.warnings == ()


@pytest.mark.parametrize(
    "head",
    [
        "Orla Finch                         about 5,200 words\n12 Quay Road\norla@bell.example\n\n\n"
        "                THE BELL\n\n              by Orla Finch\n\n\n",
        "Orla Finch\n12 Quay Road\n(555) 123-4567\norla@bell.example\n5,200 words\n\n\n        THE BELL\n\n",
        "Orla Finch\n12 Quay Road\norla@bell.example\n\n5,200 words\n\n   THE BELL\n   Orla Finch\n\n",
    ],
)
def test_a_manuscript_s_address_is_left_out_and_that_is_said(head: str) -> None:
    story = read(head + PROSE, "draft-4.txt")
    assert (story.details.title, story.details.authors) == ("THE BELL", ("Orla Finch",))
    assert [chapter.text for chapter in story.chapters] == [read(PROSE).chapters[0].text]
    assert story.details.notes == ""
    assert story.warnings == (
        "The address at the head of the manuscript, with its count of words, was left out.",
    )


def test_a_story_that_begins_with_messages_is_no_manuscript() -> None:
    for head in (
        "owl@bell.example\nare you up\n\n",
        "100 words\n\nOwl\nare you up\n\n",
        "555 123 4567\n\nHi\n\n",
    ):
        story = read(head + PROSE, "draft-4.txt")
        assert story.chapters[0].text.startswith(head.split("\n")[0]) and not story.details.authors
