"""What archives and tools write into EPUBs beside the text: rating, warnings, tags, notes of chapters."""

from __future__ import annotations

import pytest

from bot.imports.manuscript import Manuscript
from bot.stories.chapter_notes import ChapterNotes
from bot.stories.details import Completion, Rating, tidied
from tests.imports.epubs import Book, line, nav, page

ONE = page("<h3>1. Wick</h3><p>The lamp was lit.</p>")
TWO = page("<h3>2. Oil</h3><p>The lamp went out.</p>")
SAID = {
    "Category": "Lighthouses, The Sea",
    "Genre": "Romance, Drama",
    "Language": "English",
    "Characters": "Ada F., Match",
    "Relationships": "Ada F./Match",
    "Status": "In-Progress",
    "Published": "2020-01-01",
    "Rating": "Mature",
    "Warnings": "Major Character Death",
    "Series": "Lanterns [2]",
    "Words": "1,234",
    "Summary": "Two keepers, <i>one</i> lamp.",
}
TITLE = '<h3><a href="https://fics.example.org/s/1">The Lighthouse</a> by <a href="u">owlet</a></h3>'
LINES = "<div>" + "".join(f"<b>{label}:</b> {value}<br/>" for label, value in SAID.items()) + "</div>"
ROWS = "".join(f"<tr><td><b>{label}:</b></td><td>{value}</td></tr>" for label, value in SAID.items())
PARAGRAPHS = "".join(f"<p><b>{label}</b>: {value}</p>" for label, value in SAID.items())


def read(first: str, metadata: str = "", **pages: str) -> Manuscript:
    """A book of two chapters after a first page."""
    contents = nav(line("t.xhtml", "Title Page") + line("a.xhtml", "Wick") + line("b.xhtml", "Oil"))
    files = {"t.xhtml": page(first), "a.xhtml": ONE, "b.xhtml": TWO}
    files |= {f"{name}.xhtml": content for name, content in pages.items()}
    return Book(files, contents, metadata=f"<dc:title>The Lighthouse</dc:title>{metadata}").read()


@pytest.mark.parametrize("said", [LINES, f'<table class="full">{ROWS}</table>', PARAGRAPHS])
def test_the_title_page_of_fanficfare_is_no_chapter_but_the_details(said: str) -> None:
    subjects = ("Romance", "Ada F.", "In-Progress", "FanFiction", "Last Update Year/Month: 2025/01", "Sea")
    story = read(TITLE + said, "".join(f"<dc:subject>{subject}</dc:subject>" for subject in subjects))
    assert [chapter.title for chapter in story.chapters] == ["Wick", "Oil"]
    assert [chapter.text for chapter in story.chapters] == ["The lamp was lit.", "The lamp went out."]
    details = story.details
    assert (details.rating, details.completion) == (Rating.MATURE, Completion.ONGOING)
    assert (details.fandoms, details.characters) == (("Lighthouses", "The Sea"), ("Ada F.", "Match"))
    assert (details.relationships, details.tags) == (("Ada F./Match",), ("Romance", "Drama", "Sea"))
    assert details.content_warnings == ("Major Character Death",)
    assert (details.summary, details.notes) == ("Two keepers, _one_ lamp.", "")
    assert tidied(details).series == ("Part 2 of Lanterns",)


@pytest.mark.parametrize(
    ("line", "rating"),
    [
        (
            "Rated: Fiction M - Language: English - Genre: Drama - Status: complete - Words: 1234",
            Rating.MATURE,
        ),
        ("Rating: Explicit - Fandom: Lighthouses - Words: 1,234", Rating.EXPLICIT),
        ("Rated: Fiction  K+ - Language: English - Characters: Orla F. - Words: 9", Rating.GENERAL),
    ],
)
def test_the_introduction_of_fichub_is_no_chapter_but_the_details(line: str, rating: Rating) -> None:
    head = "<h1>The Lighthouse</h1><p>By <a>owlet</a></p><p>A lamp is lit.</p>"
    end = (
        '<p>Original source: <a href="x">https://fics.example.org/s/1</a></p><p>Exported with FicHub.net</p>'
    )
    story = read(f"{head}<p>{line}</p>{end}")
    assert [chapter.title for chapter in story.chapters] == ["Wick", "Oil"]
    assert (story.details.rating, story.details.summary) == (rating, "A lamp is lit.")
    assert (story.details.source, story.details.notes) == ("https://fics.example.org/s/1", "")


