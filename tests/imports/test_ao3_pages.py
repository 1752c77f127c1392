"""Works of the Archive of Our Own, saved from its pages by a browser."""

from __future__ import annotations

import pytest

from bot.errors import UnreadableFileError
from bot.imports.formats.html import parse
from bot.imports.manuscript import Manuscript
from bot.stories.chapter_notes import ChapterNotes
from bot.stories.details import Completion, Rating

TAGS = """<dl class="work meta group">
<dt class="rating tags">Rating:</dt><dd class="rating tags"><ul class="commas"><li class="last">
<a class="tag" href="/tags/x">{rating}</a></li></ul></dd>
<dt class="warning tags"><a href="/tos_faq#tags">Archive Warnings</a>:</dt><dd class="warning tags"><ul>
<li><a class="tag">{warned}</a></li><li class="last"><a class="tag">Underage Sex</a></li></ul></dd>
<dt class="fandom tags">Fandom:</dt><dd class="fandom tags"><ul>
<li><a>Lighthouses (TV), 1999</a></li></ul></dd>
<dt class="relationship tags">Relationship:</dt><dd><ul><li><a>Ada/Brine</a></li></ul></dd>
<dt class="character tags">Characters:</dt><dd><ul><li><a>Ada</a></li><li><a>Brine</a></li></ul></dd>
<dt class="freeform tags">Additional Tags:</dt><dd><ul><li><a>Fluff, but sad</a></li></ul></dd>
<dt class="language">Language:</dt><dd class="language" lang="fr">Français</dd>
<dt class="series">Series:</dt><dd class="series"><span class="series"><a class="previous">← Previous Work</a>
<span class="position">Part 2 of <a>Lamps</a></span><a class="next">Next Work →</a></span></dd>
<dt class="stats">Stats:</dt><dd class="stats"><dl class="stats"><dt class="published">Published:</dt>
<dd class="published">2020-01-01</dd><dt class="words">Words:</dt><dd class="words">1,234</dd>
<dt class="chapters">Chapters:</dt><dd class="chapters">{parts}</dd><dt class="kudos">Kudos:</dt>
<dd class="kudos">33</dd><dt class="bookmarks">Bookmarks:</dt><dd><a>2</a></dd></dl></dd></dl>"""

PAGE = """<!DOCTYPE html>
<!-- saved from url=(0051)https://archiveofourown.org/works/1234/chapters/56 -->
<html lang="en"><head><title>The Lamp Room - owlet - Lighthouses [Archive of Our Own]</title></head><body>
<div id="outer"><ul id="skiplinks"><li><a href="#main">Main Content</a></li></ul>
<header id="header"><h1 class="heading"><a href="/">Archive of Our Own</a></h1></header>
<div id="main" class="works-show region" role="main"><div class="work">
<ul class="work navigation actions"><li class="download"><a href="#">Download</a></li></ul>
<h3 class="landmark heading">Work Header</h3><div class="wrapper">{tags}</div>
<div id="workskin"><div class="preface group"><h2 class="title heading"> The Lamp Room </h2>
<h3 class="byline heading"><a rel="author" href="/users/o">owlet</a>, <a rel="author">pen_nib</a></h3>
<div class="summary module"><h3 class="heading">Summary:</h3>
<blockquote class="userstuff"><p>Somebody <em>lights</em> it.</p></blockquote></div>
<div class="notes module"><h3 class="heading">Notes:</h3><ul class="associations"><li>For <a>M</a>.</li></ul>
<blockquote class="userstuff"><p>Work note.</p></blockquote>
<p class="jump">(See the end of the work for <a href="#work_endnotes">more notes</a>.)</p></div></div>
<div id="chapters" role="article">{chapters}</div>
<div class="afterword preface group"><div id="work_endnotes" class="end notes module">
<h3 class="heading">Notes:</h3><blockquote class="userstuff"><p>Find me.</p></blockquote></div></div>
</div></div>
<div id="feedback" class="feedback"><div id="kudos"><p class="kudos"><a>mira</a> left kudos</p></div>
<ol class="thread"><li class="comment"><blockquote class="userstuff"><p>A comment.</p></blockquote></li></ol>
</div></div></div></body></html>"""

TEXT = "<p>Nobody came.</p><blockquote><p>A letter.</p></blockquote><p>And <em>then</em>.</p>"
WHOLE = f"""<h3 class="landmark heading" id="work">Work Text:</h3><div class="userstuff">{TEXT}</div>"""


