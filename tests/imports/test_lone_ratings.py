"""A rating that is nothing but its word, among the lines before a story."""

from __future__ import annotations

import pytest

from bot.imports import formats
from bot.stories.details import Rating

TEXT = "The lamp was lit at six, and the keeper sat down with his tea. It rained again.\n\n" * 9
CHAPTERS = f"Chapter 1\n\n{TEXT}Chapter 2\n\n{TEXT}"


@pytest.mark.parametrize("story", [TEXT, CHAPTERS])
@pytest.mark.parametrize(
    ("head", "rating"),
    [
        ("The Lamp\nby Owl\nMATURE", Rating.MATURE),
        ("The Lamp\n\nby Owl\n\nExplicit", Rating.EXPLICIT),
        ("The Lamp\nMATURE\nby Owl", Rating.MATURE),
        ("[Explicit]\nThe Lamp\nby Owl", Rating.EXPLICIT),
        ("The Lamp\nMature\n\nSummary: It is lit.\nAuthor: Owl", Rating.MATURE),
        ("The Lamp\nby Owl\nTEEN\nFandom: Sea", Rating.TEEN),
        ("The Lamp\nby Owl\n\nTeen And Up Audiences", Rating.TEEN),
        ("The Lamp\nby Owl\n\nPG-13", Rating.TEEN),
        ("The Lamp\nby Owl\n\n~ Not Rated ~", Rating.MATURE),
        ("The Lamp\npar Owl\nEXPLICITE", Rating.EXPLICIT),
        ("The Lamp\nАвтор: Owl\nДля взрослых", Rating.EXPLICIT),
        ("The Lamp\n文/Owl\n限制级", Rating.EXPLICIT),
    ],
)
def test_among_the_lines_at_the_head_of_a_file(head: str, rating: Rating, story: str) -> None:
    read = formats.parse(f"{head}\n\n{story}".encode(), "draft.txt")
    assert (read.details.title, read.details.authors, read.details.rating) == ("The Lamp", ("Owl",), rating)
    assert read.chapters[0].text == TEXT.strip()
    assert read.details.notes == ""


@pytest.mark.parametrize(
    ("typed", "title", "stays"),
    [
        (f"Mature\nby Owl\n\n{TEXT}", "Mature", ""),
        (f"Explicit\n\n{CHAPTERS}", "Explicit", ""),
        (f"The Lamp\nby Owl\n\nTeen\n\n{TEXT}", "The Lamp", "Teen"),
        (f"The Lamp\nby Owl\n\nExplicit\n\n{TEXT}Implicit\n\n{TEXT}", "The Lamp", "Explicit"),
        (f"The Lamp\nby Owl\n\nGeneral\n\n{TEXT}", "The Lamp", "General"),
        (f"The Lamp\nby Owl\nFamily\n\n{TEXT}", "The Lamp", "Family"),
        (f"The Lamp\nby Owl\n\nMature it was, the cheese.\n\n{TEXT}", "The Lamp", "Mature it was"),
        (f"The Lamp\nby Owl\n\nChapter 1\n\nMature\n\n{TEXT}Chapter 2\n\n{TEXT}", "The Lamp", ""),
    ],
)
def test_not_where_it_may_be_a_heading_or_the_first_words(typed: str, title: str, stays: str) -> None:
    read = formats.parse(typed.encode(), "draft.txt")
    assert (read.details.title, read.details.rating) == (title, None)
    assert read.chapters[0].text.startswith(stays)


PAGE = "".join(f"<p>{paragraph}</p>" for paragraph in TEXT.split("\n\n"))


@pytest.mark.parametrize(
    ("name", "typed", "rating"),
    [
        ("lamp.md", f"# The Lamp\nby Owl\n\n**Explicit**\n\n## Chapter 1\n\n{TEXT}", Rating.EXPLICIT),
        ("lamp.md", f"# The Lamp\n\n### Mature\n\n{TEXT}### Immature\n\n{TEXT}", None),
        (
            "lamp.html",
            f"<title>The Lamp</title><h1>The Lamp</h1><p>by Owl</p><p>MATURE</p>{PAGE}",
            Rating.MATURE,
        ),
        (
            "lamp.html",
            f"<h1>The Lamp</h1><p>by Owl</p><p>Teen</p><h2>Chapter 1</h2>{PAGE}<h2>Chapter 2</h2>{PAGE}",
            Rating.TEEN,
        ),
    ],
)
def test_in_markdown_and_on_pages(name: str, typed: str, rating: Rating | None) -> None:
    read = formats.parse(typed.encode(), name)
    assert (read.details.title, read.details.rating) == ("The Lamp", rating)
