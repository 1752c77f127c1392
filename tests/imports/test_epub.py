"""EPUBs of every shape, whole and damaged: what a reader finds in the library afterwards."""

from __future__ import annotations

import base64

import pytest

from bot.errors import UnreadableFileError
from bot.imports.formats.epub import parse
from bot.imports.manuscript import Manuscript
from bot.stories.details import Completion
from bot.stories.models import ChapterKind
from tests.imports.epubs import CONTAINER, Book, line, nav, page
from tests.support.zips import zipped

PNG = b"\x89PNG\r\n\x1a\n" + b"lamp"
ONE = page("<section><h2>I</h2><p>The lamp was lit.</p></section>")
TWO = page("<section><h2>II</h2><p>The lamp went out.</p></section>")


def titles(story: Manuscript, kind: ChapterKind = ChapterKind.BODY) -> list[str]:
    return [chapter.title for chapter in story.chapters if chapter.kind is kind]


def test_chapters_come_in_spine_order_with_the_names_of_the_contents() -> None:
    contents = nav(line("a.xhtml", "I") + line("b.xhtml", "<i>The</i> Dark,\n2"))
    story = Book({"b.xhtml": TWO, "a.xhtml": ONE}, contents).read()
    assert [(chapter.title, chapter.text) for chapter in story.chapters] == [
        ("The Dark, 2", "## II\n\nThe lamp went out."),
        ("I", "The lamp was lit."),
    ]
    assert [chapter.key for chapter in story.chapters] == ["OPS/b.xhtml", "OPS/a.xhtml"]
    assert story.warnings == ()


def test_parts_are_named_before_their_chapters_but_the_books_own_title_is_not() -> None:
    pages = {
        "half.xhtml": page("<section epub:type='halftitlepage'><h2>A Short Half Title</h2></section>"),
        "part.xhtml": page("<h2>Part One</h2>", kind="bodymatter"),
        "a.xhtml": ONE,
        "b.xhtml": TWO,
    }
    parts = line("part.xhtml", "Part One", line("a.xhtml", "I") + line("b.xhtml", "II"))
    story = Book(pages, nav(line("half.xhtml", "A Short Half Title", parts))).read()
    assert titles(story) == ["Part One · I", "Part One · II"]
    assert titles(story, ChapterKind.FRONT) == []


def test_epub_2_is_named_by_its_ncx_and_divided_by_its_guide() -> None:
    ncx = """<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/"><navMap><navPoint><navLabel><text>Part 1</text>
        </navLabel><content src="a.xhtml"/><navPoint><navLabel><text>Night</text></navLabel>
        <content src="a.xhtml"/></navPoint></navPoint></navMap></ncx>"""
    guide = """<guide><reference type="title-page" href="t.xhtml"/>
        <reference type="toc" href="c.xhtml"/></guide>"""
    pages = {"t.xhtml": page("<p>By M. Dale</p>", "Title"), "c.xhtml": page("<p>Night 1</p>"), "a.xhtml": ONE}
    story = Book(pages, ncx=ncx, guide=guide).read()
    assert titles(story) == ["Part 1 · Night"]
    assert titles(story, ChapterKind.FRONT) == ["Title"]


def test_without_contents_chapters_are_named_by_their_headings_then_their_pages() -> None:
    story = Book(
        {"a.xhtml": page("<h1>Dusk</h1><p>x</p>", "page 1"), "b.xhtml": page("<p>y</p>", "Dawn")}
    ).read()
    assert [(chapter.title, chapter.text) for chapter in story.chapters] == [("Dusk", "x"), ("Dawn", "y")]


def test_one_file_of_fables_is_divided_by_the_contents_and_nothing_is_lost() -> None:
    fables = page(
        """<p>To the reader.</p><article id="fox"><h2>The Fox</h2><p>Sour.</p></article>
        <article id="crow"><h2>The Crow</h2><p>Cheese.</p></article>"""
    )
    story = Book(
        {"f.xhtml": fables}, nav(line("f.xhtml#fox", "The Fox") + line("f.xhtml#crow", "The Crow"))
    ).read()
    assert [(chapter.title, chapter.text, chapter.key) for chapter in story.chapters] == [
        ("The Fox", "To the reader.\n\n## The Fox\n\nSour.", "OPS/f.xhtml#fox"),
        ("The Crow", "Cheese.", "OPS/f.xhtml#crow"),
    ]


