"""Web pages that hold a story, as people save them from sites of every sort."""

from __future__ import annotations

import re
from collections import Counter
from difflib import SequenceMatcher
from functools import cache

import pytest

from bot.imports.formats import epub, plain
from bot.imports.formats.html import parse
from bot.imports.manuscript import TITLE_FROM_NAME, Manuscript
from bot.stories.details import Completion, Rating
from bot.stories.models import ChapterKind
from bot.text import markup
from tests.support.paths import CORPORA

PROSE = "<p>" + "Nobody had rung the bell since the flood, and still it rang. " * 6 + "</p>"

BLOG = f"""<!DOCTYPE html>
<html lang="en-GB"><head><meta charset="utf-8">
<title>The Bell at Low Water | Salt Stories</title>
<meta property="og:title" content="The Bell at Low Water">
<meta property="og:site_name" content="Salt Stories">
<meta name="author" content="Nobody Much">
<meta name="description" content="A bell rings; *nobody* is there.">
<link rel="canonical" href="https://stories.example/bell">
<script>track("everything")</script></head>
<body><header class="site-header">Salt Stories</header>
<nav><a href="/">Home</a> <a href="/about">About us</a></nav>
<main><article><h1>The Bell at Low Water</h1>
<div class="entry-content">{PROSE}<p>It was <em>ringing</em>.<hr><p>Then it was not.
<div class="sharedaddy"><a href="#">Share on Elsewhere</a></div></div></article>
<section id="comments"><h2>3 thoughts</h2><p>First!</p></section></main>
<aside>Popular posts</aside>
<footer>Salt Stories, <a rel="license" href="https://creativecommons.org/licenses/by-sa/4.0/">terms</a></footer>
</body></html>"""


def read(page: str, name: str = "the-bell.html") -> Manuscript:
    return parse(page.encode(), name)


def titles(story: Manuscript) -> list[str]:
    return [chapter.title for chapter in story.chapters]


def words(text: str) -> list[str]:
    """The words as they sound: whichever quotes, dashes and capitals the edition has."""
    return re.findall(r"[^\W_]+", text.casefold())


@cache
def dracula(path: str) -> Manuscript:
    file = CORPORA / path
    if not file.exists():
        pytest.skip("the shared corpora are not beside this checkout")
    formats = {".htm": parse, ".txt": plain.parse, ".epub": epub.parse}
    return formats[file.suffix](file.read_bytes(), file.name)


def test_a_blog_post_without_what_stands_around_it() -> None:
    story = read(BLOG)
    assert (story.details.title, story.details.authors, story.details.language) == (
        "The Bell at Low Water",
        ("Nobody Much",),
        "en-GB",
    )
    assert story.details.summary == r"A bell rings; \*nobody\* is there."
    assert (story.details.source, story.details.licence) == ("https://stories.example/bell", "CC BY-SA 4.0")
    (chapter,) = story.chapters
    assert chapter.title == ""
    assert chapter.text.startswith("Nobody had rung")
    assert chapter.text.endswith("It was _ringing_.\n\n\\* \\* \\*\n\nThen it was not.")
    assert story.warnings == ()


