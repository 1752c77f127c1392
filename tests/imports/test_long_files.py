"""Long books in every format, read in as much memory as a book of half their length once took."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.imports.formats.markdown import rendering
from bot.imports.formats.markdown.rendering import render
from bot.imports.models import ImportLimits
from bot.imports.parsing import parsed
from tests.imports.open_documents import OpenDocument
from tests.imports.word_documents import Document, para, run
from tests.support.rounds import rounds

PARAGRAPHS = rounds(3_000, full=60_000)
"""Of some fifteen words each: a twentieth of a million words, or all of them."""
MEMORY = rounds(72, full=192) * 1024 * 1024
LIMITS = ImportLimits(import_bytes=MEMORY, import_seconds=30)
SAID = ("“I told you", " never", " to come here,” said {}, “and now look at it…”")
PROPERTIES = '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman"/><w:sz w:val="24"/>'


def in_word(number: int) -> str:
    """A paragraph in short runs, as Word keeps one that was often edited."""
    said = [part.format(number) for part in SAID]
    return para(*(run(word + " ", PROPERTIES) for part in said for word in part.split()))


def in_open_document(number: int) -> str:
    """A paragraph with a word in italics."""
    before, stressed, after = (part.format(number) for part in SAID)
    return f"<text:p>{before}<text:span>{stressed}</text:span>{after}</text:p>"


def in_markdown(number: int) -> str:
    """A paragraph with a word in italics."""
    before, stressed, after = (part.format(number) for part in SAID)
    return f"{before} *{stressed.strip()}*{after}\n\n"


def long_file(suffix: str) -> bytes:
    """A book that is nothing but people talking."""
    numbers = range(PARAGRAPHS)
    if suffix == ".docx":
        return Document("".join(map(in_word, numbers))).zipped()
    if suffix == ".odt":
        return OpenDocument("".join(map(in_open_document, numbers))).zipped()
    return "".join(map(in_markdown, numbers)).encode()


@pytest.mark.proofs
@pytest.mark.parametrize("suffix", [".docx", ".odt", ".md"])
async def test_a_long_book_full_of_dialogue_is_read_in_little_memory(suffix: str) -> None:
    story = await parsed(long_file(suffix), f"talk{suffix}", LIMITS)
    text = "\n\n".join(chapter.text for chapter in story.chapters)
    assert re.findall(r"said (\d+)", text) == [str(number) for number in range(PARAGRAPHS)]


BLOCKS = (
    *("One *two* three.", "“*Four*” he said", "## Five", "> six\n> seven", "- eight\n- nine", "1. ten"),
    *("eleven\ntwelve", "* * *", "[a]: https://a.example", "See [a] and [^1]", "[^1]: a note", "    deep"),
)


@given(st.lists(st.sampled_from(BLOCKS), min_size=1, max_size=12))
def test_markdown_read_in_parts_is_what_it_is_as_a_whole(blocks: list[str]) -> None:
    text = "\n\n".join(blocks)
    whole = render(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rendering, "_PART", 10)
        assert render(text) == whole


@given(st.text("ab *“”.,!?—é \n\\_", max_size=14))
@example("*a*")
@example("a “*b*,” *c*")
@example("*a*b*")
@example("**a**")
@example("a*b*c")
@example("*a *b* c*")
@example("“*a*?” *!*")
def test_italics_are_read_the_short_way_only_where_commonmark_says_the_same(text: str) -> None:
    shortly = render(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rendering, "_STAR", frozenset())
        assert render(text) == shortly