def test_a_long_preamble_before_the_first_division_is_its_own_chapter() -> None:
    act = page(
        f"<h2>Act I</h2><p>{'Enter all. ' * 30}</p><section id='s1'><h3>Scene I</h3><p>Ho!</p></section>"
    )
    contents = nav(line("a.xhtml", "Act I", line("a.xhtml#s1", "Scene I")))
    assert titles(Book({"a.xhtml": act}, contents).read()) == ["Act I", "Act I · Scene I"]


def test_a_heading_that_says_more_than_the_title_is_kept() -> None:
    body = "<header><h2>I</h2><p epub:type='se:bridgehead'>Mina’s Journal.</p></header><p>3 May.</p>"
    story = Book({"a.xhtml": page(body)}, nav(line("a.xhtml", "I"))).read()
    assert story.chapters[0].text == "### Mina’s Journal.\n\n3 May."


def test_a_chapter_cut_into_files_is_one_chapter() -> None:
    pages = {"a_1.xhtml": page("<h2>I</h2><p>one</p>"), "a_2.xhtml": page("<p>two</p>"), "b.xhtml": TWO}
    story = Book(pages, nav(line("a_1.xhtml", "I") + line("b.xhtml", "II"))).read()
    assert [chapter.text for chapter in story.chapters] == ["one\n\ntwo", "The lamp went out."]


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("frontmatter", ChapterKind.FRONT),
        ("backmatter copyright-page", ChapterKind.BACK),
        ("epilogue", ChapterKind.BODY),
        ("dedication", ChapterKind.FRONT),
        ("endnotes", ChapterKind.BACK),
        ("", ChapterKind.BODY),
    ],
)
def test_front_and_back_matter_are_set_apart(kind: str, expected: ChapterKind) -> None:
    pages = {"a.xhtml": ONE, "x.xhtml": page("<p>Some words.</p>", "X", kind), "b.xhtml": TWO}
    assert Book(pages).read().chapters[1].kind is expected


def test_pages_outside_the_reading_order_are_back_matter_and_covers_are_dropped() -> None:
    pages = {"cover.xhtml": page('<img src="c.png" alt="A lamp at sea"/>'), "a.xhtml": ONE, "map.xhtml": TWO}
    spine = [
        '<itemref idref="cover.xhtml"/>',
        '<itemref idref="a.xhtml"/>',
        '<itemref idref="map.xhtml" linear="no"/>',
    ]
    story = Book(pages, spine=spine).read()
    assert (titles(story), titles(story, ChapterKind.BACK)) == (["I"], ["II"])


@pytest.mark.parametrize(
    ("subject", "completion"),
    [("Completed", Completion.COMPLETE), ("In-Progress", Completion.ONGOING), ("Almost complete", None)],
)
def test_a_subject_says_whether_the_story_is_complete_and_is_no_tag(
    subject: str, completion: Completion | None
) -> None:
    subjects = "".join(f"<dc:subject>{each}</dc:subject>" for each in ("Sea", subject))
    story = Book({"a.xhtml": ONE}, metadata=f"<dc:title>The Lighthouse</dc:title>{subjects}").read()
    assert story.details.completion is completion
    assert story.details.tags == (("Sea",) if completion else ("Sea", "Almost complete"))


