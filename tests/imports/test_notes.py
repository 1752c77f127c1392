"""Notes that authors write into their chapters."""

from __future__ import annotations

import re

import pytest

from bot.imports import formats
from bot.imports.manuscript import Manuscript, ManuscriptChapter
from bot.imports.notes import set_apart
from bot.stories.chapter_notes import NO_NOTES, ChapterNotes, NoteWithin
from bot.stories.details import Details
from bot.stories.models import ChapterKind
from bot.text.languages import LANGUAGES, Language
from tests.imports.second_chapter import LAMP, STORY, second
from tests.support.rounds import rounds

NOTES = {
    "A/N: Hi *you*!": "Hi *you*!",
    "AN: Hi!": "Hi!",
    "AN2: Hi!": "Hi!",
    "A/N - Hi!": "Hi!",
    "A/N Hi!": "Hi!",
    "A\\\\N: Hi!": "Hi!",
    "Author's note: Hi!": "Hi!",
    "Author’s Notes – Hi!": "Hi!",
    "Authors Note: Hi!": "Hi!",
    "Quick A/N: Hi!": "Hi!",
    "End notes: Hi!": "Hi!",
    "Note from the author: Hi!": "Hi!",
    "**A/N**: Hi!": "Hi!",
    "**A/N:** Hi!": "Hi!",
    "**A/N** Hi!": "Hi!",
    "\\~A/N: Hi!\\~": "Hi!",
    "((A/N: Hi!))": "Hi!",
    "N/A: Oi!": "Oi!",
    "(NdA : Salut !)": "Salut !",
    "（作者注：你好）": "你好",
    "_A/N: Hi!_": "_Hi!_",
    "**Author’s Note (please read):** Hi!": "Hi!",
    "(A/N: Hi (you)!)": "Hi (you)!",
    "\\[A/N Hi!]": "Hi!",
    "(A/N: Hi!\n\nMore soon.)": "Hi!\n\nMore soon.",
    "> **A/N:** Hi!\n> More soon.": "Hi!\nMore soon.",
    "### Author’s Note\n\nHi!": "Hi!",
    "A/N:\n\nHi!": "Hi!",
    "A/N: Hi!\n\nThank you for reading the last chapter.": "Hi!\n\nThank you for reading the last chapter.",
    "Disclaimer: I own nothing.": "Disclaimer: I own nothing.",
    "Note de l’auteur : Salut !": "Salut !",
    "Nota de la autora: ¡Hola!": "¡Hola!",
    "Notas da autora: Oi!": "Oi!",
    "Anmerkung der Autorin: Hallo!": "Hallo!",
    "От автора: Привет!": "Привет!",
    "作者的话：你好": "你好",
    "あとがき\n\nよろしく": "よろしく",
    "작가의 말: 안녕": "안녕",
}


@pytest.mark.parametrize(("written", "note"), NOTES.items())
def test_a_note_stands_apart_where_its_author_put_it(written: str, note: str) -> None:
    assert second(f"{written}\n\n{STORY}") == ManuscriptChapter("Two", STORY, notes=ChapterNotes(before=note))
    assert second(f"{STORY}\n\n{written}") == ManuscriptChapter("Two", STORY, notes=ChapterNotes(after=note))
    ruled = second(f"{written}\n\n\\* \\* \\*\n\n{STORY}\n\n-----\n\n{written}")
    assert ruled == ManuscriptChapter("Two", STORY, notes=ChapterNotes(before=note, after=note))


def test_at_the_head_of_a_chapter_plain_labels_will_do() -> None:
    chapter = second(f"**Summary:** He goes.\n\nNotes: Thank you for the kudos!\n\n{STORY}")
    assert chapter == ManuscriptChapter(
        "Two", STORY, notes=ChapterNotes("He goes.", "Thank you for the kudos!")
    )


def test_a_note_goes_on_to_the_line_that_ends_it() -> None:
    ruled = second(f"A/N: Hi!\n\nI was ill, sorry.\n\n\\~\\~\\~\n\n{STORY}")
    assert (ruled.notes.before, ruled.text) == ("Hi!\n\nI was ill, sorry.", STORY)
    ended = second(f"A/N: Hi!\n\nThe weather was bad.\n\nOn with the chapter!\n\n{STORY}")
    assert (ended.notes.before.startswith("Hi!\n\nThe weather was bad."), ended.text) == (True, STORY)
    last = second(f"{STORY}\n\n-x-x-\n\nA/N: Hi!\n\nThe weather was bad.\n\nJo")
    assert last.notes.after == "Hi!\n\nThe weather was bad.\n\nJo"


