"""Joined, the passages are the chapter; each fits; none ends where a reader would stumble."""

from __future__ import annotations

import re
import time
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.text.cuts import Cut, CutKind
from bot.text.markup import SCENE_BREAK, Run, Style, escape, inline, quote, strip
from bot.text.passages import Passage, _most_even, holding, passages, passages_to_read
from bot.text.sentences import sentence_ends
from tests.support.paths import CORPORA
from tests.support.rounds import rounds
from tests.text.chapter_texts import anything, chapters, stored_chapters
from tests.text.discord_markdown import Seen, read

PLAIN_TEXTS = CORPORA / "plain-text"
SMALL = 128


@settings(max_examples=rounds(30, full=300))
@given(anything, st.sampled_from([SMALL, 300, 900]))
@example("\\" * 2000, SMALL)
@example("\u3000" * 19 + "**__~~||*_" + "abcdef" * 300 + "_*||~~__**", SMALL)
@example("> 123456789. **__~~||*_" + "abc " * 300 + "_*||~~__**", SMALL)
def test_joined_the_passages_are_the_chapter_and_each_fits(text: str, limit: int) -> None:
    divided = passages(text, limit)
    assert "".join(text[passage.start : passage.end] for passage in divided) == text
    shown = [passage.render(text) for passage in divided]
    assert all(len(one) <= limit for one in shown)
    assert all(one.strip() for one in shown[1:])
    assert all(holding(divided, passage.start) == index for index, passage in enumerate(divided))


@settings(max_examples=rounds(30, full=200))
@given(stored_chapters)
def test_what_is_bold_in_the_chapter_is_bold_in_its_passages(text: str) -> None:
    divided = passages(text, SMALL)
    together = [seen for passage in divided for seen in read(passage.render(text))]
    assert _without_space(together) == _without_space(read(text))
    assert all(passage.render(text).strip() for passage in divided)
    assert not any(text[passage.start].isspace() for passage in divided)


def _without_space(seen: list[Seen]) -> list[Seen]:
    return [one for one in seen if not one[0].isspace()]


@settings(max_examples=rounds(30, full=200))
@given(stored_chapters)
@example("\n\n".join(f"{'He grew. ' * 9}{escape('<Level up!>')}" for _ in range(9)))
@example("\n\n".join(quote(f"{'He grew. ' * 9}{escape('<Level up!>')}") for _ in range(9)))
@example("\n\n".join(f"{'He grew. ' * 9}{escape('5 > 4 >> 3 >')}" for _ in range(9)))
def test_the_plain_text_of_the_passages_is_that_of_the_chapter(text: str) -> None:
    shown = " ".join(strip(passage.render(text)) for passage in passages(text, SMALL))
    assert "".join(shown.split()) == "".join(strip(text).split())


@given(chapters)
def test_no_paragraph_and_no_sentence_that_fits_is_cut(text: str) -> None:
    for passage, following in pairwise(passages(text, 220)):
        before = text[: passage.end]
        assert before.endswith((". ", "\n\n"))
        paragraph = before.rsplit("\n\n", 1)[-1] + text[passage.end :].split("\n\n", 1)[0]
        beside = text[passage.start : following.end].split("\n\n")
        shares = any(len(other) < 220 / 8 for other in (beside[0], beside[-1], "".join(beside[1:])))
        assert before.endswith("\n\n") or len(paragraph) > 220 or shares


def test_a_signature_alone_shares_the_last_paragraph() -> None:
    letter = "The lamp was lit at six. Nobody came. " * 5 + "It burned until the oil gave out."
    first, last = passages(f"{letter}\n\nHastie Lanyon", 230)
    text = f"{letter}\n\nHastie Lanyon"
    assert first.render(text).endswith(".")
    assert last.render(text).endswith("\n\nHastie Lanyon")
    assert len(last.render(text)) > 60


