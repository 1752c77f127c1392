"""EPUBs whose contents are sparse, useless, broken or missing: the chapters are found, no page is lost."""

from __future__ import annotations

import pytest

from bot.imports.manuscript import Manuscript
from bot.stories.models import ChapterKind
from tests.imports.epubs import Book, line, nav, page

TEXT = "The lamp was lit at six, and the keeper sat down with his tea. " * 5


def text(name: str) -> str:
    return f"<p>{name} came by the boat. {TEXT}</p>"


def body(story: Manuscript) -> list[tuple[str, str]]:
    """The titles of the chapters, and the first word of each text."""
    return [
        (chapter.title, chapter.text.split()[0])
        for chapter in story.chapters
        if chapter.kind is ChapterKind.BODY
    ]


def headed(*names: str, level: int = 2) -> str:
    return "".join(f"<h{level}>{name}</h{level}>{text(name.split()[-1])}" for name in names)


COUNTED = headed("Chapter One", "Chapter Two", "Chapter Three")
FOUND = [("Chapter One", "One"), ("Chapter Two", "Two"), ("Chapter Three", "Three")]


@pytest.mark.parametrize(
    "contents",
    [
        "",
        nav(line("a.xhtml", "The Lighthouse")),
        nav(line("a.xhtml", "Start")),
        nav(line("a.xhtml", "a.xhtml")),
        nav(line("a.xhtml#gone", "The Lighthouse")),
        nav(line("gone.xhtml", "Chapter 1")),
    ],
)
def test_one_page_is_divided_by_its_headings_where_the_contents_do_not_tell(contents: str) -> None:
    assert body(Book({"a.xhtml": page(f"<h1>The Lighthouse</h1>{COUNTED}")}, contents).read()) == FOUND


def test_so_are_headings_that_count_nothing_and_bold_lines() -> None:
    named = Book({"a.xhtml": page(headed("Dusk", "Night", "Dawn"))}).read()
    assert body(named) == [("Dusk", "Dusk"), ("Night", "Night"), ("Dawn", "Dawn")]
    bold = COUNTED.replace("<h2>", "<p><b>").replace("</h2>", "</b></p>")
    assert body(Book({"a.xhtml": page(bold)}).read()) == FOUND


def test_a_title_page_before_the_only_other_page_does_not_matter() -> None:
    pages = {"t.xhtml": page("<p>The Lighthouse</p>", "Title", "titlepage"), "a.xhtml": page(COUNTED)}
    contents = nav(line("t.xhtml", "Title Page") + line("a.xhtml", "The Lighthouse"))
    assert body(Book(pages, contents).read()) == FOUND


def test_parts_and_subtitles_are_in_the_titles() -> None:
    parts = (
        f"<h1>Part One</h1><h2>Chapter 1</h2><h3>The Boat</h3>{text('x')}{headed('Chapter 2')}"
        f"<h1>Part Two</h1>{headed('Chapter 1')}"
    )
    assert [title for title, _ in body(Book({"a.xhtml": page(parts)}).read())] == [
        "Part One · Chapter 1: The Boat",
        "Part One · Chapter 2",
        "Part Two · Chapter 1",
    ]


def test_contents_that_name_the_parts_only_leave_the_chapters_to_their_headings() -> None:
    pages = {"a.xhtml": page(f"<h1>Part One</h1>{COUNTED}"), "b.xhtml": page(f"<h1>Part Two</h1>{COUNTED}")}
    story = Book(pages, nav(line("a.xhtml", "Part One") + line("b.xhtml", "Part Two"))).read()
    assert [title for title, _ in body(story)] == [
        f"{part} · {title}" for part in ("Part One", "Part Two") for title, _ in FOUND
    ]
    assert len({chapter.key for chapter in story.chapters}) == 6


def test_contents_that_skip_chapters_do_not_hide_them() -> None:
    four = COUNTED.replace("<h2>", '<h2 id="one">', 1) + f'<h2 id="four">Chapter Four</h2>{text("Four")}'
    contents = nav(line("a.xhtml#one", "Chapter One") + line("a.xhtml#four", "Chapter Four"))
    assert body(Book({"a.xhtml": page(four)}, contents).read()) == [*FOUND, ("Chapter Four", "Four")]


@pytest.mark.parametrize(
    "inside",
    [headed("Letter 1", "Letter 2", level=3), headed("I", "II", "III", level=3), headed("Monday", "Tuesday")],
)
def test_divisions_of_a_chapter_are_no_chapters(inside: str) -> None:
    pages = {"a.xhtml": page(f"<h2>Chapter 1</h2>{inside}"), "b.xhtml": page(f"<h2>Chapter 2</h2>{inside}")}
    contents = nav(line("a.xhtml", "Chapter 1") + line("b.xhtml", "Chapter 2"))
    for story in (Book(pages, contents).read(), Book(pages).read()):
        assert [title[:9] for title, _ in body(story)] == ["Chapter 1", "Chapter 2"]