def test_a_project_gutenberg_page_without_its_wrapper() -> None:
    story = read(
        """<html lang="en"><head><title>The Bell | Project Gutenberg</title></head><body>
        <section id="pg-header"><h2>The Project Gutenberg eBook of The Bell</h2>
        <div>This ebook is for the use of anyone anywhere.</div>
        <p><strong>Title</strong>: The Bell</p><p><strong>Author</strong>: Nobody Much</p>
        <p>Release date: May 1, 2020 [eBook #77]</p><p><strong>Language</strong>: English</p>
        <div>*** START OF THE PROJECT GUTENBERG EBOOK THE BELL ***</div></section>"""
        f"<h1>The Bell</h1><p>BY NOBODY MUCH</p><h2>CONTENTS</h2><p>I. The Rope</p>"
        f"<h2>CHAPTER I.<br>The Rope.</h2>{PROSE}<h2>CHAPTER II.</h2>{PROSE}"
        """<section id="pg-footer"><div>*** END OF THE PROJECT GUTENBERG EBOOK THE BELL ***</div>
        <h2>THE FULL PROJECT GUTENBERG™ LICENSE</h2><p>Terms.</p></section></body></html>"""
    )
    assert (story.details.title, story.details.authors, story.details.language) == (
        "The Bell",
        ("Nobody Much",),
        "en",
    )
    assert story.details.source == "Project Gutenberg, https://www.gutenberg.org/ebooks/77"
    assert [(chapter.title, chapter.kind) for chapter in story.chapters] == [
        ("Before the story", ChapterKind.FRONT),
        ("CHAPTER I: The Rope", ChapterKind.BODY),
        ("CHAPTER II", ChapterKind.BODY),
    ]
    assert story.chapters[0].text == "BY NOBODY MUCH"
    assert "Gutenberg" not in "".join(chapter.text for chapter in story.chapters)


def test_a_page_wrapped_in_a_form_and_a_note_in_an_aside_are_read() -> None:
    page = f'<form><input value="Go">{PROSE}<aside role="doc-footnote"><p>1. Rang.</p></aside></form>'
    assert read(page).chapters[0].text.endswith("1\\. Rang.")


@pytest.mark.parametrize(
    ("head", "opening"),
    [
        ("<title>The Bell</title>", "<p class='MsoTitle'>The Bell</p><p class='MsoSubtitle'>Nell Harrow</p>"),
        ("<title>The Bell</title><meta name='author' content='user'>", "<p>by Nell Harrow</p>"),
        (
            "<title>The Bell</title><meta name='author' content='Nell Harrow'>",
            '<header id="title-block-header"><p class="author">Nell Harrow</p></header>',
        ),
    ],
)
def test_a_title_page_is_told_from_the_story(head: str, opening: str) -> None:
    sections = "".join(f"<h2>Chapter {number}</h2>{PROSE}" for number in (1, 2))
    story = read(f"<html><head>{head}</head><body>{opening}{sections}</body></html>")
    assert (story.details.title, story.details.authors) == ("The Bell", ("Nell Harrow",))
    assert titles(story) == ["Chapter 1", "Chapter 2"]


def test_the_heading_of_a_post_is_its_title_and_not_the_window_s() -> None:
    page = f"""<title>Rope | Salt Stories</title><h1 class="site-title">Salt Stories</h1><article>
        <h1 class="entry-title">Rope</h1><div class="entry-content">{PROSE}</div></article>"""
    assert read(page).details.title == "Rope"


def test_a_page_that_says_nothing_of_itself_is_named_after_its_file() -> None:
    story = read("<p>It rang.</p>")
    assert (story.details.title, story.warnings) == ("The Bell", (TITLE_FROM_NAME,))
    assert story.chapters[0].text == "It rang."


def test_chapters_begin_at_the_headings_that_repeat_and_are_named_after_their_parts() -> None:
    story = read(
        f"<h1>The Bell</h1><h2>Low Water</h2><h3>The Lamp</h3>{PROSE}<h3>The Rope</h3>{PROSE}"
        f"<h2>High Water</h2><h3>The Flood</h3>{PROSE}<h4>A list</h4>{PROSE}"
    )
    assert story.details.title == "The Bell"
    assert titles(story) == ["Low Water · The Lamp", "Low Water · The Rope", "High Water · The Flood"]
    assert "\n\n**A list**\n\n" in story.chapters[2].text
    assert story.chapters[0].key == "low water / the lamp"


def test_headings_inside_a_chapter_do_not_divide_it() -> None:
    story = read(f"<h2>Chapter One</h2><h3>3 May</h3>{PROSE}<h3>4 May</h3>{PROSE}<h2>Chapter Two</h2>{PROSE}")
    assert titles(story) == ["Chapter One: 3 May", "Chapter Two"]
    story = read(f"<h2>Chapter One</h2>{PROSE}<h3>3 May</h3>{PROSE}<h3>4 May</h3>{PROSE}")
    assert titles(story) == ["Chapter One"]
    assert "### 3 May" in story.chapters[0].text