@pytest.mark.parametrize(("letters", "shares"), [(10, True), (28, True), (29, False), (60, False)])
def test_an_eighth_of_a_passage_stands_alone_and_less_does_not(letters: int, shares: bool) -> None:
    letter = "The lamp was lit at six. Nobody came. " * 5 + "It burned until the oil gave out."
    text = f"{letter}\n\n{'x' * letters}"
    first, last = passages(text, 232)
    assert first.render(text).endswith("gave out.") is not shares
    assert last.render(text).endswith("x" * letters)
    first, last = passages("\n\n".join(reversed(text.split("\n\n"))), 232)
    assert (first.end == letters + 2) is not shares


def test_a_heading_alone_between_two_paragraphs_shares_the_one_behind_it() -> None:
    paragraph = "The lamp was lit at six. Nobody came. " * 5 + "It burned out."
    text = f"{paragraph}\n\n# H\n\n{paragraph}"
    before, heading, rest_of_it = (passage.render(text) for passage in passages(text, 207))
    assert before == paragraph
    assert heading.startswith("# H\n\nThe lamp was lit at six.")
    assert rest_of_it.endswith("It burned out.")


def test_a_signature_alone_shares_the_last_lines_of_a_poem() -> None:
    poem = "\n".join(f"And line {number} of the ballad rolls along" for number in range(6))
    text = f"{poem}\n\nH. L."
    first, last = (passage.render(text) for passage in passages(text, 225))
    assert first.endswith("along")
    assert last.startswith("And line") and last.endswith("H. L.")


@pytest.mark.parametrize(
    ("places", "least", "limit", "best"),
    [
        ((30, 50, 60, 90), 10, 90, 60),  # fifty and fifty
        ((30, 50, 90), 10, 90, 50),  # forty and sixty
        ((90, 70, 30), 10, 90, 70),
        ((30,), 20, 90, None),  # twenty are not more than twenty
        ((30,), 19, 90, 30),
        ((50,), 10, 60, 50),
        ((50,), 10, 59, None),
        ((70,), 10, 60, 70),
        ((70,), 10, 59, None),
        ((60,), 49, 50, 60),
        ((60,), 50, 60, None),
        ((10, 110), 0, 200, None),  # neither end divides anything
    ],
)
def test_what_is_shared_is_divided_most_evenly_and_into_parts_that_fit(
    places: tuple[int, ...], least: int, limit: int, best: int | None
) -> None:
    start, end = Cut(10, CutKind.PARAGRAPH, 10, 8), Cut(110, CutKind.PARAGRAPH, 112, 110)
    finer = [Cut(at, CutKind.SENTENCE, at, at) for at in sorted(places)]
    found = _most_even(finer, start, end, least, limit)
    assert (found and found.at) == best


def test_a_heading_alone_shares_the_paragraph_behind_it() -> None:
    text = "## The Third of May\n\n" + "The lamp was lit at six. Nobody came. " * 5 + "It burned out."
    first, last = passages(text, 210)
    assert first.render(text).startswith("## The Third of May\n\nThe lamp was lit at six.")
    assert last.render(text).endswith("It burned out.")


@given(st.lists(st.integers(1, SMALL), min_size=1, max_size=11))
def test_passages_are_as_few_and_then_as_even_as_they_can_be(lengths: list[int]) -> None:
    text = "\n\n".join("x" * length for length in lengths)
    divided = passages(text, SMALL)
    assert (len(divided), _unevenness(divided, text)) == _best(lengths)


def _unevenness(divided: tuple[Passage, ...], text: str) -> int:
    return sum((SMALL - len(passage.render(text))) ** 2 for passage in divided)


def _best(lengths: list[int]) -> tuple[int, int]:
    """By trying every way to divide."""
    best = [(0, 0)]
    for end in range(1, len(lengths) + 1):
        ways = []
        for start in range(end):
            size = sum(lengths[start:end]) + 2 * (end - start - 1)
            if size <= SMALL:
                ways.append((best[start][0] + 1, best[start][1] + (SMALL - size) ** 2))
        best.append(min(ways))
    return best[-1]


@given(stored_chapters, st.integers(-5, 4000))
def test_every_offset_is_held_by_one_passage(text: str, offset: int) -> None:
    divided = passages(text, SMALL)
    held = divided[holding(divided, offset)]
    assert held.start <= max(0, min(offset, len(text) - 1)) < held.end