def test_contents_that_call_every_chapter_by_the_books_title_leave_it_to_the_headings() -> None:
    pages = {f"{name}.xhtml": page(headed(f"Chapter {name}")) for name in ("One", "Two", "Three")}
    contents = nav("".join(line(path, "The Lighthouse") for path in pages))
    assert body(Book(pages, contents).read()) == FOUND


def test_a_line_for_the_book_does_not_take_the_first_chapters_place() -> None:
    pages = {f"{name}.xhtml": page(headed(f"Chapter {name}")) for name in ("One", "Two", "Three")}
    chapters = [line(f"{name}.xhtml", f"Chapter {name}") for name in ("One", "Two", "Three")]
    contents = nav(line("One.xhtml", "The Lighthouse") + "".join(chapters))
    assert body(Book(pages, contents).read()) == FOUND


def test_a_navigation_that_leads_nowhere_gives_way_to_the_older_contents() -> None:
    points = "".join(
        f'<navPoint><navLabel><text>{title}</text></navLabel><content src="{href}"/></navPoint>'
        for title, href in (("Dusk", "a.xhtml"), ("Dawn", "b.xhtml"))
    )
    ncx = f'<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/"><navMap>{points}</navMap></ncx>'
    pages = {"a.xhtml": page(text("A")), "b.xhtml": page(text("B"))}
    story = Book(pages, nav(line("x.xhtml", "1") + line("y.xhtml", "2")), ncx=ncx).read()
    assert body(story) == [("Dusk", "A"), ("Dawn", "B")]


def test_a_chapter_cut_into_files_is_one_where_there_are_no_contents() -> None:
    pages = {
        "a_split_000.html": page(headed("Chapter One")),
        "a_split_001.html": page(text("Rest")),
        "b_split_000.html": page(headed("Chapter Two")),
    }
    story = Book(pages).read()
    assert body(story) == FOUND[:2]
    assert "Rest came" in story.chapters[0].text


@pytest.mark.parametrize("anchor", ['<a id="two"></a>', '<span id="two"/> ', '<b><i id="two"/></b>'])
def test_an_anchor_behind_a_paragraph_does_not_take_the_paragraph_along(anchor: str) -> None:
    whole = text("One").replace("</p>", f"{anchor}</p>") + text("Two")
    story = Book({"a.xhtml": page(whole)}, nav(line("a.xhtml", "Dusk") + line("a.xhtml#two", "Dawn"))).read()
    assert body(story) == [("Dusk", "One"), ("Dawn", "Two")]


@pytest.mark.parametrize(
    "place", ['<p><a id="two"/>{}</p>', '<p id="two">{}</p>', '<div id="two"><p>{}</p></div>']
)
def test_an_anchor_before_text_takes_it_along(place: str) -> None:
    whole = text("One") + place.format(f"Two came by the boat. {TEXT}")
    story = Book({"a.xhtml": page(whole)}, nav(line("a.xhtml", "Dusk") + line("a.xhtml#two", "Dawn"))).read()
    assert body(story) == [("Dusk", "One"), ("Dawn", "Two")]


def test_a_chapter_whose_anchor_is_the_end_of_a_page_begins_on_the_next_one() -> None:
    pages = {"a.xhtml": page(f'{text("One")}<a id="two"></a>'), "b.xhtml": page(text("Two"))}
    story = Book(pages, nav(line("a.xhtml", "Dusk") + line("a.xhtml#two", "Dawn"))).read()
    assert body(story) == [("Dusk", "One"), ("Dawn", "Two")]


@pytest.mark.parametrize("fragment", ["Ch%20Two", "ch%20two", "CH TWO", "other"])
def test_an_anchor_that_is_spelt_otherwise_is_found_or_else_the_heading(fragment: str) -> None:
    whole = f'<h2 id="one">1. Dusk</h2>{text("One")}<h2 id="Ch Two">2. Dawn</h2>{text("Two")}'
    contents = nav(line("a.xhtml#one", "Dusk") + line(f"a.xhtml#{fragment}", "Dawn"))
    story = Book({"a.xhtml": page(whole)}, contents).read()
    assert (body(story), story.warnings) == ([("Dusk", "One"), ("Dawn", "Two")], ())


def test_a_line_whose_place_is_lost_is_told_and_its_text_stays() -> None:
    contents = nav(line("a.xhtml#one", "Dusk") + line("a.xhtml#gone", "Night"))
    story = Book({"a.xhtml": page(f'<p id="one">One.</p>{text("Two")}')}, contents).read()
    assert [chapter.text.split()[:2] for chapter in story.chapters] == [["One.", "Two"]]
    assert story.warnings == ("“Night” has no place in OPS/a.xhtml, so it was not set apart.",)


def test_a_page_that_only_the_contents_name_is_read_at_its_place() -> None:
    pages = {f"{name}.xhtml": page(headed(f"Chapter {name}")) for name in ("One", "Two", "Three")}
    contents = nav("".join(line(path, path.split(".")[0]) for path in pages))
    book = Book(pages, contents, spine=['<itemref idref="One.xhtml"/>', '<itemref idref="Three.xhtml"/>'])
    story = book.read()
    assert [word for _, word in body(story)] == ["One", "Two", "Three"]
    assert story.warnings[0].startswith("“Two” (OPS/Two.xhtml) is missing from the reading order")


