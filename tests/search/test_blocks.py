"""A text in blocks, its plain words mapped back to where they are stored, and the sentence that is shown."""

from __future__ import annotations

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from bot.search.blocks import Plain, SearchBlock, block_to, blocks, entries
from bot.search.snippets import snippet
from bot.text.markup import Run, Style, escape, inline, shown, strip
from bot.text.words import phrases, words

runs = st.lists(
    st.builds(
        Run,
        st.text("ab é.*_~`>[]()#-1:\\", max_size=8),
        st.integers(0, 15).map(Style),
        st.sampled_from([None, "https://a.b/c"]),
    ),
    max_size=6,
)
paragraphs = runs.map(inline).map(str.strip).filter(bool)
prose = st.text("ab. “”!?\n", min_size=1, max_size=900).map(escape).map(str.strip).filter(bool)
texts = st.lists(paragraphs | prose, max_size=6).map("\n\n".join)


def whole(text: str) -> Plain:
    return Plain(text, SearchBlock(0, len(text)))


@given(texts)
def test_what_is_shown_of_stored_markdown_is_what_stripping_leaves(text: str) -> None:
    assert "".join(text[start:end] for start, end in shown(text)) == strip(text)


@given(texts)
def test_every_plain_character_is_found_where_it_is_stored(text: str) -> None:
    plain = whole(text)
    places = [plain.stored(offset) for offset in range(len(plain.text))]
    assert "".join(text[place] for place in places) == plain.text == strip(text)
    assert places == sorted(set(places))


@given(texts)
def test_blocks_leave_out_nothing_but_the_space_between_paragraphs(text: str) -> None:
    end = 0
    for block in blocks(text):
        assert not text[end : block.start].strip()
        assert block.start < block.end
        end = block.end
    assert not text[end:].strip()


@given(texts)
def test_no_word_is_divided_between_two_blocks(text: str) -> None:
    in_blocks = [word.folded for block in blocks(text) for word in words(Plain(text, block).text)]
    assert in_blocks == [word.folded for word in words(strip(text))]


@given(texts, st.integers(0, 2_000))
def test_indexing_goes_on_where_it_stopped(text: str, reached: int) -> None:
    every = list(entries(text))
    assert list(entries(text, reached)) == [entry for entry in every if entry[0] > reached]
    for end, _ in every:
        assert block_to(text, end).end == end


def test_a_paragraph_is_a_block_and_a_long_one_is_divided_at_sentences() -> None:
    sentence = "The lamp was lit and nobody came down to look at it. "
    long = (sentence * 30).strip()
    text = f"One line.\n\n“Two,” he said.\n\n{long}"
    found = [text[block.start : block.end] for block in blocks(text)]
    assert found[:2] == ["One line.", "“Two,” he said."]
    assert len(found) == 5
    assert all(part.startswith("The lamp") and part.rstrip().endswith("it.") for part in found[2:])


def test_what_never_comes_to_a_sentence_s_end_is_divided_between_words() -> None:
    text = "rain " * 2_000 + "r" * 9_000 + " and" * 2_000
    found = [text[block.start : block.end] for block in blocks(text)]
    assert "".join(found) == text
    assert [len(part) > 4_000 for part in found].count(True) == 1
    assert {word for part in found for word in part.split()} == {"rain", "r" * 9_000, "and"}


@pytest.mark.parametrize("stored", ["un*believ*able", "un**believ**able", "[un](<https://a.b>)believable"])
def test_marks_neither_divide_nor_join_words(stored: str) -> None:
    [(_, indexed)] = entries(f"It was {stored}.")
    assert [word.folded for word in words(indexed)] == ["it", "was", "unbelievable"]


# The sentence that is shown


def test_the_sentence_with_the_most_of_the_words_is_shown_with_its_matches() -> None:
    text = "The *lamp* went out. Nobody lit the lamp at the **window** again. A window shut."
    found = snippet(text, SearchBlock(0, len(text)), phrases("window lamp"))
    assert found.line == "Nobody lit the lamp at the window again."
    assert [found.line[start:end] for start, end in found.matches] == ["lamp", "window"]
    assert text[found.at :].startswith("lamp at")


def test_a_long_sentence_is_cut_around_the_match() -> None:
    text = f"{'and then it rained ' * 40}on the lamp {'and it snowed as well ' * 40}."
    found = snippet(text, SearchBlock(0, len(text)), phrases('"the lamp"'))
    [(start, end)] = found.matches
    assert found.line[start:end] == "the lamp"
    assert found.line[0] == found.line[-1] == "…"
    assert len(found.line) < 240


def found_in(text: str, typed: str) -> tuple[str, list[str]]:
    """The line that is shown, and what of it matches."""
    found = snippet(text, SearchBlock(0, len(text)), phrases(typed))
    return found.line, [found.line[start:end] for start, end in found.matches]