def test_a_chapter_a_little_too_long_is_halved_rather_than_left_with_three_words() -> None:
    text = "\n\n".join(["A paragraph of some words that says a little."] * 20) + "\n\nAnd they slept."
    first, second = (len(passage.render(text)) for passage in passages(text, 900))
    assert abs(first - second) < 100


def test_the_space_between_paragraphs_counts_as_much_as_it_is_told_to() -> None:
    paragraphs = "\n\n".join(["p" * 20] * 10)
    for between, held in ((0, [5, 5]), (20, [2, 2, 3, 3]), (3, [5, 5]), (5, [5, 5]), (6, [3, 3, 4])):
        found = [
            passage.render(paragraphs).count("p" * 20) for passage in passages(paragraphs, SMALL, between)
        ]
        assert found == held


@pytest.mark.parametrize(
    ("text", "limit", "held"),
    [
        ("A word.", 512, [10] * 6),
        ("A word.", 700, [12] * 5),
        ("A word.", 800, [15] * 4),
        ("A word.", 801, [60]),  # no phone’s
        ("灯塔的光", 700, [10] * 6),  # as much of Chinese is fewer letters
        ("灯塔的光", 900, [30, 30]),
    ],
)
def test_passages_for_a_phone_hold_less_the_more_paragraphs_they_have(
    text: str, limit: int, held: list[int]
) -> None:
    paragraphs = "\n\n".join([text] * 60)
    divided = passages_to_read(paragraphs, limit)
    assert [passage.render(paragraphs).count(text) for passage in divided] == held


def test_what_just_fits_is_one_passage() -> None:
    four = "\n\n".join(["p" * 30] * 4)
    assert len(four) == SMALL - 2
    assert len(passages(four, SMALL)) == 1
    two = "\n\n".join(["p" * 449] * 2)
    assert [len(passages_to_read(text, 900)) for text in (two, two + "p")] == [1, 2]


def test_no_text_has_no_passage_and_space_alone_shows_nothing() -> None:
    assert Passage(1, 4, "_", "_").render("a  \n") == ""
    assert passages("", SMALL) == ()
    assert [passage.render("  \n") for passage in passages("  \n", SMALL)] == [""]


def test_a_scene_ends_its_passage_where_it_can() -> None:
    scenes = [
        "word " * 60 + "end.",
        "word " * 70 + "end.",
        SCENE_BREAK,
        "word " * 60 + "end.",
        "word " * 70 + "end.",
    ]
    first, second = [passage.render("\n\n".join(scenes)) for passage in passages("\n\n".join(scenes), 900)]
    assert first.endswith(SCENE_BREAK)
    assert second.startswith("word")


@pytest.mark.parametrize(("scene_after", "held"), [(5, [5, 7]), (3, [6, 6]), (7, [7, 5]), (9, [6, 6])])
def test_a_passage_may_be_a_little_shorter_for_a_scenes_sake_and_not_much(
    scene_after: int, held: list[int]
) -> None:
    paragraphs = ["p" * 98] * 12
    paragraphs.insert(scene_after, SCENE_BREAK)
    text = "\n\n".join(paragraphs)
    assert [passage.render(text).count("p" * 98) for passage in passages(text, 1000)] == held


def test_a_heading_goes_with_what_follows() -> None:
    text = "\n\n".join(["x" * 100, "# The End", "y" * 100])
    assert [passage.render(text) for passage in passages(text, SMALL)] == [
        "x" * 100,
        "# The End\n\n" + "y" * 100,
    ]


@given(st.lists(st.sampled_from([["x" * 90], ["# One", "x" * 90], ["x" * 90, SCENE_BREAK]]), min_size=1))
def test_neither_a_heading_ends_a_passage_nor_a_break_begins_one(scenes: list[list[str]]) -> None:
    expected = ["\n\n".join(scene) for scene in scenes]
    text = "\n\n".join(expected)
    assert [passage.render(text) for passage in passages(text, SMALL)] == expected