@pytest.mark.parametrize("end", ["\n\n", "\n"])
def test_what_was_copied_from_the_archive_keeps_its_notes(end: str) -> None:
    head = f"Summary:{end}He goes.\n\nNotes:{end}TW: gore\n\n(See the end of the chapter for notes.)"
    chapter = second(f"{head}\n\nChapter Text\n\n{STORY}\n\nNotes:{end}Bye!")
    notes = ChapterNotes("He goes.", "TW: gore", "Bye!", ("gore",))
    assert chapter == ManuscriptChapter("Two", STORY, notes=notes)


def test_the_first_chapter_copied_from_the_archive_begins_with_its_text() -> None:
    head = (
        "The Lamp\nby Owl\n\n(See the end of the work for more notes.)\n\nChapter 1\n\nSummary:\n\nHe goes."
    )
    text = f"{head}\n\nChapter Text\n\n{STORY}\n\nNotes:\n\nBye!\n\nChapter 2\n\n{STORY}"
    story = formats.parse(text.encode(), "lamp.txt")
    assert [(chapter.text, chapter.notes.after) for chapter in story.chapters] == [
        (STORY, "Bye!"),
        (STORY, ""),
    ]
    assert story.details.summary == "He goes."


@pytest.mark.parametrize(
    "line",
    [
        "R&R please!",
        "Please leave a review!",
        "Thanks for reading! More on Friday, I promise. ♥",
        "**Vote, comment and share!**",
        "Comments and kudos are always welcome!",
        "See you in the next chapter!\n\n~ Owl",
        "¡Gracias por leer!",
        "Danke fürs Lesen!",
        "Жду ваших отзывов!",
        "求收藏，求推荐！",
        "最後まで読んでくださりありがとうございます。",
    ],
)
def test_a_last_line_to_readers_alone_needs_no_label(line: str) -> None:
    assert second(f"{STORY}\n\n-----\n\n{line}") == ManuscriptChapter(
        "Two", STORY, notes=ChapterNotes(after=line)
    )


@pytest.mark.parametrize(
    "line",
    [
        "He needed some R and R.",
        "Thank you for reading this, my love.",
        "“Please review!” she said.",
        "Please leave a light on.",
        "I hope you enjoyed your stay.",
        "See you next week, Anna.",
        "Thank you for reading.\n\nYours, Anna",
        "Comments are closed, the sign said.",
        "To be continued…",
    ],
)
def test_a_last_line_of_the_story_stays(line: str) -> None:
    assert second(f"{STORY}\n\n{line}") == ManuscriptChapter("Two", f"{STORY}\n\n{line}")


def test_short_paragraphs_of_chinese_behind_a_note_are_the_story() -> None:
    line = "夜里下着雨，灯塔的灯还亮着。"
    text = "\n\n".join([line] * 9)
    chapter = second(f"{text}\n\n（作者有话要说：对不起）\n\n{line}\n\n{line}")
    assert (chapter.text, chapter.notes.after) == (f"{text}\n\n{line}\n\n{line}", "")
    assert [each.text for each in chapter.notes.within] == ["对不起"]


def test_a_label_without_a_note_is_left_out() -> None:
    assert second(f"{STORY}\n\nA/N:") == ManuscriptChapter("Two", STORY)


@pytest.mark.parametrize(
    ("written", "note"),
    [each for each in NOTES.items() if not re.match("#|End|Disc|あ|A/N: Hi!\n", each[0])]
    + [("Author’s Note\n\nIt is old.\n\nOn with the story!", "It is old.\n\nOn with the story!")],
)
def test_a_note_in_the_middle_of_a_chapter_keeps_its_place(written: str, note: str) -> None:
    chapter = second(f"{STORY}\n\n{written}\n\n“Well?” she said.\n\n{STORY}")
    kept = chapter.notes.within
    assert [each.text for each in kept] == [note]
    assert chapter.text[kept[0].offset :].startswith("“Well?” she said.")