def test_pairs_of_characters_are_told_as_relationships() -> None:
    story = read("<p>Rated: Fiction T - Characters: [Orla F., Tom R.] Ada - Status: complete - Words: 9</p>")
    assert story.details.characters == ("Orla F.", "Tom R.", "Ada")
    assert story.details.relationships == ("Orla F./Tom R.",)


def test_a_rating_that_nobody_knows_is_not_lost() -> None:
    story = read(TITLE + LINES.replace("Mature", "Flammable"))
    assert (story.details.rating, story.details.unclear_rating) == (Rating.MATURE, "Flammable")


@pytest.mark.parametrize(
    "first",
    [
        "<p>Title: The Lighthouse</p><p>Author: owlet</p><p>Release date: 1901</p><p>Language: English</p>",
        "<p>Note: this is the second edition.</p><p>For M.</p>",
        f"<p>Rating: high. Status: grim. Words: few.</p><p>{'The lamp was lit. ' * 800}</p>",
    ],
)
def test_an_ordinary_page_stays_a_page(first: str) -> None:
    assert len(read(first).chapters) == 3


@pytest.mark.parametrize(
    ("metadata", "rating"),
    [
        ("<dc:subject>Explicit</dc:subject><dc:subject>Slow Burn</dc:subject>", Rating.EXPLICIT),
        ("<dc:subject>18+</dc:subject><dc:subject>Mature</dc:subject>", Rating.EXPLICIT),
        ("<dc:subject>Not Rated</dc:subject>", Rating.MATURE),
        ('<meta property="schema:typicalAgeRange">17+</meta>', Rating.MATURE),
        ('<meta name="schema:typicalAgeRange" content="18-"/><dc:subject>Sea</dc:subject>', Rating.EXPLICIT),
        ('<meta property="schema:typicalAgeRange">9-12</meta>', Rating.GENERAL),
        (
            '<meta property="schema:typicalAgeRange">13+</meta><dc:subject>Explicit</dc:subject>',
            Rating.EXPLICIT,
        ),
        ('<meta property="schema:contentRating">PG-13</meta>', Rating.TEEN),
        ("<dc:subject>Family</dc:subject><dc:subject>Young Adult</dc:subject>", None),
        ("<dc:subject>Adult Education</dc:subject><dc:subject>Horror</dc:subject>", None),
        ("<dc:description>A lamp is lit.\n\nRating: Explicit</dc:description>", Rating.EXPLICIT),
        (
            "<dc:description>&lt;p&gt;Rated: T&lt;/p&gt;&lt;p&gt;A lamp.&lt;/p&gt;</dc:description>",
            Rating.TEEN,
        ),
    ],
)
def test_the_package_tells_a_rating_too(metadata: str, rating: Rating | None) -> None:
    assert read("<p>For M.</p>", metadata).details.rating is rating


def test_a_description_keeps_all_of_its_words() -> None:
    story = read("<p>For M.</p>", "<dc:description>A lamp is lit.\n\nWarnings: Fire</dc:description>")
    assert story.details.summary == "A lamp is lit.\n\nWarnings: Fire"
    assert story.details.content_warnings == ("Fire",)


def box(label: str, text: str, kind: str) -> str:
    quote = f'<blockquote class="userstuff"><p>{text}</p></blockquote>'
    return f'<div class="fff_chapter_notes {kind}"><b>{label}:</b>{quote}</div>'


def test_the_boxes_of_fanficfare_are_notes_of_their_chapter() -> None:
    first = (
        "<h3>1. Wick</h3>"
        + box("Summary", "It is lit.", "fff_head_notes")
        + box("Notes for the Chapter", "Hello.", "fff_head_notes")
        + "<p>The lamp was lit.</p>"
        + box("Notes", "Goodbye.", "fff_foot_notes")
    )
    story = read(TITLE + LINES, a=page(first))
    assert story.chapters[0].text == "The lamp was lit."
    assert story.chapters[0].notes == ChapterNotes("It is lit.", "Hello.", "Goodbye.")


