"""Who wrote a plain text, by the lines below its title."""

from __future__ import annotations

import pytest

from bot.imports import formats

PROSE = "The lamp was lit at six, and the keeper sat down with his tea, and waited for the boat. " * 6
TEXT = f"Chapter 1\n\n{PROSE}\n\nChapter 2\n\n{PROSE}"


@pytest.mark.parametrize(
    ("head", "title", "author"),
    [
        ("Le Phare\npar Hibou\n\nRésumé : Un phare.", "Le Phare", "Hibou"),
        ("Le Phare\n\nécrit par Nell Harrow\n\nRésumé : Un phare.", "Le Phare", "Nell Harrow"),
        ("Der Leuchtturm\nvon Anke Meier", "Der Leuchtturm", "Anke Meier"),
        ("El faro\nde Ana Ruiz", "El faro", "Ana Ruiz"),
        ("Маяк\nАвтор Вера Осина\n\nРейтинг: G", "Маяк", "Вера Осина"),
        ("A torony\nÍrta Nagy Anna\n\nRating: T", "A torony", "Nagy Anna"),
        ("灯\n林海 著\n\n简介：海", "灯", "林海"),
        ("灯\n文/林海\n\n第一章 海", "灯", "林海"),
        ("The Lamp\na novella by Nell Harrow\n\nRating: T", "The Lamp", "Nell Harrow"),
        ("The Lamp\nNell Harrow\n\nRating: T", "The Lamp", "Nell Harrow"),
        ("LAMPS\n\nNELL HARROW\n\nSummary: A lamp.", "LAMPS", "NELL HARROW"),
        ("Lamps\nowl_writes\n\nTags: sea", "Lamps", "owl_writes"),
        ("The Lamp\nowl\n\nSummary:\n\nA lamp.", "The Lamp", "owl"),
        ("**The Lamp** by Owl\n\nRating: T", "The Lamp", "Owl"),
        ("Story: The Lamp\nPenname: Owl\nRated: T", "The Lamp", "Owl"),
    ],
)
def test_a_line_below_the_title_names_the_author(head: str, title: str, author: str) -> None:
    details = formats.parse(f"{head}\n\n{TEXT}".encode(), "some-file.txt").details
    assert (details.title, details.authors) == (title, (author,))


@pytest.mark.parametrize(
    "head",
    [
        "The Lamp\nA Novel\n\nRating: T",
        "The Lamp\nThe Lamp Is Lit\n\nRating: T",
        "The Lamp\nRed Dawn\n\nAuthor: Owl\nRating: T",
        "The Lamp\nOneshot\n\nRating: T",
    ],
)
def test_a_subtitle_is_nobody(head: str) -> None:
    details = formats.parse(f"{head}\n\n{TEXT}".encode(), "some-file.txt").details
    assert (details.title, details.notes) == ("The Lamp", head.split("\n")[1])
    assert details.authors in ((), ("Owl",))


@pytest.mark.parametrize("line", ["de la mer", "von Berlin", "De noche", "He stood by Anna", "par hasard"])
def test_a_line_that_only_begins_like_one_names_nobody(line: str) -> None:
    details = formats.parse(f"El faro\n{line}\n\nRating: T\n\n{TEXT}".encode(), "some-file.txt").details
    assert details.authors == ()