def test_the_details_of_the_edition_are_read() -> None:
    metadata = """<dc:title id="s">Light</dc:title><dc:title id="t">The Lighthouse</dc:title>
        <meta refines="#t" property="title-type">main</meta>
        <dc:creator id="b">Second Author</dc:creator><meta refines="#b" property="display-seq">2</meta>
        <dc:creator id="a">First Author</dc:creator><meta refines="#a" property="display-seq">1</meta>
        <meta refines="#a" property="role">aut</meta><dc:creator opf:role="ill">A Painter</dc:creator>
        <dc:language>en_GB</dc:language><dc:source>https://example.org/scan</dc:source>
        <dc:identifier>urn:isbn:1</dc:identifier><dc:identifier>https://example.org/lighthouse</dc:identifier>
        <dc:rights>Free, see https://creativecommons.org/licenses/by-sa/4.0/ for more.</dc:rights>
        <dc:subject>Lighthouses -- Fiction</dc:subject><dc:subject>FIC012000</dc:subject>
        <dc:subject>Sea</dc:subject>
        <dc:description>&lt;p&gt;A lamp, &lt;i&gt;lit&lt;/i&gt;.&lt;/p&gt;
        &lt;p&gt;Then not.&lt;/p&gt;</dc:description>"""
    story = Book({"a.xhtml": ONE}, metadata=metadata).read()
    assert story.details.title == "The Lighthouse"
    assert story.details.authors == ("First Author", "Second Author")
    assert (story.details.language, story.details.licence) == ("en-GB", "CC BY-SA 4.0")
    assert story.details.source == "https://example.org/lighthouse"
    assert story.details.tags == ("Lighthouses – Fiction", "Sea")
    assert story.details.summary == "A lamp, _lit_.\n\nThen not."


def test_a_book_that_says_nothing_of_itself_is_named_after_its_file() -> None:
    story = Book({"a.xhtml": ONE}, metadata="").read()
    assert (story.details.title, story.details.authors, story.cover) == ("the-lighthouse", (), None)


def test_the_cover_is_found_as_epub_3_and_2_name_it_and_inside_a_drawing() -> None:
    inside = base64.b64encode(PNG).decode()
    svg = f'<svg xmlns="http://www.w3.org/2000/svg"><image href="data:image/png;base64,{inside}"/></svg>'
    newer = '<item id="c" href="c%20c.PNG" media-type="image/png" properties="cover-image"/>'
    drawn = '<item id="c" href="c.svg" media-type="image/svg+xml" properties="cover-image"/>'
    older = '<item id="c" href="c.png" media-type="image/png"/>'
    named = '<meta name="cover" content="c"/>'
    assert Book({"a.xhtml": ONE}, manifest=newer, other={"OPS/c c.png": PNG}).read().cover == PNG
    assert Book({"a.xhtml": ONE}, manifest=drawn, other={"OPS/c.svg": svg}).read().cover == PNG
    assert (
        Book({"a.xhtml": ONE}, metadata=named, manifest=older, other={"OPS/c.png": PNG}).read().cover == PNG
    )
    assert (
        Book({"a.xhtml": ONE}, manifest=newer, other={"OPS/c c.png": b"not a picture"}).read().cover is None
    )


def test_a_missing_chapter_is_named_and_the_rest_is_read() -> None:
    book = Book({"a.xhtml": ONE, "b.xhtml": TWO}, nav(line("a.xhtml", "I") + line("c.xhtml", "Chapter 3")))
    book.spine = [f'<itemref idref="{name}"/>' for name in ("a.xhtml", "b.xhtml", "c", "lost")]
    book.manifest = '<item id="c" href="c.xhtml" media-type="application/xhtml+xml"/>'
    story = book.read()
    assert titles(story) == ["I", "II"]
    assert story.warnings == (
        "Chapter 3 (OPS/c.xhtml) is missing from the file.",
        "Page lost is missing from the file.",
    )


def test_paths_that_climb_out_are_missing_chapters() -> None:
    climbing = '<item id="x" href="../../../etc/passwd" media-type="application/xhtml+xml"/>'
    book = Book(
        {"a.xhtml": ONE}, manifest=climbing, spine=['<itemref idref="x"/>', '<itemref idref="a.xhtml"/>']
    )
    story = book.read()
    assert titles(story) == ["I"]
    assert "missing" in story.warnings[0]


def test_wrong_case_and_percent_encoding_in_links_do_no_harm() -> None:
    contents = nav(line("CHAPTER%201.xhtml#x", "Dusk"))
    manifest = '<item id="c" href="chapter%201.XHTML" media-type="application/xhtml+xml"/>'
    book = Book(
        {}, contents, manifest=manifest, spine=['<itemref idref="c"/>'], other={"OPS/Chapter 1.xhtml": ONE}
    )
    story = book.read()
    assert (titles(story), story.warnings) == (["Dusk"], ())


