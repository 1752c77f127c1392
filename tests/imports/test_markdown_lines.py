"""Lines of Markdown: which are paragraphs, which are joined, which are verse, and which are headings."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.text import markup
from tests.imports.test_markdown import PROSE, read, shown

SENTENCE = "Nobody had rung the bell since the flood, and still it rang, a little after four in the morning"
EM = "\N{EM SPACE}"


@pytest.mark.parametrize("rule", ["---", "----------", "==="])
@pytest.mark.parametrize("line", ["He stayed.", f"{PROSE}He stayed.", "“Who?”", "He stayed,\nand she left"])
def test_a_rule_right_below_a_sentence_is_a_scene_break(line: str, rule: str) -> None:
    story = read(f"# The Bell\n\n{PROSE}\n\n{line}\n{rule}\n{PROSE}")
    (chapter,) = story.chapters
    assert chapter.text.count(f"\n\n{markup.SCENE_BREAK}\n\n") == 1
    assert chapter.text.split("\n\n")[-1] == PROSE.strip()


@pytest.mark.parametrize("lines", [["Chapter 1.", "Chapter 2."], ["Dusk", "Dawn"], ["What Now?", "Fire!"]])
def test_a_rule_right_below_a_title_makes_a_heading(lines: list[str]) -> None:
    story = read("\n\n".join(f"{line}\n---\n\n{PROSE}" for line in lines))
    assert [chapter.title.rstrip(".") for chapter in story.chapters] == [line.rstrip(".") for line in lines]


def test_where_each_line_is_a_paragraph_it_stays_one() -> None:
    lines = [f"“{SENTENCE},” said Owl.", f"“{SENTENCE},” *she said.*", "He did not answer.", f"{SENTENCE}."]
    story = read("# The Bell\n\n## One\n\n" + "\n".join(lines) + "\n\n## Two\n\n" + "\n".join(lines[1:]))
    written = [line.replace("*", "_") for line in lines]
    assert [chapter.text.split("\n\n") for chapter in story.chapters] == [written, written[1:]]


@pytest.mark.parametrize(
    "text",
    [
        "The bell rang over the flood and nobody was there to hear it\nring, or so it is said\nin the town.",
        f"{SENTENCE}.\n{SENTENCE}.\n\n{SENTENCE}.\nIt was late. {SENTENCE}.\n\n{SENTENCE}.\n\n{SENTENCE}.",
        "wrapped\nlines",
    ],
)
def test_lines_that_were_wrapped_or_are_sentences_are_joined(text: str) -> None:
    assert shown(text) == "\n\n".join(part.replace("\n", " ") for part in text.split("\n\n"))


def test_verse_keeps_its_lines_and_indents() -> None:
    poem = "The kettle ticks.\n    The *cat*\nBetween them\n        someone."
    written = f"The kettle ticks.\n{EM * 2}The _cat_\nBetween them\n{EM * 4}someone."
    assert shown(poem) == written
    assert shown(f"{PROSE}\n\n{poem}\n\n{PROSE}") == f"{PROSE.strip()}\n\n{written}\n\n{PROSE.strip()}"
    assert shown("> Rain,\n> the same rain,\n> again") == "> Rain,\n> the same rain,\n> again"
    assert shown("Rain,  \nand *rain\n  and* rain") == f"Rain,\nand _rain\n{EM}and_ rain"


LINES = st.text(st.sampled_from("abcde fgh*_~`>#-|=+.1 \t"), max_size=14)


@given(st.lists(LINES, min_size=1, max_size=12))
def test_no_word_is_lost(lines: list[str]) -> None:
    text = "\n".join(lines)
    story = read(f"{text}\n\nThe bell rang.\n\n```\nIt rang.\n```\n", "zzz.md")
    said = [
        story.details.title,
        story.details.notes,
        *(f"{chapter.title}\n{markup.strip(chapter.text)}" for chapter in story.chapters),
    ]
    told = Counter("".join(re.findall("[a-h]", "\n".join(said))))
    assert not Counter(re.findall("[a-h]", text)) - told