def test_a_stanza_too_long_is_cut_between_lines() -> None:
    stanza = "\n".join(f"And line {number} of the ballad rolls along" for number in range(12))
    for passage in passages(stanza, SMALL):
        assert passage.render(stanza).startswith("And line")
        assert passage.render(stanza).endswith("along")


def test_a_sentence_too_long_is_cut_where_one_would_draw_breath() -> None:
    sentence = "; ".join(["he went on and on about it without an end"] * 12) + "."
    *begun, ended = [passage.render(sentence) for passage in passages(sentence, SMALL)]
    assert all(shown.endswith("end;") for shown in begun) and ended.endswith("end.")


def test_italics_across_a_cut_close_before_the_space_and_open_again() -> None:
    text = inline([Run("word " * 60, Style.EMPHASIS)])
    first, *_, last = [passage.render(text) for passage in passages(text, SMALL)]
    assert first.startswith("_word") and first.endswith("word_")
    assert last.startswith("_word") and last.endswith("word_")


def test_a_quote_cut_within_a_line_stays_a_quote() -> None:
    text = quote(inline([Run("word " * 60, Style.STRONG)]))
    assert all(passage.render(text).startswith("> **word") for passage in passages(text, SMALL))


def test_a_quote_in_italics_over_lines_opens_again_behind_its_sign() -> None:
    text = quote(inline([Run("A line of some length\n" * 12, Style.EMPHASIS)]))
    assert all(passage.render(text).startswith("> _A line") for passage in passages(text, SMALL))


def test_a_dash_that_begins_a_passage_is_no_bullet() -> None:
    text = "x" * 120 + " - " + "y" * 120
    assert "".join(
        character for passage in passages(text, SMALL) for character, _ in read(passage.render(text))
    ) == ("x" * 120 + "- " + "y" * 120)


def test_a_list_too_long_is_cut_between_its_items() -> None:
    items = [f"{number}. An item of the list" for number in range(1, 12)]
    shown = [passage.render("\n".join(items)) for passage in passages("\n".join(items), SMALL)]
    assert "\n".join(shown).split("\n") == items


def test_a_family_of_emoji_stays_together() -> None:
    text = "👩‍👩‍👧" * 100
    assert all(set(passage.render(text).split("👩‍👩‍👧")) == {""} for passage in passages(text, SMALL))


@pytest.mark.parametrize(
    "text", ["\\" * 100_000, "a" * 200_000, "a\n\n" * 50_000, "*" * 100_000, "e" + "\u0301" * 100_000]
)
def test_no_text_takes_long(text: str) -> None:
    begun = time.process_time()
    divided = passages(text, 900)
    assert time.process_time() - begun < 5
    assert max(len(passage.render(text)) for passage in divided) <= 900


@pytest.mark.skipif(not PLAIN_TEXTS.exists(), reason="needs the shared corpora")
@pytest.mark.parametrize("limit", [900, 1800, 3600])
@pytest.mark.parametrize(
    ("name", "encoding"), [("dracula-latin1.txt", "latin-1"), ("frankenstein-utf8.txt", "utf-8-sig")]
)
def test_a_whole_novel_is_cut_between_sentences(name: str, encoding: str, limit: int) -> None:
    raw = (PLAIN_TEXTS / name).read_text(encoding)
    text = "\n\n".join(
        escape(" ".join(lines.split())) for lines in re.split(r"\n\s*\n", raw) if lines.strip()
    )
    divided = passages(text, limit)
    assert "".join(text[passage.start : passage.end] for passage in divided) == text
    assert max(len(passage.render(text)) for passage in divided) <= limit
    for cut in (passage.end for passage in divided[:-1]):
        start, end = text.rfind("\n\n", 0, cut - 1) + 2, text.find("\n\n", cut - 2)
        assert text[cut - 2 : cut] == "\n\n" or _longest_cut(text[start:end], cut - start) > limit


def _longest_cut(paragraph: str, at: int) -> int:
    """The length of what is cut: the paragraph at a sentence's end, else the sentence."""
    ends = [0, *sentence_ends(paragraph), len(paragraph)]
    return len(paragraph) if at in ends else next(b - a for a, b in pairwise(ends) if a < at < b)
