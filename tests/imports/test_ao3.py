"""Works of the Archive of Our Own, in the shape that it offers them for download."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

import pytest

from bot.errors import UnreadableFileError
from bot.imports.formats import epub
from bot.imports.formats.html import parse
from bot.imports.manuscript import Manuscript
from bot.stories.chapter_notes import ChapterNotes
from bot.stories.details import Completion, Rating
from bot.stories.models import ChapterKind

TAGS = """<dl class="tags">
<dt>Rating:</dt><dd><a href="#">{rating}</a></dd>
<dt>Archive Warnings:</dt><dd><a href="#">{warned}</a>, <a href="#">Major Character Death</a></dd>
<dt>Category:</dt><dd><a href="#">F/F</a></dd>
<dt>Fandoms:</dt><dd><a href="#">Lighthouses (TV), 1999</a>, <a href="#">Tides &amp; Co</a></dd>
<dt>Relationship:</dt><dd><a href="#">Ada Marsh/Captain Brine</a></dd>
<dt>Characters:</dt><dd><a href="#">Ada Marsh</a>, <a href="#">Captain Brine</a></dd>
<dt>Additional Tags:</dt><dd><a href="#">Slow Burn</a>, <a href="#">Fluff, but sad</a></dd>
<dt>Language:</dt><dd>English</dd>
<dt>Series:</dt><dd>Part 2 of <a href="#">Lamps</a></dd>
<dt>Stats:</dt><dd>Published: 2020-01-01 Words: 123 Chapters: {parts}</dd></dl>"""
BYLINE = 'by <a rel="author" href="#">owlet</a>, <a rel="author" href="#">pen_nib</a>'
PREFACE = f"""<div id="preface"><p class="message"><b>The Lamp Room</b><br/>Posted originally on the
<a href="http://archiveofourown.org/">Archive of Our Own</a> at
<a href="http://archiveofourown.org/works/1234">http://archiveofourown.org/works/1234</a>.</p>
<div class="meta">{TAGS}<h1>The Lamp Room</h1>
<div class="byline">{BYLINE}</div>
<p>Summary</p><blockquote class="userstuff"><p>Somebody <em>lights</em> it.</p></blockquote>
<p>Notes</p><blockquote class="userstuff"><p>For M.</p></blockquote>
<div class="endnote-link">See the end of the work for <a href="#endnotes">notes</a></div></div></div>"""
CHAPTERS = """<div id="chapters" class="userstuff">
<div class="meta group"><h2 class="heading">Chapter 1: It Is Lit</h2>
<p>Chapter Notes</p><blockquote class="userstuff"><p>Hello!</p></blockquote>
<div class="endnote-link">See the end of the chapter for <a href="#endnotes1">notes</a></div></div>
<!--chapter content-->
<div class="userstuff"><h2>Later</h2><p>It was <em>lit</em>.</p><p>* * *</p><p>Then dark.</p></div>
<div class="meta" id="endnotes1"><p>Chapter End Notes</p>
<blockquote class="userstuff"><p>Bye!</p></blockquote>
</div>
<div class="meta group"><h2 class="heading">Chapter 2</h2></div>
<div class="userstuff"><p>Nobody came.</p></div></div>"""
ONE_SHOT = '<div id="chapters" class="userstuff"><h2>Later</h2><p>It was <em>lit</em>.</p></div>'
AFTERWORD = """<div id="afterword"><div class="meta"><div id="endnotes"><p>End Notes</p>
<blockquote class="userstuff"><p>Thanks for reading.</p></blockquote></div>
<p class="message">Please <a href="#">drop by the Archive and comment</a>!</p></div></div>"""


def page(*parts: str) -> str:
    head = "<head><title>The Lamp Room - owlet, pen_nib - Lighthouses (TV)</title></head>"
    return f'<html xmlns="http://www.w3.org/1999/xhtml">{head}<body>{"".join(parts)}</body></html>'


def preface(*, rating: str = "Mature", parts: str = "1/1", warned: str = "Graphic Violence") -> str:
    return PREFACE.format(rating=rating, parts=parts, warned=warned)


def read(text: str, *, rating: str = "Teen And Up Audiences", parts: str = "2/7") -> Manuscript:
    before = preface(rating=rating, parts=parts)
    return parse(page(before, text, AFTERWORD).encode(), "The_Lamp_Room.html")


def check_names(work: Manuscript) -> None:
    """Each where it belongs, and whole, whatever stands in it."""
    assert work.details.content_warnings == ("Graphic Violence", "Major Character Death")
    assert work.details.fandoms == ("Lighthouses (TV), 1999", "Tides & Co")
    assert work.details.relationships == ("Ada Marsh/Captain Brine",)
    assert work.details.characters == ("Ada Marsh", "Captain Brine")
    assert work.details.tags == ("F/F", "Slow Burn", "Fluff, but sad")


def test_a_work_with_all_its_details() -> None:
    work = read(CHAPTERS)
    assert (work.details.title, work.details.authors, work.details.language) == (
        "The Lamp Room",
        ("owlet", "pen_nib"),
        "en",
    )
    assert work.details.summary == "Somebody _lights_ it."
    assert work.details.notes == "For M.\n\nChapters so far: 2/7."
    check_names(work)
    assert work.details.source == "http://archiveofourown.org/works/1234"
    assert work.warnings == ()


def test_its_chapters_have_their_notes_beside_them_and_the_author_s_own_headings() -> None:
    first, second = read(CHAPTERS).chapters
    assert (first.title, first.key) == ("Chapter 1: It Is Lit", "chapter 1")
    assert first.text == "## Later\n\nIt was _lit_.\n\n\\* \\* \\*\n\nThen dark."
    assert first.notes == ChapterNotes(before="Hello!", after="Bye!")
    assert (second.title, second.text) == ("Chapter 2", "Nobody came.")
    assert second.notes == ChapterNotes(after="Thanks for reading.")


def test_a_chapter_has_a_summary_and_says_who_wrote_it_where_not_all_did() -> None:
    said = (
        '<p class="byline">Chapter by <a rel="author">*M*</a></p><p>Chapter Summary</p>'
        '<blockquote class="userstuff"><p>They <em>meet</em>.</p></blockquote><p>Chapter Notes</p>'
    )
    first, _ = read(CHAPTERS.replace("<p>Chapter Notes</p>", said)).chapters
    assert first.notes == ChapterNotes("They _meet_.", "Chapter by \\*M\\*.\n\nHello!", "Bye!")


def test_notes_only_at_the_end_leave_no_pointer_to_them() -> None:
    first, _ = read(CHAPTERS.replace('<blockquote class="userstuff"><p>Hello!</p></blockquote>', "")).chapters
    assert first.notes == ChapterNotes(after="Bye!")
    assert "See the end" not in first.text


def test_a_work_of_one_chapter_has_no_heading() -> None:
    work = read(ONE_SHOT, parts="1/1")
    assert work.details.notes == "For M."
    (chapter,) = work.chapters
    assert (chapter.title, chapter.kind, chapter.key) == ("", ChapterKind.BODY, "")
    assert chapter.text == "## Later\n\nIt was _lit_."
    assert chapter.notes == ChapterNotes(after="Thanks for reading.")


@pytest.mark.parametrize(
    ("name", "tag"), [("Français", "fr"), ("中文-普通话 國語", "zh"), ("Português brasileiro", "pt-BR")]
)
def test_languages_have_their_own_names(name: str, tag: str) -> None:
    before = preface().replace("<dd>English</dd>", f"<dd>{name}</dd>")
    assert parse(page(before, ONE_SHOT).encode(), "x.html").details.language == tag


@pytest.mark.parametrize(
    ("rating", "understood"),
    [
        ("Not Rated", Rating.MATURE),
        ("General Audiences", Rating.GENERAL),
        ("Teen And Up Audiences", Rating.TEEN),
        ("Mature", Rating.MATURE),
        ("Explicit", Rating.EXPLICIT),
    ],
)
def test_the_archive_s_ratings(rating: str, understood: Rating) -> None:
    assert read(ONE_SHOT, rating=rating).details.rating == understood


@pytest.mark.parametrize(
    ("statistics", "completion"),
    [
        ("Completed: 2020-05-05 Words: 123 Chapters: 5/5", Completion.COMPLETE),
        ("Words: 123 Chapters: 1/1", Completion.COMPLETE),
        ("Updated: 2020-05-05 Words: 123 Chapters: 5/7", Completion.ONGOING),
        ("Updated: 2020-05-05 Words: 123 Chapters: 5/?", Completion.ONGOING),
        ("Words: 123 Chapters: 1/?", Completion.ONGOING),
        ("Words: 123\nChapters:\n12 / 12", Completion.COMPLETE),
        ("Completed: 2020-05-05 Words: 123", Completion.COMPLETE),
        ("Updated: 2020-05-05 Words: 123", Completion.ONGOING),
        ("Words: 123", None),
    ],
)
def test_whether_a_work_is_complete_is_in_its_statistics(
    statistics: str, completion: Completion | None
) -> None:
    before = preface().replace("Words: 123 Chapters: 1/1", statistics)
    assert parse(page(before, ONE_SHOT).encode(), "x.html").details.completion is completion


def test_a_work_without_text_is_refused() -> None:
    with pytest.raises(UnreadableFileError, match="holds no text to read"):
        read('<div id="chapters"></div>')


def test_an_anonymous_work_has_its_byline() -> None:
    before = preface().replace(BYLINE, "by Anonymous")
    assert parse(page(before, ONE_SHOT).encode(), "x.html").details.authors == ("Anonymous",)


@pytest.mark.parametrize(
    ("warned", "understood"),
    [
        ("No Archive Warnings Apply", ()),
        ("Creator Chose Not To Use Archive Warnings", ("Creator Chose Not To Use Archive Warnings",)),
    ],
)
def test_no_warnings_are_no_warning_but_an_untold_one_is(warned: str, understood: tuple[str, ...]) -> None:
    before = preface(warned=warned).replace(', <a href="#">Major Character Death</a>', "")
    assert parse(page(before, ONE_SHOT).encode(), "x.html").details.content_warnings == understood


def book() -> bytes:
    """The same work as the Archive's EPUB 2: a page each for the preface, the chapters, the afterword."""
    first = '<h2 class="heading">Chapter 1: It Is Lit</h2><div class="userstuff"><p>It was lit.</p></div>'
    second = '<h2 class="heading">Chapter 2</h2><div class="userstuff"><p>Nobody came.</p></div>'
    pages = {
        "Preface": f'<h2 class="toc-heading">Preface</h2>{preface(rating="Explicit", parts="2/7")}',
        "Chapter 1: It Is Lit": f'<div id="chapters" class="userstuff">{first}</div>',
        "Chapter 2": f'<div class="userstuff2">{second}</div>',
        "Afterword": f'<h2 class="toc-heading">Afterword</h2>{AFTERWORD}',
    }
    items = "".join(
        f'<item id="p{n}" href="p{n}.xhtml" media-type="application/xhtml+xml"/>' for n in range(4)
    )
    points = "".join(
        f'<navPoint id="n{n}"><navLabel><text>{title}</text></navLabel><content src="p{n}.xhtml"/></navPoint>'
        for n, title in enumerate(pages)
    )
    subjects = "".join(f"<dc:subject>{tag}</dc:subject>" for tag in ("Fanworks", "Explicit", "Slow Burn"))
    target = BytesIO()
    with ZipFile(target, "w") as archive:
        archive.writestr(
            "META-INF/container.xml",
            '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
            '<rootfile full-path="content.opf"/></rootfiles></container>',
        )
        archive.writestr(
            "content.opf",
            '<package xmlns="http://www.idpf.org/2007/opf" version="2.0"><metadata '
            'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>The Lamp Room</dc:title>'
            "<dc:creator>owlet</dc:creator><dc:creator>pen_nib</dc:creator><dc:language>en</dc:language>"
            f"<dc:description>&lt;p&gt;Somebody lights it.&lt;/p&gt;</dc:description>{subjects}</metadata>"
            f"<manifest>{items}"
            '<item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/></manifest>'
            f'<spine toc="ncx">{"".join(f"""<itemref idref="p{n}"/>""" for n in range(4))}</spine></package>',
        )
        archive.writestr(
            "toc.ncx", f'<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/"><navMap>{points}</navMap></ncx>'
        )
        for n, text in enumerate(pages.values()):
            archive.writestr(f"p{n}.xhtml", page(text))
    return target.getvalue()