def test_notes_in_the_middle_are_each_at_their_place() -> None:
    two = "-----\n\n\\[A/N: Two.\n\nTW: blood]\n\n-----"
    chapter = second(f"{LAMP} (A/N: One.)\n\n{two}\n\n{LAMP}\n\n(A/N: Three.)\n\n{LAMP}")
    assert chapter.text == f"{LAMP}\n\n-----\n\n-----\n\n{LAMP}\n\n{LAMP}"
    at = [NoteWithin(len(LAMP) + 2, "One."), NoteWithin(len(LAMP) + 9, "Two.\n\nTW: blood")]
    assert chapter.notes.within == (*at, NoteWithin(2 * len(LAMP) + 18, "Three."))
    assert chapter.notes.content_warnings == ("blood",)


def test_notes_stay_in_the_text_where_a_page_has_no_room_for_them() -> None:
    chapter = second("\n\n".join([LAMP, *["(A/N: " + "word " * 150 + ")", "She sang."] * 20, LAMP]))
    assert 2 <= len(chapter.notes.within) < 20
    assert chapter.text.count("A/N") == 20 - len(chapter.notes.within)


@pytest.mark.parametrize(
    "text",
    [
        f"Note: the lamp must be lit at six.\n\n{STORY}",
        f"Notes\n\n{STORY}",
        f"Notes: three lamps, one boat.\n\n{STORY}",
        f"N/A\n\n{STORY}",
        f"Dear reader,\n\nI write to you of the last chapter of my life.\n\n{STORY}",
        f"“A/N: what does that mean?” she asked.\n\n{STORY}",
        f"An—no, two lamps burned.\n\n{STORY}",
        f"An: a word.\n\n{STORY}",
        f"Warning: the lamp is lit.\n\n{STORY}",
        f"The author’s note was on the table.\n\n{STORY}",
        f"Author’s notes lay on the table.\n\n{STORY}",
        f"(A/N: sorry!) The lamp was lit.\n\n{STORY}",
        f"CW went home.\n\n{STORY}",
        f"Trigger Warning\n\n{STORY}",
        f"⚠ System warning: the lamp is failing!\n\n{STORY}",
        f"Two: that was all.\n\n{STORY}",
        f"{STORY}\n\nNote: the key is under the mat.\n\n{STORY}",
        f"{STORY}\n\nP.S. I love you.\n\n{STORY}",
        f"{STORY}\n\nEditor’s note: here the page is torn.\n\n{STORY}",
        f"{STORY}\n\n\\[Translator’s note: a small boat.]\n\n{STORY}",
        f"{STORY}\n\nAuthor’s Note\n\nIt lay on the table.\n\n{STORY}",
        f"{STORY}\n\n“A/N: what does that mean?” she asked.\n\n{STORY}",
        f"{STORY}\n\nShe sang (A/N: badly) to the end.\n\n{STORY}",
        f"{STORY}\n\n(A/N: it never closes.\n\n{STORY}",
        f"{STORY}\n\n_She sang. (A/N: badly)_\n\n{STORY}",
        f"{STORY}\n\nA/N: {LAMP * 25}\n\n{STORY}",
        f"{STORY}\n\n⚠️ HP low ⚠️\n\n{STORY}",
        "A/N: On holiday until May.",
    ],
)
def test_the_story_stays_whole(text: str) -> None:
    assert second(text) == ManuscriptChapter("Two", text, notes=NO_NOTES)


def test_a_note_takes_no_paragraph_of_the_story() -> None:
    told = second(f"A/N: Hi!\n\nIt snowed, and nobody came.\n\n\\* \\* \\*\n\n{STORY}")
    assert told.text == f"It snowed, and nobody came.\n\n\\* \\* \\*\n\n{STORY}"
    said = second(f"A/N: Hi!\n\n“I hope you like it,” I said.\n\n\\* \\* \\*\n\n{STORY}")
    assert said.text.startswith("“I hope you like it,”")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("lamp.txt", f"Chapter 1\n\n{STORY}\n\nChapter 2\n\nA/N: Hi!\n\n{STORY}\n\nA/N: Bye!"),
        ("lamp.md", f"## Chapter 1\n\n{STORY}\n\n## Chapter 2\n\n**A/N:** Hi!\n\n{STORY}\n\nA/N: Bye!"),
        (
            "lamp.html",
            f"<h2>Chapter 1</h2><p>{LAMP}</p><h2>Chapter 2</h2><p>A/N: Hi!</p><p>{LAMP}</p><p>A/N: Bye!</p>",
        ),
    ],
)
def test_every_format_has_its_notes_set_apart(name: str, text: str) -> None:
    chapter = formats.parse(text.encode(), name).chapters[1]
    assert (chapter.title, chapter.notes) == ("Chapter 2", ChapterNotes(before="Hi!", after="Bye!"))