PREFACE = """<div id="preface"><div class="meta1"><dl class="tags"><dt>Rating:</dt><dd><a>Explicit</a></dd>
    <dt>Stats:</dt><dd>Chapters: 2/2</dd></dl><h1>The Lighthouse</h1></div></div>"""


def archive_chapter(number: int, before: str = "", after: str = "") -> str:
    end = f'<div class="meta2" id="endnotes{number}"><p>Chapter End Notes</p>{after}</div>' if after else ""
    link = '<div class="endnote-link">See the end of the chapter for <a href="#e">notes</a></div>'
    heading = f'<h2 class="heading1">Chapter {number}</h2>'
    box = f'<div class="meta2">{heading}{before}{link}</div>'
    text = '<div class="userstuff2"><p>The lamp was lit.</p></div>'
    return page(f'<h2 class="toc-heading1">Chapter {number}</h2>{box}{text}{end}')


def quoted(label: str, text: str) -> str:
    return f'<p class="calibre1">{label}</p><blockquote class="userstuff3"><p>{text}</p></blockquote>'


def test_the_archives_notes_belong_to_their_chapters() -> None:
    before = quoted("Chapter Summary", "It is lit.") + quoted("Chapter Notes", "Hello.")
    after = "<blockquote><p>Goodbye.</p></blockquote>"
    thanks = quoted("End Notes", "Thanks.")
    end = f'<h2>Afterword</h2><div id="afterword"><div id="endnotes">{thanks}</div></div>'
    contents = [("p", "Preface"), ("c1", "Chapter 1"), ("c2", "Chapter 2"), ("e", "Afterword")]
    pages = {
        "p.xhtml": page(f"<h2>Preface</h2>{PREFACE}"),
        "c1.xhtml": archive_chapter(1, before, after),
        "c2.xhtml": archive_chapter(2),
        "e.xhtml": page(end),
    }
    story = Book(pages, nav("".join(line(f"{name}.xhtml", title) for name, title in contents))).read()
    assert story.details.rating is Rating.EXPLICIT
    assert [(chapter.title, chapter.text) for chapter in story.chapters] == [
        ("Chapter 1", "The lamp was lit."),
        ("Chapter 2", "The lamp was lit."),
    ]
    assert [chapter.notes for chapter in story.chapters] == [
        ChapterNotes("It is lit.", "Hello.", "Goodbye."),
        ChapterNotes(after="Thanks."),
    ]


def test_a_work_of_one_chapter_and_one_page_keeps_its_text() -> None:
    whole = f'{PREFACE}<div id="chapters"><h2 class="toc-heading">The Lighthouse</h2><p>It was lit.</p></div>'
    story = Book({"a.xhtml": page(whole)}).read()
    assert [chapter.text for chapter in story.chapters] == ["It was lit."]


def test_an_ordinary_books_afterword_is_no_note() -> None:
    end = page(f'<div id="afterword"><h2>Afterword</h2>{quoted("Notes", "Thanks.")}</div>')
    story = read("<p>For M.</p>", b=end)
    assert "Thanks." in story.chapters[-1].text


def test_fanficfares_list_of_updates_is_no_chapter() -> None:
    story = read(TITLE + LINES, log_page=page("<h3>Update Log</h3><p>Added: 1. Wick</p>"))
    assert [chapter.title for chapter in story.chapters] == ["Wick", "Oil"]


@pytest.mark.parametrize(
    ("metadata", "series"),
    [
        (
            '<meta name="calibre:series" content="Lamps &amp; Co"/>'
            '<meta name="calibre:series_index" content="2.0"/>',
            ("Part 2 of Lamps & Co",),
        ),
        (
            '<meta property="belongs-to-collection" id="c">Lamps</meta>'
            '<meta refines="#c" property="collection-type">series</meta>'
            '<meta refines="#c" property="group-position">3</meta>'
            '<meta property="belongs-to-collection" id="d">Everything</meta>'
            '<meta refines="#d" property="collection-type">set</meta>',
            ("Part 3 of Lamps",),
        ),
        ('<meta name="calibre:series" content="Lamps"/>', ("Lamps",)),
    ],
)
def test_the_series_that_a_book_is_part_of(metadata: str, series: tuple[str, ...]) -> None:
    assert read("<p>It was lit.</p>", metadata).details.series == series
