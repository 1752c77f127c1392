"""Project Gutenberg's wrapper, in its newer and older shapes."""

from __future__ import annotations

import pytest

from bot.imports.formats.plain.gutenberg import unwrap

HEADER = """The Project Gutenberg EBook of The Tin Key, by Marta Salt

Title: The Tin Key
       or, A Winter by the Sea

Author: Marta Salt and Jonas Salt

Release Date: May 4, 2009 [EBook #99999]

Language: French
"""


@pytest.mark.parametrize(
    ("start", "end"),
    [
        (
            "*** START OF THIS PROJECT GUTENBERG EBOOK THE TIN KEY ***",
            "*** END OF THIS PROJECT GUTENBERG EBOOK",
        ),
        (
            "*** START OF THE PROJECT GUTENBERG EBOOK THE TIN KEY ***",
            "End of Project Gutenberg's The Tin Key",
        ),
        (
            "***START OF THE PROJECT GUTENBERG EBOOK THE TIN KEY***",
            "End of the Project Gutenberg EBook of it",
        ),
        (
            "*END*THE SMALL PRINT! FOR PUBLIC DOMAIN ETEXTS*Ver.04.29.93*END*",
            "End of the Project Gutenberg Etext",
        ),
        ("*** DÉBUT DU FICHIER ***", "Fin du Projet Gutenberg"),
        ("*** DEBUT DU PROJET GUTENBERG LA CLÉ ***", "*** FIN DU FICHIER ***"),
        ("*** START OF THE PROJECT GUTENBERG EBOOK ***", "Fin de Project Gutenberg's La Clé"),
        (
            "*** START OF THE PROJECT GUTENBERG EBOOK ***",
            "Ende dieses Projekt Gutenberg Etextes Der Schlüssel",
        ),
        ("*** START OF THE PROJECT GUTENBERG EBOOK ***", "Ende dieses Etextes Der Schlüssel"),
        ("*** INICIO DEL PROYECTO GUTENBERG ***", "Fin del Proyecto Gutenberg"),
        ("*** INÍCIO DO PROJETO GUTENBERG ***", "Fim do Projecto Gutenberg"),
        ("Beginning of this Project Gutenberg Etext", "Einde van het Project Gutenberg EBoek"),
        (
            "*** START OF THE PROJECT GUTENBERG EBOOK THE TIN\nKEY ***",
            "***END OF THE PROJECT GUTENBERG EBOOK",
        ),
    ],
)
def test_the_wrapper_comes_off(start: str, end: str) -> None:
    credit = "Produced by A Volunteer and\nAnother One"
    body, book = unwrap(f"{HEADER}\n{start}\n\n\n{credit}\n\n\nThe story.\n\n\n{end}\n\nThe licence.")
    assert body.strip() == "The story."
    assert book is not None
    assert book.title == "The Tin Key or, A Winter by the Sea"
    assert book.authors == ("Marta Salt", "Jonas Salt")
    assert book.language == "fr"
    assert book.source.endswith("gutenberg.org/ebooks/99999")
    assert book.licence == "Public domain in the USA"


def test_a_header_without_fields_is_read_from_its_first_line() -> None:
    _, book = unwrap(
        "Project Gutenberg's The Tin Key, by Marta Salt\n\n*** START OF THIS PROJECT GUTENBERG EBOOK\nx"
    )
    assert book is not None
    assert (book.title, book.authors, book.language) == ("The Tin Key", ("Marta Salt",), "")


def test_a_book_in_copyright_is_not_called_free() -> None:
    _, book = unwrap(
        f"This is a COPYRIGHTED Project Gutenberg eBook\n{HEADER}\n*** START OF THIS PROJECT GUTENBERG X\n"
    )
    assert book is not None
    assert "copyright" in book.licence


def test_any_other_text_is_left_alone() -> None:
    text = "*** START ***\n\nA story that ends.\n\nEnd of story."
    assert unwrap(text) == (text, None)


def test_a_story_s_own_end_is_none_of_the_wrapper_s() -> None:
    ends = ["*** END OF PART ONE ***", "End of the project: she went home.", "Fin.", "The end of it."]
    body = "\n\n".join(
        [*ends, "End of this Etext of The Project Gutenberg Etext? said the keeper.", "He slept."]
    )
    text = f"{HEADER}\n*** START OF THE PROJECT GUTENBERG EBOOK ***\n\n{body}\n\n"
    assert unwrap(f"{text}*** END OF THE PROJECT GUTENBERG EBOOK")[0].strip() == body