def test_a_chapter_file_is_all_text() -> None:
    (chapter,) = formats.parse(f"---\nchapter: One\n---\n\nA/N: Hi!\n\n{STORY}".encode(), "lamp.md").chapters
    assert chapter.text.startswith("A/N: Hi!")


@pytest.mark.parametrize("line", ["Author’s Note", "A/N: Hi There", "Disclaimer: Mine", "TW: Blood"])
def test_a_label_below_a_heading_is_no_title(line: str) -> None:
    text = f"Chapter 1\n\n{STORY}\n\nChapter 2\n\n{line}\n\n{STORY}"
    assert formats.parse(text.encode(), "lamp.txt").chapters[1].title == "Chapter 2"


@pytest.mark.proofs
def test_thousands_of_labels_are_read_in_good_time() -> None:
    size = rounds(20_000, full=200_000)
    for unit in (
        "(A/N: x)\n\n",
        "Hi. (A/N: x ",
        "Hi. (A/N: x)) ",
        "A/N: x\n\n",
        "(A/N: x\n\n",
        "TW: a\n\n",
        "⚠️ ",
        "*A/N* ",
        "A/N (",
        "Author’s note\n\n",
    ):
        second((unit * (size // len(unit))).strip())


def test_notes_and_warnings_under_headings_of_their_own_are_no_chapters() -> None:
    long = "\n\n".join([LAMP] * 30)
    titles = [
        "Content Warnings",
        "Author’s Note",
        "One",
        "A/N",
        "Two",
        "Author’s Note",
        "Note from the Author",
    ]
    texts = ["storms, ice", "Hi!", STORY, "On holiday.", STORY, "Bye!", long]
    chapters = tuple(map(ManuscriptChapter, titles, texts))
    story = set_apart(Manuscript(Details(title="The Lamp"), chapters))
    assert (story.details.content_warnings, story.details.notes) == (("storms", "ice"), "Hi!")
    assert story.chapters == (
        ManuscriptChapter("One", STORY, notes=ChapterNotes(after="On holiday.")),
        ManuscriptChapter("Two", STORY, notes=ChapterNotes(after="Bye!")),
        ManuscriptChapter("Note from the Author", long, ChapterKind.BACK),
    )
    for title, text in (("Author’s Note", STORY), ("Warnings", STORY)):
        alone = Manuscript(Details(title="The Lamp"), (ManuscriptChapter(title, text),))
        assert set_apart(alone) == alone
    prose = (ManuscriptChapter("Warnings", LAMP), ManuscriptChapter("Two", STORY))
    assert set_apart(Manuscript(Details(title="The Lamp"), prose)).chapters == prose


@pytest.mark.parametrize("language", [each for each in LANGUAGES if each.words("chapter_notes")])
def test_in_every_language_a_label_heads_no_chapter(language: Language) -> None:
    one, two = ManuscriptChapter("I", STORY), ManuscriptChapter("II", STORY)
    for label in language.written("chapter_notes"):
        chapters = (one, ManuscriptChapter(label.title(), "Hi!"), two)
        read = set_apart(Manuscript(Details(title="The Lamp"), chapters)).chapters
        assert [each.title for each in read] == ["I", "II"], label
        assert read[0].notes.after == "Hi!", label
    for label in language.written("chapter_warnings"):
        chapters = (ManuscriptChapter(label.capitalize(), "storms, ice"), one, two)
        story = set_apart(Manuscript(Details(title="The Lamp"), chapters))
        assert story.details.content_warnings == ("storms", "ice"), label