def chapter(number: int, title: str = "", *, before: str = "", behind: str = "") -> str:
    end = f"""<div class="chapter preface group"><div class="end notes module" id="chapter_{number}_endnotes">
        <h3 class="heading">Notes:</h3><blockquote class="userstuff"><p>{behind}</p></blockquote>
        </div></div>"""
    return f"""<div class="chapter" id="chapter-{number}"><div class="chapter preface group">
        <h3 class="title"> <a href="/works/1/chapters/{number}">Chapter {number}</a>{title} </h3>
        {before}</div>
        <!--main content--><div class="userstuff module" role="article">
        <h3 class="landmark heading" id="work">Chapter Text</h3>{TEXT}</div><!--/main-->
        {end if behind else ""}</div>"""


def module(kind: str, text: str) -> str:
    return f"""<div id="{kind}" class="{kind} module"><h3 class="heading">{kind.capitalize()}:</h3>
        <blockquote class="userstuff"><p>{text}</p></blockquote>
        <p>(See the end of the chapter for <a href="#x">more notes</a>.)</p></div>"""


def read(
    chapters: str,
    *,
    rating: str = "Explicit",
    parts: str = "3/10",
    warned: str = "Major Character Death",
) -> Manuscript:
    tags = TAGS.format(rating=rating, parts=parts, warned=warned)
    return parse(PAGE.format(tags=tags, chapters=chapters).encode(), "The Lamp Room.html")


def test_the_details_stand_above_the_work() -> None:
    details = read(WHOLE, parts="1/1").details
    assert (details.title, details.authors) == ("The Lamp Room", ("owlet", "pen_nib"))
    assert (details.rating, details.language) == (Rating.EXPLICIT, "fr")
    assert details.content_warnings == ("Major Character Death", "Underage Sex")
    assert (details.fandoms, details.characters) == (("Lighthouses (TV), 1999",), ("Ada", "Brine"))
    assert (details.relationships, details.tags) == (("Ada/Brine",), ("Fluff, but sad",))
    assert details.summary == "Somebody _lights_ it."
    assert details.notes == "Work note."
    assert details.series == ("Part 2 of Lamps",)
    assert details.source == "https://archiveofourown.org/works/1234"


@pytest.mark.parametrize(
    ("parts", "completion"),
    [
        ("1/1", Completion.COMPLETE),
        ("3/10", Completion.ONGOING),
        ('<a href="/x">3</a>/?', Completion.ONGOING),
        ("1,200/1,200", Completion.COMPLETE),
    ],
)
def test_the_number_of_chapters_says_whether_it_is_complete(parts: str, completion: Completion) -> None:
    assert read(WHOLE, parts=parts).details.completion is completion


@pytest.mark.parametrize(
    ("rating", "understood"),
    [("Not Rated", Rating.MATURE), ("General Audiences", Rating.GENERAL), ("Mature", Rating.MATURE)],
)
def test_every_rating_is_understood(rating: str, understood: Rating) -> None:
    assert read(WHOLE, rating=rating).details.rating is understood


def test_a_work_of_one_chapter_is_its_text_alone() -> None:
    (only,) = read(WHOLE).chapters
    assert (only.title, only.key) == ("", "")
    assert only.text == "Nobody came.\n\n> A letter.\n\nAnd _then_."
    assert only.notes == ChapterNotes(after="Find me.")


def test_the_entire_work_has_each_chapter_with_its_notes() -> None:
    said = module("summary", "They meet.") + module("notes", "Hello!")
    first, second = read(chapter(1, before=said, behind="Bye!") + chapter(2, ": The Boat")).chapters
    assert (first.title, first.key, second.title) == ("Chapter 1", "chapter 1", "Chapter 2: The Boat")
    assert first.text == second.text == "Nobody came.\n\n> A letter.\n\nAnd _then_."
    assert first.notes == ChapterNotes("They meet.", "Hello!", "Bye!")
    assert second.notes == ChapterNotes(after="Find me.")


def test_a_page_of_one_chapter_has_that_chapter() -> None:
    work = read(chapter(7, ": The Boat", before=module("notes", "Hello!")))
    assert [each.title for each in work.chapters] == ["Chapter 7: The Boat"]
    assert work.details.title == "The Lamp Room"


def test_warnings_that_the_reader_has_hidden_are_asked_for() -> None:
    work = read(WHOLE, warned="Show warnings")
    assert work.details.content_warnings == ("Underage Sex",)
    assert "warnings hidden" in work.warnings[0]
    assert read(WHOLE).warnings == ()


def test_nothing_around_the_work_is_in_its_text() -> None:
    work = read(chapter(1, behind="Bye!"))
    text = " ".join(f"{each.title} {each.text}" for each in work.chapters)
    for word in ("Chapter Text", "kudos", "comment", "Download", "Bye!", "Find me", "See the end"):
        assert word not in text


def test_a_page_without_a_text_is_refused() -> None:
    with pytest.raises(UnreadableFileError, match="holds no text to read"):
        read("")