@pytest.mark.parametrize("contents", ["", nav(line("One.xhtml", "Dusk") + line("Two.xhtml", "Dawn"))])
def test_a_book_without_a_reading_order_is_read_all_the_same(contents: str) -> None:
    pages = {f"{name}.xhtml": page(text(name)) for name in ("One", "Two")}
    story = Book(pages, contents, spine=['<itemref idref="nothing"/>']).read()
    assert [word for _, word in body(story)] == ["One", "Two"]


def test_a_page_that_nobody_names_is_told_of_unless_it_is_empty() -> None:
    pages = {"a.xhtml": page(text("One")), "cover.xhtml": page("<img src='c.png'/>"), "map.xhtml": page(TEXT)}
    story = Book(pages, spine=['<itemref idref="a.xhtml"/>']).read()
    assert [word for _, word in body(story)] == ["One"]
    assert story.warnings == (
        "Left out, since neither the reading order nor the contents name it: OPS/map.xhtml.",
    )


@pytest.mark.parametrize(
    ("name", "media_type"),
    [
        ("a.xhtml", "text/xhtml"),
        ("a.html", "application/xhtml"),
        ("a.htm", "text/html; charset=utf-8"),
        ("a.xhtml", "application/octet-stream"),
        ("a.html", "image/png"),
        ("chapter", "Application/XHTML+XML "),
        ("a.xml", ""),
    ],
)
def test_a_page_is_read_whatever_its_media_type(name: str, media_type: str) -> None:
    item = f'<item id="one" href="{name}" media-type="{media_type}"/>'
    book = Book({}, manifest=item, spine=['<itemref idref="one"/>'], other={f"OPS/{name}": page(text("One"))})
    assert [word for _, word in body(book.read())] == ["One"]


def test_what_is_no_page_gives_way_to_its_fallback_or_is_told_of() -> None:
    items = (
        '<item id="pdf" href="a.pdf" media-type="application/pdf" fallback="a.xhtml"/>'
        '<item id="text" href="b.txt" media-type="text/plain"/>'
        '<item id="map" href="m.png" media-type="image/png"/>'
    )
    spine = [f'<itemref idref="{name}"/>' for name in ("pdf", "text", "map")]
    story = Book({"a.xhtml": page(text("One"))}, manifest=items, spine=spine).read()
    assert [word for _, word in body(story)] == ["One"]
    assert story.warnings == (
        "OPS/b.txt is no page of text (text/plain), and was left out.",
        "Pages that are only pictures were left out: 1.",
    )


def test_ids_with_spaces_name_their_pages() -> None:
    items = (
        '<item id="chapter 1" href="1.xhtml" media-type="application/xhtml+xml"/>'
        '<item id=" chapter  2" href="2.xhtml" media-type="application/xhtml+xml"/>'
    )
    spine = ['<itemref idref="chapter 1 "/>', '<itemref idref="chapter 2"/>']
    files: dict[str, str | bytes] = {f"OPS/{name}.xhtml": page(text(name)) for name in "12"}
    assert [word for _, word in body(Book({}, manifest=items, spine=spine, other=files).read())] == ["1", "2"]


def test_of_several_renditions_the_first_that_can_be_read_is_taken() -> None:
    container = """<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>
        <rootfile full-path="gone.opf" media-type="application/oebps-package+xml"/>
        <rootfile full-path="book.pdf" media-type="application/pdf"/>
        <rootfile full-path="empty.opf"/><rootfile full-path="damaged.opf"/>
        <rootfile full-path="OPS/book.opf" media-type="application/oebps-package+xml"/>
        </rootfiles></container>"""
    other: dict[str, str | bytes] = {
        "META-INF/container.xml": container,
        "book.pdf": b"%PDF-1.7",
        "empty.opf": '<package><manifest><item href="gone.xhtml"/></manifest></package>',
        "damaged.opf": b"",
    }
    assert [word for _, word in body(Book({"a.xhtml": page(text("One"))}, other=other).read())] == ["One"]


def test_a_serial_of_1600_chapters_is_a_book() -> None:
    pages = {f"{number}.xhtml": page(headed(f"Chapter {number}")) for number in range(1, 1601)}
    contents = nav("".join(line(path, f"Chapter {number}") for number, path in enumerate(pages, 1)))
    found = body(Book(pages, contents).read())
    assert (len(found), found[-1]) == (1600, ("Chapter 1600", "1600"))


def test_pages_begin_chapters_by_their_bold_lines_where_the_contents_name_none() -> None:
    pages = {f"{name}.xhtml": page(f"<p><b>{name}</b></p>{text('The boat')}") for name in ("I", "II", "III")}
    assert body(Book(pages, nav(line("I.xhtml", "Unknown"))).read()) == [
        ("I", "The"),
        ("II", "The"),
        ("III", "The"),
    ]
