"""A chapter's title is told once: not again at the head of its text, and nothing else is dropped there."""

from __future__ import annotations

import pytest

from tests.imports.epubs import Book, line, nav, page


def read(title: str, head: str) -> str:
    """What stands before the text of a chapter that the contents call so, and whose page begins so."""
    book = Book({"a.xhtml": page(f"{head}<p>The lamp was lit.</p>")}, nav(line("a.xhtml", title)))
    chapter = book.read().chapters[0]
    assert chapter.title == title
    assert chapter.text.endswith("The lamp was lit.")
    return chapter.text.removesuffix("The lamp was lit.").strip()


@pytest.mark.parametrize(
    ("title", "head"),
    [
        ("Wick", "<h3>1. Wick</h3>"),
        ("Wick", "<h3>Chapter 1: Wick</h3>"),
        ("1. Wick", "<h3>Wick</h3>"),
        ("Chapter 1: Wick", "<h2>Chapter 1</h2><h3>Wick</h3>"),
        ("Wick", "<h2>1</h2><h3>Wick</h3>"),
        ("Wick", "<h2>Chapter One</h2><h3>Wick</h3>"),
        ("Chapter 23", "<h2>Twenty-Three</h2>"),
        ("Chapter XIV", "<h2>14</h2>"),
        ("Chapter Three", '<h1><img src="3.png" alt="Chapter Three"/></h1><h2>3</h2>'),
        ("Chapter Three", '<p><img src="3.png" alt="Chapter 3"/></p>'),
        ("Chapter 1: Dusk", "<h1>Chapter 1: Dusk</h1><p><b>Chapter 1: Dusk</b></p>"),
        ("Chapter 1: Dusk", "<p><strong>Chapter 1: Dusk</strong></p>"),
        ("Chapter 1: Dusk", "<p>Chapter 1</p><p>Dusk</p>"),
        ("4 Dawn", "<div>4</div><div>Dawn</div>"),
        ("Dusk", "<p><b>Dusk</b></p>"),
        ("IV", "<p>IV</p>"),
        ("Chapter Five Home", "<h2>CHAPTER FIVE<br/>Home</h2>"),
        ("The Lighthouse", "<h1>The Lighthouse</h1><h2>The Lighthouse</h2>"),
        ("Is It Lit?", "<p><b>Is It Lit?</b></p>"),
    ],
)
def test_a_title_is_not_told_again(title: str, head: str) -> None:
    assert read(title, head) == ""


@pytest.mark.parametrize(
    ("title", "head", "left"),
    [
        ("Run", "<p>Run.</p>", "Run."),
        ("Run", "<p>Run</p>", "Run"),
        ("Mother", "<p>Mother,</p>", "Mother,"),
        ("The Boat Came", "<p>The boat came.</p>", "The boat came."),
        ("Chapter 1", "<h2>Chapter 1</h2><p>One</p>", "One"),
        ("Chapter 1", "<h2>Chapter 1</h2><h3>The Boat</h3>", "### The Boat"),
        ("Dusk", "<h2>2 May</h2>", "## 2 May"),
        ("The Dark, 2", "<h2>II</h2>", "## II"),
        ("Chapter 2", "<h2>3</h2>", "## 3"),
        ("Dusk", "<p>“Dusk,” he said.</p>", "“Dusk,” he said."),
        ("4 Dawn", "<p>4</p><p>Dawn came.</p>", "4\n\nDawn came."),
    ],
)
def test_what_is_no_repetition_stays(title: str, head: str, left: str) -> None:
    assert read(title, head) == left


def test_the_number_of_a_section_stays_though_it_is_the_chapters_too() -> None:
    sections = "<h2>Chapter 1</h2><h3>I</h3><p>One.</p><h3>II</h3><p>Two.</p>"
    book = Book({"a.xhtml": page(sections)}, nav(line("a.xhtml", "Chapter 1")))
    assert book.read().chapters[0].text == "### I\n\nOne.\n\n### II\n\nTwo."


def test_a_chapter_that_is_nothing_but_its_title_keeps_it() -> None:
    book = Book({"a.xhtml": page("<p><b>The End</b></p>")}, nav(line("a.xhtml", "The End")))
    assert book.read().chapters[0].text == "**The End**"


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("<h2>Chapter 4</h2><h3>Dawn</h3>", "Chapter 4: Dawn"),
        ("<h2>4.</h2><h2>Dawn</h2>", "4. Dawn"),
        ("<h1>The Lighthouse</h1><h2>Chapter 4</h2>", "Chapter 4"),
        ('<h1><img src="4.png" alt="Chapter Four"/></h1>', "Chapter Four"),
        ("<h1>The Lighthouse</h1>", "The Lighthouse"),
    ],
)
def test_without_contents_the_headings_are_the_title(head: str, title: str) -> None:
    chapter = Book({"a.xhtml": page(f"{head}<p>The lamp was lit.</p>")}).read().chapters[0]
    assert (chapter.title, chapter.text) == (title, "The lamp was lit.")
