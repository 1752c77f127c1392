"""Front matter: lists, paragraphs and lines as authors write them, and back as they were written."""

from __future__ import annotations

import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.imports.formats.markdown import parse
from bot.imports.formats.markdown.front_matter import read, written, written_list
from bot.stories.details import tidied

ONE_LINE = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"])) | st.sampled_from(
    ["- a", "# b", "a: b", "[a, b]", "'a'", '"', "|", ">", "---", "..."]
)
LINES = st.lists(ONE_LINE, min_size=1).map("\n".join).filter(lambda text: text == text.strip("\n"))


def of(head: str) -> dict[str, list[str]]:
    values, text = read(f"---\n{head}\n---\nText.\n")
    assert text == "Text.\n"
    return values


@pytest.mark.parametrize(
    ("head", "value"),
    [
        ("notes: |\n  One,\n  two.\n\n  Three.", "One,\ntwo.\n\nThree."),
        ("notes: |\n  One:\n    - a\n    - b", "One:\n  - a\n  - b"),
        ("notes: >\n  One,\n  two.\n\n  Three.", "One, two.\n\nThree."),
        ("notes: >-\n    One,\n    two.\n", "One, two."),
        ("notes: |+\n\tOne.\n\tTwo.", "One.\nTwo."),
        ("notes: |\n  # no comment\n  a: b\ntitle: Lamp", "# no comment\na: b"),
        ("notes:\n  One,\n  two.", "One, two."),
        ("notes: One\n  and two.", "One and two."),
    ],
)
def test_longer_text_below_its_key(head: str, value: str) -> None:
    assert of(head)["notes"] == [value]


@pytest.mark.parametrize(
    "head", ["tags: [a, 'b, c']", "tags:\n- a\n- b, c", "tags:\n  - a\n  - 'b, c'", 'tags: [a, "b, c"]']
)
def test_a_list_has_its_values_as_they_are(head: str) -> None:
    assert of(head)["tags"] == ["a", "b, c"]


@pytest.mark.parametrize("key", ["Author's note", "author’s note", "AUTHOR'S_NOTE"])
def test_a_key_is_known_however_it_is_written(key: str) -> None:
    assert of(f"{key}: Hello.") == {"author's note": ["Hello."]}


@given(LINES)
@example("a\n\n\n  b")
def test_a_text_comes_back_as_it_was_written(text: str) -> None:
    assert of(f"{written('notes', text)}title: Lamp") == {"notes": [text] if text else [], "title": ["Lamp"]}


@given(st.lists(ONE_LINE.filter(bool), min_size=1))
def test_a_list_comes_back_as_it_was_written(values: list[str]) -> None:
    assert of(f"{written_list('tags', values)}title: Lamp") == {"tags": values, "title": ["Lamp"]}


def test_front_matter_without_end_is_no_trouble() -> None:
    began = time.process_time()
    for head in ("---\n" + "a: |\n" * 200_000, "---\na: |\n" + "  b\n" * 200_000, "---\n" + "\n" * 400_000):
        assert read(head) == ({}, head)
    assert time.process_time() - began < 2


def test_a_file_says_which_series_it_is_part_of() -> None:
    story = parse(b"---\ntitle: Wick\nseries: Lamps, and Oil [2]\n---\n\nIt was lit.\n", "x.md")
    assert (tidied(story.details).series, story.details.notes) == (("Part 2 of Lamps, and Oil",), "")
    story = parse(b"---\nseries:\n  - Lamps #1\n  - Tides\n---\n\nIt was lit.\n", "x.md")
    assert tidied(story.details).series == ("Part 1 of Lamps", "Tides")