def test_malformed_pages_are_read_with_a_warning() -> None:
    story = Book({"a.xhtml": "<html><head><title/></head><body><p>one <i>two</p><p>three & four"}).read()
    assert "three & four" in story.chapters[0].text
    assert story.warnings == ("Page OPS/a.xhtml is not well-formed; it was read as loose HTML.",)


def test_a_page_nested_without_end_is_left_out_and_the_rest_is_read() -> None:
    story = Book({"a.xhtml": ONE, "b.xhtml": page("<div>" * 200_000 + str(range(9)))}).read()
    assert titles(story) == ["I"]
    assert "nested too deeply" in story.warnings[0]


def test_external_entities_are_never_resolved() -> None:
    hostile = '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/hostname">]>' + page("<p>See: &x;</p>")
    assert Book({"a.xhtml": hostile}).read().chapters[0].text == "See: &x;"


def test_a_spine_of_thousands_is_read_and_its_faults_are_summed_up() -> None:
    spine = ['<itemref idref="a.xhtml"/>'] * 3000 + [f'<itemref idref="lost-{n}"/>' for n in range(3000)]
    story = Book({"a.xhtml": ONE}, spine=spine).read()
    assert len(story.chapters) == 1
    assert story.warnings[-1] == "There are 2980 more faults like these."


@pytest.mark.parametrize(
    ("other", "reason"),
    [
        ({"META-INF/container.xml": ""}, "container.xml is empty"),
        ({"META-INF/container.xml": CONTAINER.replace("book.opf", "gone.opf")}, "lost its package"),
        ({"META-INF/container.xml": CONTAINER.replace("OPS/", "../../")}, "lost its package"),
        ({"OPS/book.opf": "<package/>"}, "no story"),
        ({"OPS/book.opf": ""}, "book.opf is empty"),
        ({"OPS/a.xhtml": page("<div>" * 200_000)}, "no story.*nested too deeply"),
        ({"OPS/a.xhtml": page("<p>x</p>" * 210_000)}, "unpacks to far more"),
        ({"OPS/a.xhtml": " " * 70_000_000}, "unpacks to far more"),
        ({"OPS/a.xhtml": page("")}, "no story"),
    ],
)
def test_a_book_beyond_reading_is_refused_in_clear_words(other: dict[str, str | bytes], reason: str) -> None:
    with pytest.raises(UnreadableFileError, match=reason) as refusal:
        Book({"a.xhtml": ONE}, other=other).read()
    assert str(refusal.value).startswith("This EPUB ")
    assert str(refusal.value).endswith(".")


def test_a_zip_that_is_no_book_is_refused() -> None:
    with pytest.raises(UnreadableFileError, match="not an EPUB"):
        parse(zipped({"notes.txt": "hello"}), "notes.epub")


def test_a_book_that_says_nothing_of_its_first_pages_begins_with_its_story() -> None:
    prose = "<p>" + "The lamp was lit at six, and nobody came. " * 20 + "</p>"
    story = Book(
        {
            "title.xhtml": page("<p>The Lighthouse</p><p>a novel by</p><p>Nell Harrow</p>"),
            "rights.xhtml": page("<p>Copyright © 2026 Nell Harrow. All rights reserved.</p>"),
            "for.xhtml": page("<p>For my sister.</p>"),
            "one.xhtml": page(f"<h2>One</h2>{prose}"),
            "two.xhtml": page(f"<h2>Two</h2>{prose}"),
        },
        contents=nav(line("one.xhtml", "One") + line("two.xhtml", "Two")),
        metadata="<dc:title>The Lighthouse</dc:title><dc:creator>Nell Harrow</dc:creator>",
    ).read()
    assert titles(story) == ["One", "Two"]
    front = " ".join(each.text for each in story.chapters if each.kind is ChapterKind.FRONT)
    assert all(words in front for words in ("a novel by", "All rights reserved", "For my sister."))