@pytest.mark.parametrize("before", range(64, 84))
def test_what_is_shown_of_a_long_sentence_begins_with_a_whole_word(before: int) -> None:
    words_before = "Lighthouse keepers slept " + "ab " * 30
    text = words_before[: before - 1].rstrip() + " lamp " + "and so on " * 30 + "."
    line, matches = found_in(text, "lamp")
    first = line.strip("…").split(" ")[0]
    assert first in ("Lighthouse", "keepers", "slept", "ab")
    assert line.startswith("…") is (first != "Lighthouse")
    assert matches == ["lamp"]
    assert line.index("lamp") <= 80


LONG = "and so on " * 30 + "."


@pytest.mark.parametrize(
    ("before", "shown"),
    [
        ("Lighthouse keepers slept " + "ab " * 15, "Lighthouse keepers slept"),  # exactly as much as leads up
        ("Lighthouse keepers slept " + "ab " * 15 + "ab", "…keepers slept ab"),
        ("Lighthouse keepers slept " + "abcd " * 17 + "ab", "…" + "abcd " * 14 + "ab lamp"),
        ("x" * 60 + " " + "word " * 6, "…" + "x" * 39 + " word"),  # the next word is too far
        ("x" * 50 + " " + "word " * 8, "…word word"),
    ],
)
@pytest.mark.parametrize("sentence_before", ["", "It had rained all day. "])
def test_so_much_leads_up_to_a_match(before: str, shown: str, sentence_before: str) -> None:
    line, matches = found_in(f"{sentence_before}{before.strip().capitalize()} lamp {LONG}", "lamp")
    assert line.lower().startswith(shown.lower())
    assert matches == ["lamp"]


def test_a_second_sentence_is_shown_as_the_first_would_be() -> None:
    fits = "Lamp " + "word " * 42 + "word."
    assert len(fits) == 220
    assert found_in(f"It had rained all day. {fits}", "lamp") == (fits, ["Lamp"])
    assert found_in("The lamp lit. Lamp oil burnt.", "lamp oil") == ("Lamp oil burnt.", ["Lamp", "oil"])
    assert found_in("One. Lamp lit.", "lamp") == ("Lamp lit.", ["Lamp"])


def test_a_sentence_that_just_fits_is_shown_whole() -> None:
    fits = "lamp " + "word " * 42 + "words"
    assert len(fits) == 220
    assert found_in(fits, "lamp")[0] == fits
    assert found_in(fits + "s", "lamp")[0] == fits[:-6] + "…"
    # What is behind it is another sentence, and no reason for a mark.
    assert found_in(f"{fits[:-1]}. Another one.", "lamp")[0] == f"{fits[:-1]}."


def test_a_match_near_the_end_of_a_long_sentence_is_shown_to_its_end() -> None:
    line, _ = found_in("and then it rained " * 20 + "on the lamp.", "lamp")
    assert line.startswith("…") and line.endswith("on the lamp.")
    assert len(line) <= 100


def test_of_sentences_alike_the_first_is_shown_and_of_others_the_one_with_most() -> None:
    assert found_in("The lamp went. A lamp lit a lamp.", "lamp") == ("The lamp went.", ["lamp"])
    assert found_in("A lamp. The lamp oil burnt.", "lamp oil") == ("The lamp oil burnt.", ["lamp", "oil"])
    assert found_in("A lamp. The lamp oil burnt.", '"lamp oil" lamp') == ("The lamp oil burnt.", ["lamp oil"])


def test_a_match_that_is_cut_ends_with_the_line() -> None:
    line, (match,) = found_in("lamp" + "y" * 300, "lamp" + "y" * 300)
    assert line == match + "…"


def test_the_line_is_one_line() -> None:
    assert found_in("The old\nlamp\u2003went out.", "lamp")[0] == "The old lamp went out."


def test_where_nothing_matches_the_first_sentence_is_shown() -> None:
    text = "No match here. At all."
    assert found_in(text, "lamp") == ("No match here.", [])
    assert snippet(text, SearchBlock(0, len(text)), phrases("lamp")).at == 0


@pytest.mark.parametrize("shift", range(5))
def test_a_line_without_spaces_is_cut_between_letters(shift: int) -> None:
    text = "ที่นี่น้ำ" * 30 + "ก" * shift + "ประภาคาร" + "ที่นี่น้ำ" * 40
    line = snippet(text, SearchBlock(0, len(text)), phrases("ประภาคาร")).line
    letters = set(regex.findall(r"\X", text))
    assert letters.issuperset(regex.findall(r"\X", line.strip("…")))
    assert len(line) < 240


@given(texts.filter(lambda text: bool(list(words(strip(text))))), st.data())
def test_any_word_that_is_in_a_block_is_shown_where_it_stands(text: str, data: st.DataObject) -> None:
    block = data.draw(st.sampled_from([each for each in blocks(text) if list(words(Plain(text, each).text))]))
    word = data.draw(st.sampled_from([word.folded for word in words(Plain(text, block).text)]))
    found = snippet(text, block, ((word,),))
    assert found.matches
    assert len(found.line) < 240
    for start, end in found.matches:
        cut = [each.folded for each in words(found.line[start:end])]
        assert set(cut) == {word} or end >= len(found.line) - 1
    assert block.start <= found.at < block.end
