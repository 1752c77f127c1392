"""Where a chapter may be cut: of which kind each cut is, and what it costs there, to the letter."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings

from bot.text.cuts import Cut, CutKind, cut_at, cuts, shown_end
from tests.support.rounds import rounds
from tests.text.chapter_texts import anything

LIMIT = 128
SENTENCE, PARAGRAPH, WORD = CutKind.SENTENCE, CutKind.PARAGRAPH, CutKind.WORD
FAMILY = "👩‍👩‍👧"


def parts(text: str, limit: int = LIMIT) -> list[tuple[str, CutKind]]:
    """The text between each two cuts, with the kind of the second."""
    return [(text[one.at : other.at], other.kind) for one, other in pairwise(cuts(text, limit))]


def kinds(text: str, limit: int = LIMIT) -> set[CutKind]:
    return {kind for _, kind in parts(text, limit)[:-1]}


@settings(max_examples=rounds(15, full=300))
@given(anything)
def test_between_two_cuts_as_much_is_shown_as_they_say(text: str) -> None:
    start = len(text) - len(text.lstrip())  # is not shown
    for one, other in pairwise(cuts(text, LIMIT)):
        assert one.at < other.at
        shown = text[max(start, one.at) : shown_end(text, other.at)]
        size = len(one.opening + shown + other.closing)
        if shown:
            assert other.right - one.left == size <= LIMIT


# Paragraphs


def test_a_cut_stands_behind_all_the_white_space_between_two_paragraphs() -> None:
    text = "  One.\n\nTwo.\n \n\n Three.\n\n"
    assert cuts(text, LIMIT) == [
        Cut(0, PARAGRAPH, 2, 0),
        Cut(8, PARAGRAPH, 8, 6),
        Cut(17, PARAGRAPH, 17, 12),
        Cut(25, PARAGRAPH, 25, 23),
    ]


def test_an_empty_line_of_a_quote_parts_paragraphs() -> None:
    assert parts("> a\n>\n> b\n> \n>\n> c") == [
        ("> a\n>\n", PARAGRAPH),
        ("> b\n> \n>\n", PARAGRAPH),
        ("> c", PARAGRAPH),
    ]


def test_a_quote_of_nothing_but_empty_lines_is_no_paragraph() -> None:
    assert parts("> \n\n> \n\nx") == [("> \n\n> \n\nx", PARAGRAPH)]
    assert parts("x\n\n> \n\n> ") == [("x\n\n> \n\n> ", PARAGRAPH)]


def test_the_sign_of_less_at_the_end_of_a_line_is_shown() -> None:
    assert [
        shown_end(text, len(text)) for text in ("a >", "a>", ">", "b\n>", "b\n> ", "b\n>\n", "b c \n")
    ] == [
        3,
        2,
        0,
        1,
        1,
        1,
        3,
    ]
    assert shown_end("<Level up!\\>\n", 13) == 12


def test_no_text_has_no_cut_but_its_start() -> None:
    assert cuts("", LIMIT) == [Cut(0, PARAGRAPH, 0, 0)]
    assert cuts("  ", LIMIT) == [Cut(0, PARAGRAPH, 2, 0), Cut(2, PARAGRAPH, 2, 0)]


# Headings and scene breaks


@pytest.mark.parametrize("heading", ["# One", "## One", "### One", "> # One", "**One**", "> **One**"])
def test_a_heading_stays_with_what_follows(heading: str) -> None:
    assert parts(f"Before.\n\n{heading}\n\nTwo.") == [
        ("Before.\n\n", PARAGRAPH),
        (f"{heading}\n\nTwo.", PARAGRAPH),
    ]


@pytest.mark.parametrize("line", ["#### One", "#One", "**One** more", f"**{'x' * 101}**", "a # One"])
def test_what_only_looks_like_a_heading_does_not(line: str) -> None:
    assert len(parts(f"{line}\n\nTwo.")) == 2


def test_headings_in_a_row_all_stay_with_what_follows() -> None:
    assert parts("# One\n\n## Two\n\nThree.\n\nFour.") == [
        ("# One\n\n## Two\n\nThree.\n\n", PARAGRAPH),
        ("Four.", PARAGRAPH),
    ]


def test_a_heading_that_does_not_fit_beside_what_follows_stands_alone() -> None:
    fits, too_long = "z" * (LIMIT - 5), "z" * (LIMIT - 4)
    assert parts(f"a\n\n# H\n\n{fits}") == [("a\n\n", PARAGRAPH), (f"# H\n\n{fits}", PARAGRAPH)]
    assert parts(f"a\n\n# H\n\n{too_long}") == [
        ("a\n\n", PARAGRAPH),
        ("# H\n\n", CutKind.HEADING),
        (too_long, PARAGRAPH),
    ]


def test_a_scene_break_stays_with_what_it_ends() -> None:
    assert parts("One.\n\n***\n\nTwo.") == [("One.\n\n***\n\n", CutKind.SCENE), ("Two.", PARAGRAPH)]


def test_each_of_several_breaks_stays_with_its_own_scene() -> None:
    assert [part for part, _ in parts("One.\n\nTwo.\n\n***\n\nThree.\n\n***\n\nFour.")] == [
        "One.\n\n",
        "Two.\n\n***\n\n",
        "Three.\n\n***\n\n",
        "Four.",
    ]


def test_a_scene_break_that_ends_nothing_or_does_not_fit_goes_with_what_follows() -> None:
    assert parts("***\n\nTwo.") == [("***\n\nTwo.", PARAGRAPH)]
    fits, too_long = "z" * (LIMIT - 5), "z" * (LIMIT - 4)
    assert parts(f"{fits}\n\n***\n\nTwo.") == [(f"{fits}\n\n***\n\n", CutKind.SCENE), ("Two.", PARAGRAPH)]
    assert parts(f"{too_long}\n\n***\n\nTwo.") == [(f"{too_long}\n\n", PARAGRAPH), ("***\n\nTwo.", PARAGRAPH)]


# Within a paragraph that does not fit


def test_what_fits_is_not_cut_and_what_does_not_is_cut_between_sentences() -> None:
    sentence = "It was a quiet night at the inn. "
    whole = "x" * (LIMIT - 6) + ". End."
    assert len(whole) == LIMIT
    assert parts(whole) == [(whole, PARAGRAPH)]
    assert parts("x" + whole) == [("x" * (LIMIT - 5) + ". ", SENTENCE), ("End.", PARAGRAPH)]
    assert parts(sentence * 5) == [(sentence, SENTENCE)] * 4 + [(sentence, PARAGRAPH)]


def test_of_several_lines_a_sentence_that_ends_one_is_the_better_cut() -> None:
    lines = "Line one has it. And more goes here,\nline two of it all.\n"
    assert parts(lines * 5) == [(lines, SENTENCE)] * 4 + [(lines, PARAGRAPH)]
    long_line = "She went on about it all. " * 6
    assert kinds(f"Short.\n{long_line}\nEnd.") == {SENTENCE, CutKind.SENTENCE_WITHIN_LINE}


def test_each_worse_kind_of_cut_serves_where_no_better_one_is() -> None:
    assert kinds("- item one goes on for a while and on\n" * 8) == {CutKind.LINE}
    assert kinds("he went on and on; " * 20) == {CutKind.CLAUSE}
    assert kinds("went on and " * 20) == {WORD}
    assert kinds("a" * 300) == {CutKind.CLUSTER}
    assert kinds("e" + "\u0301" * 300) == {CutKind.CHARACTER}


def test_lines_within_sentences_are_cut_once_each() -> None:
    line, last = "She went on and on about the old lamp\n", "and then it ended.\n"
    found = parts((line * 4 + last) * 2)
    assert [part for part, _ in found] == [*[line] * 4, last] * 2
    assert [kind for _, kind in found] == [*[CutKind.LINE] * 4, SENTENCE, *[CutKind.LINE] * 4, PARAGRAPH]


def test_lines_of_another_paragraph_play_no_part() -> None:
    sentence = "It was a quiet night at the inn. "
    found = parts(f"{sentence * 5}\n\nOne\ntwo\nthree")
    assert {kind for _, kind in found[:4]} == {SENTENCE}


def test_an_indented_line_begins_behind_its_indentation() -> None:
    line = "she went on about the old lamp and\n    "
    assert parts(line * 6 + "ended")[0] == (line, CutKind.LINE)


def test_a_base_and_its_reading_stay_together() -> None:
    assert {part for part, _ in parts("漢字（かんじ）" * 30)} == {"漢字（かんじ）"}
    # A reading in another paragraph says nothing of this one.
    assert parts("漢字（かんじ）\n\n" + "went on and " * 20)[1] == ("went ", WORD)


def test_a_link_is_not_cut_where_a_sentence_ends_in_it() -> None:
    link = "[One is here. Two is there.](<https://a.b/>) "
    assert link in [part for part, _ in parts("x " * 60 + link + "y " * 60)]


def test_only_the_sentence_that_does_not_fit_is_cut_finer() -> None:
    short = "It was night. "
    long = "And on, " * 30 + "on. "
    found = parts(short + long + short)
    assert found[0] == (short, SENTENCE)
    assert found[-1] == (short, PARAGRAPH)
    assert {kind for _, kind in found[1:-2]} == {CutKind.CLAUSE}
    assert found[-2][1] is SENTENCE


def test_no_cut_is_finer_than_a_sixty_fourth_of_the_length() -> None:
    assert {len(part) for part, _ in parts("a b " * 100, 256)} == {4}
    assert {len(part) for part, _ in parts("a" * 300, 256)} == {4}
    assert {len(part) for part, _ in parts("b" * 301, 128)[:-1]} == {2}
    assert {len(part) for part, _ in parts("c" * 300, 200)} == {3}


def test_no_line_is_cut_behind_its_sign() -> None:
    assert all(part.strip() != ">" for part, _ in parts("> " + "x" * 200))
    assert all(part.strip() != "-" for part, _ in parts("- " + "x" * 200))


def test_the_rest_of_a_line_never_begins_like_a_list_by_itself() -> None:
    found = parts("x" * 120 + " 12. " + "y" * 120)
    assert found == [("x" * 120 + " 12. ", WORD), ("y" * 120, PARAGRAPH)]
    assert parts("x" * 140 + "1. " + "y" * 20)[-2] == ("1. ", WORD)  # within a word it cannot be helped


def test_graphemes_that_hang_together_are_cut_between_two_of_them_all_the_same() -> None:
    tied = f"{FAMILY}\u2060" * 40
    assert {kind for _, kind in parts(tied)[:-1]} == {CutKind.CHARACTER}
    assert {len(part) for part, _ in parts(tied)} == {60}
    exactly = "👍🏽\u2060\u2060" * 64  # sixteen times four are the room that there is
    assert {len(part) for part, _ in parts(exactly)} == {64}


def test_a_cut_within_a_word_leaves_no_space_behind_it() -> None:
    found = parts(("e" + "\u0301" * 63 + " ") * 4)
    assert all(not part.startswith(" ") for part, _ in found)


# The cut at a place that somebody is at

TEXT = "One _two three_ four.\n\nFive **six seven**.\n\n> _a b\n> c d_"


@pytest.mark.parametrize(
    ("before", "cut"),
    [
        ("One", Cut(0, PARAGRAPH, 0, 0)),
        ("_two", Cut(4, WORD, 4, 3)),
        ("three", Cut(9, WORD, 8, 9, "_", "_")),
        ("Five", Cut(23, PARAGRAPH, 23, 23)),
        ("six", Cut(30, WORD, 28, 32, "**", "**")),
        ("seven", Cut(34, WORD, 32, 35, "**", "**")),
        ("> _a", Cut(44, PARAGRAPH, 44, 44)),
        ("b\n", Cut(49, WORD, 46, 49, "> _", "_")),
        ("> c", Cut(53, WORD, 50, 51, "> _", "_")),
        ("c d", Cut(53, WORD, 50, 51, "> _", "_")),
    ],
)
def test_a_passage_that_begins_anywhere_opens_what_is_open_there(before: str, cut: Cut) -> None:
    assert cut_at(TEXT, TEXT.index(before)) == cut


def test_a_passage_may_begin_at_the_end_of_the_chapter() -> None:
    assert cut_at(TEXT, len(TEXT)) == Cut(len(TEXT), PARAGRAPH, len(TEXT), len(TEXT))


@pytest.mark.parametrize("sign", ["-", "+", "#", ">"])
def test_what_would_make_a_line_of_another_kind_is_escaped_at_its_beginning(sign: str) -> None:
    text = f"two {sign} three"
    assert cut_at(text, 4) == Cut(4, WORD, 3, 3, "\\", "")
    assert cut_at(f"{sign} three", 0).opening == ""


@pytest.mark.parametrize(
    ("text", "at", "opening"),
    [
        ("> word", 1, ""),  # within the sign
        ("> word", 2, "> "),
        ("> #tag", 2, "> "),  # it stood at the beginning of the line before, too
        ("> a #tag", 4, "> \\"),
        ("two X three", 4, ""),
        ("- two three", 6, "- "),
        ("# two three", 6, "# "),
        ("1. two three", 7, "1. "),
    ],
)
def test_the_rest_of_a_line_looks_like_the_line(text: str, at: int, opening: str) -> None:
    assert cut_at(text, at).opening == opening


def test_a_quote_without_marks_goes_on_with_its_own_sign() -> None:
    assert cut_at("> a\n> b", 4) == Cut(4, WORD, 4, 3)