def test_parts_and_chapters_of_one_level_are_told_apart_by_name() -> None:
    story = read(
        f"<h2>Prologue</h2>{PROSE}<h2>Part One</h2><h2>Chapter 1</h2>{PROSE}<h2>Chapter 2</h2>{PROSE}"
        f"<h2>Part Two</h2><h2>Chapter 1</h2>{PROSE}<h2>Epilogue</h2>{PROSE}"
    )
    assert titles(story) == [
        "Prologue",
        "Part One · Chapter 1",
        "Part One · Chapter 2",
        "Part Two · Chapter 1",
        "Epilogue",
    ]
    assert len({chapter.key for chapter in story.chapters}) == 5


def test_chapters_headed_by_bold_paragraphs_are_found_by_what_they_say() -> None:
    story = read(f"<p><b>Chapter 1</b></p>{PROSE}<p><b>Chapter 2: The Rope</b></p>{PROSE}")
    assert titles(story) == ["Chapter 1", "Chapter 2: The Rope"]


def test_labels_before_the_text_are_details() -> None:
    story = read(
        "<h1>The Bell</h1><p>Rating: T<br>Pairing: Bell/Rope<br>Status: Complete</p>"
        f"<p><b>Disclaimer:</b> I own no bell.</p><p>A/N: For <i>you</i>.</p><hr>{PROSE * 3}"
    )
    assert (story.details.rating, story.details.relationships) == (Rating.TEEN, ("Bell/Rope",))
    assert (story.details.disclaimer, story.details.notes) == ("I own no bell.", "For you.")
    assert story.details.completion is Completion.COMPLETE
    assert story.chapters[0].text.startswith("Nobody had rung")


def test_a_table_of_contents_is_left_out_and_an_end_note_set_apart() -> None:
    links = "".join(f'<li><a href="#c{n}">Chapter {n}</a></li>' for n in (1, 2, 3))
    story = read(
        f"<h1>The Bell</h1><h2>Contents</h2><p>A list</p><ul>{links}</ul><h2>Chapter 1</h2>{PROSE}"
        f"<h2>Chapter 2</h2>{PROSE * 9}<p>THE END</p><p>Author’s note: thank you.</p>"
    )
    assert titles(story) == ["Chapter 1", "Chapter 2", "Author’s note"]
    assert story.chapters[2].kind is ChapterKind.BACK


def test_dracula_as_a_web_page_is_the_book_that_it_is_as_plain_text() -> None:
    page, text = dracula("html/dracula.htm"), dracula("plain-text/dracula-latin1.txt")
    assert (page.details.title, page.details.authors, page.details.language) == (
        text.details.title,
        text.details.authors,
        text.details.language,
    )
    assert (page.details.source, page.details.licence) == (text.details.source, text.details.licence)
    assert [chapter.key for chapter in page.chapters] == [chapter.key for chapter in text.chapters]
    body = [chapter for chapter in page.chapters if chapter.kind is ChapterKind.BODY]
    assert len(body) == 27
    for chapter, same in zip(page.chapters[1:], text.chapters[1:], strict=True):
        assert words(chapter.title) == words(same.title)
        one, other = words(markup.strip(chapter.text)), words(markup.strip(same.text))
        assert SequenceMatcher(None, one, other, autojunk=False).quick_ratio() > 0.995


def test_dracula_as_a_web_page_is_nearly_the_epub() -> None:
    page, book = dracula("html/dracula.htm"), dracula("epub/bram-stoker_dracula.epub")
    told = [
        Counter(
            words(
                "\n".join(markup.strip(each.text) for each in story.chapters if each.kind is ChapterKind.BODY)
            )
        )
        for story in (page, book)
    ]
    assert sum((told[0] & told[1]).values()) > 0.98 * max(told[0].total(), told[1].total())