def test_the_archive_s_epub_says_the_same() -> None:
    work = epub.parse(book(), "The_Lamp_Room.epub")
    assert (work.details.title, work.details.authors, work.details.language) == (
        "The Lamp Room",
        ("owlet", "pen_nib"),
        "en",
    )
    assert (work.details.rating, work.details.completion) == (Rating.EXPLICIT, Completion.ONGOING)
    check_names(work)
    assert work.details.summary == "Somebody _lights_ it."
    assert work.details.notes == "For M.\n\nChapters so far: 2/7."
    assert work.details.source == "http://archiveofourown.org/works/1234"
    assert [(chapter.title, chapter.kind, chapter.text) for chapter in work.chapters] == [
        ("Chapter 1: It Is Lit", ChapterKind.BODY, "It was lit."),
        ("Chapter 2", ChapterKind.BODY, "Nobody came."),
    ]
    assert [chapter.notes.after for chapter in work.chapters] == ["", "Thanks for reading."]


def test_a_work_may_be_part_of_several_series_with_commas_in_their_names() -> None:
    series = '<dd>Part 2 of <a href="#">Lamps</a>, Part 10 of <a href="#">Tides, and Moons</a></dd>'
    told = preface().replace('<dd>Part 2 of <a href="#">Lamps</a></dd>', series)
    details = parse(page(told, ONE_SHOT, AFTERWORD).encode(), "x.html").details
    assert details.series == ("Part 2 of Lamps", "Part 10 of Tides, and Moons")
    assert details.notes == "For M."
