"""Spoken lines are found in whatever marks a story sets them, whole and to the letter."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.imports.formats import parse
from bot.quotes import quotations, wording
from bot.text.markup import escape, strip
from tests.support.paths import STORIES


def spoken(*paragraphs: str) -> list[str]:
    """What is said in a chapter of these paragraphs."""
    return [one.text for one in quotations.of_story(["\n\n".join(paragraphs)])[0] if one.kind == "speech"]


def pieces(*paragraphs: str) -> list[list[str]]:
    """The spans of each spoken line as the stored text has them."""
    text = "\n\n".join(paragraphs)
    found = quotations.of_story([text])[0]
    return [[text[start:end] for start, end in one.spans] for one in found if one.kind == "speech"]


@pytest.mark.parametrize(
    ("opening", "closing"), ["“”", '""', "‘’", "''", "«»", "»«", "„“", "„”", ("« ", " »"), ("“ ", " ”")]
)
def test_every_kind_of_mark_sets_speech(opening: str, closing: str) -> None:
    paragraphs = [
        f"{opening}Is the ferry in?{closing} asked Orla.",
        f"{opening}Not yet,{closing} said Tam. The tide had an hour to run.",
        f"She said, {opening}Then we wait.{closing}",
    ]
    assert spoken(*paragraphs) == ["Is the ferry in?", "Not yet,", "Then we wait."]
    assert pieces(*paragraphs)[0] == [f"{opening}Is the ferry in?{closing}"]


def test_a_line_that_its_tag_interrupts_is_one() -> None:
    assert pieces("“The lamp,” said Orla, “has gone out.”") == [["“The lamp,”", "“has gone out.”"]]
    assert spoken("“The lamp,” said Orla, “has gone out.”") == ["The lamp, has gone out."]
    assert spoken("“It has gone out,” she said. “Light it.”") == ["It has gone out, Light it."]
    assert spoken("“The lamp”—he held it up—“has gone out.”") == ["The lamp has gone out."]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("“It has gone out,” she said. “Light it.”", "It has gone out. Light it."),
        ("“The lamp,” said Orla, “has gone out.”", "The lamp, has gone out."),
        ("“Then,” said Orla, “Tam has it.”", "Then, Tam has it."),
        ("“Has it?” she said. “Light it.”", "Has it? Light it."),
        ("“Well,” said Tam, of Orla & Co. “it has gone out.”", "Well, it has gone out."),
        ("“The lamp—” she said. “No.”", "The lamp— No."),
        (
            "„Es ist aus“, sagte sie. „Zünd es an, bitte, für mich.“",
            "Es ist aus. Zünd es an, bitte, für mich.",
        ),
        (
            "« Tu es venu », dit Maëlle. « Je t’attendais, moi aussi. »",
            "Tu es venu. Je t’attendais, moi aussi.",
        ),
        ("—No quiero irme —respondió Tomás, y se sentó—. ¿Por qué?", "No quiero irme. ¿Por qué?"),
        ("— Vieste — disse Inês. — Esperava-te, e não sei.", "Vieste. Esperava-te, e não sei."),
    ],
)
def test_a_part_whose_tag_ends_the_sentence_ends_so_in_the_picture(line: str, words: str) -> None:
    (found,) = (one for one in quotations.of_story([line])[0] if one.kind == "speech")
    assert len(found.spans) == 2
    assert wording.pictured(line, found.spans) == words


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("“It has gone out,” said Orla.", "It has gone out."),
        ("„Es ist aus,“ sagte sie.", "Es ist aus."),
        ("“灯灭了，”小兰说。", "灯灭了。"),
        ("«انطفأ المصباح،» قالت ليلى.", "انطفأ المصباح."),
        ("“Has it gone out?” said Orla.", "Has it gone out?"),
        ("“The lamp—” said Orla.", "The lamp—"),
    ],
)
def test_a_comma_that_leads_to_a_tag_is_a_full_stop_in_the_picture(line: str, words: str) -> None:
    (found,) = (one for one in quotations.of_story([line])[0] if one.kind == "speech")
    assert wording.pictured(line, found.spans) == words


def test_two_lines_with_something_done_between_them_are_two() -> None:
    assert spoken("“It has gone out.” The wind took the door. He ran. “Light it!”") == [
        "It has gone out.",
        "Light it!",
    ]
    assert spoken("“Has it gone out?” asked Orla, and Tam said, “It has.”") == ["Has it gone out?", "It has."]


@pytest.mark.parametrize(("opening", "closing"), ["“”", '""', "‘’", "''"])
def test_speech_goes_on_over_paragraphs_that_each_begin_with_a_mark(opening: str, closing: str) -> None:
    assert pieces(
        f"{opening}We left at noon.",
        f"{opening}The wind was fair.",
        f"{opening}By night it was not.{closing}",
        f"{opening}And then?{closing}",
    ) == [
        [
            f"{opening}We left at noon.",
            f"{opening}The wind was fair.",
            f"{opening}By night it was not.{closing}",
        ],
        [f"{opening}And then?{closing}"],
    ]


def test_a_letter_read_aloud_needs_no_mark_in_each_paragraph() -> None:
    assert spoken("He read: “Dear Orla,", "The boat is sold.", "Yours, Tam.”", "Nobody spoke.") == [
        "Dear Orla, The boat is sold. Yours, Tam."
    ]


def test_a_mark_that_is_never_closed_swallows_nothing() -> None:
    assert spoken(
        "“It is late, he said, and went to bed.", "She read “on and on.", "“Are you up?” she called."
    ) == ["Are you up?"]


def test_quotes_within_quotes_belong_to_the_line_around_them() -> None:
    assert spoken("“He said ‘never’ to me,” said Orla. “Never!”") == ["He said ‘never’ to me, Never!"]
    assert spoken("‘He said “never” to me,’ said Orla.") == ["He said “never” to me,"]
    assert spoken("\"He said 'Never!' and went,\" said Orla.") == ["He said 'Never!' and went,"]
    assert spoken("“The book is “Tides and Tables,” by my aunt,” said Orla.") == [
        "The book is “Tides and Tables,” by my aunt,"
    ]


@pytest.mark.parametrize(
    "paragraph",
    [
        "‘I’m goin’ down to the sailors’ rest,’ said Tam, ‘an’ that’s that.’",
        "'I'm goin' down to the sailors' rest,' said Tam, 'an' that's that.'",
        "‘’Tis gone since ’86,’ said Tam, ‘ask ’em.’",
        "''Tis gone since '86,' said Tam, 'ask 'em.'",
    ],
)
def test_an_apostrophe_is_no_mark(paragraph: str) -> None:
    lines = pieces(paragraph)
    assert len(lines) == 1
    assert len(lines[0]) == 2


def test_in_a_story_of_double_marks_single_ones_are_not_speech() -> None:
    assert spoken("“Yes,” said Tam.", "'Twas dark on the sailors' quay, and 'Salt,' the dog, slept.") == [
        "Yes,"
    ]


@pytest.mark.parametrize(
    "paragraph",
    [
        "The boat was called “Patience” by everybody.",
        "They had what he called “words,” and never spoke again.",
        "The “Red Hand” had burned in ’31.",
        "She sang “The Long Road.” Nobody joined in.",
        "He owned a so-called “yacht.”",
    ],
)
def test_names_and_borrowed_words_are_not_speech(paragraph: str) -> None:
    assert spoken("“Good evening,” said Orla.", paragraph) == ["Good evening,"]


def test_marks_beside_markup_and_in_block_quotes_are_read_as_they_look() -> None:
    assert spoken("_“No,”_ said Orla. **“Never!”**", "> “Come back,” it said. “All is well.”") == [
        "No, Never!",
        "Come back, All is well.",
    ]
    assert spoken("“I _told_ you \\*twice\\*,” said Orla.") == ["I told you *twice*,"]


@pytest.mark.parametrize(
    ("paragraph", "lines"),
    [
        ("## “It Is Late!”", []),
        ("- “It is late,” said Orla.\n- “It is not,” said Tam.", ["It is late,", "It is not,"]),
        ("> “It is late,” said Orla.\n> \n> “It is not.”", ["It is late,", "It is not."]),
        ("“It is late,\nand I am cold,”\nsang Orla.", ["It is late,\nand I am cold,"]),
        (r"\* \* \*", []),
        ("", []),
    ],
)
def test_every_kind_of_paragraph_is_read(paragraph: str, lines: list[str]) -> None:
    assert spoken("“Good evening,” said Orla.", paragraph, "“Good night.”") == [
        "Good evening,",
        *lines,
        "Good night.",
    ]


def test_a_closing_mark_turned_the_wrong_way_behind_a_dash_still_closes() -> None:
    assert spoken("“But I never—“ Orla stopped.", "“You did.”") == ["But I never—", "You did."]


def test_dashes_set_speech_in_a_story_that_uses_no_marks() -> None:
    assert spoken(
        "—Is the ferry in? asked Orla.",
        "—Not yet —said Tam—. Sit down.",
        "She sat down on the wall — it was wet.",
        "—Then we wait.",
    ) == ["Is the ferry in?", "Not yet Sit down.", "Then we wait."]


def test_a_dash_at_the_start_of_a_line_is_nothing_in_a_story_with_marks() -> None:
    assert spoken("“Is it in?” asked Orla.", "— and then the lamp went out.", "“It is.”") == [
        "Is it in?",
        "It is.",
    ]


def test_in_a_play_speeches_are_spoken_and_directions_are_not() -> None:
    assert spoken(
        "_A quay at night._",
        "**Orla**\nIs the ferry in?",
        "**Tam**\n_Looking out._ Not yet. The wind\nIs in the east. _Exit._",
        "**Orla**\nThen we wait.",
    ) == ["Is the ferry in?", "Not yet. The wind\nIs in the east.", "Then we wait."]


@pytest.mark.parametrize(
    "heading", ["ORLA. {}", "ORLA: {}", "ORLA\n{}", "**ORLA:** {}", "Orla: {}", "ORLA (aside). {}"]
)
def test_the_headings_of_plays_come_in_many_shapes(heading: str) -> None:
    paragraphs = [
        heading.format("Is it in?"),
        heading.replace("RLA", "RM").replace("rla", "rm").format("No."),
        heading.format("Oh."),
    ]
    assert spoken(*paragraphs) == ["Is it in?", "No.", "Oh."]


def test_narration_is_quoted_where_it_stands_by_itself() -> None:
    paragraphs = [
        "Nobody who has waited for a ferry in the rain believes in timetables.",
        "She never believed in anything that a man in a cap could tell her.",
        "Orla opened the door, looked at the clock on the wall and took off her coat.",
        "## Every chapter that has a heading needs a life",
        r"\* \* \*",
        "“Nothing is ever as late as a ferry,” said Tam, who had never been on one.",
        "Everything ends.",
    ]
    found = quotations.of_story(["\n\n".join(paragraphs)])[0]
    assert [one.text for one in found if one.kind == "narration"] == [paragraphs[0]]


def test_what_is_found_comes_in_the_order_of_the_text() -> None:
    first = "Nothing is ever as late as a ferry that everybody waits for."
    found = quotations.of_story([f"{first}\n\n“It is late,” said Orla.", "“Still?” asked Tam."])
    assert [[(one.kind, one.text) for one in chapter] for chapter in found] == [
        [("narration", first), ("speech", "It is late,")],
        [("speech", "Still?")],
    ]


@pytest.mark.parametrize("signs", ["\"\"''", "‘’“’", "''\"'", "«»‘’"])
def test_a_story_set_in_other_marks_has_the_same_lines(signs: str) -> None:
    file = STORIES / "low-water-at-skerrow.txt"
    chapters = parse(file.read_bytes(), file.name).chapters
    texts = [
        re.sub(r"(?<=[—_])“(?!\w)", "”", chapter.text) for chapter in chapters
    ]  # some are turned wrongly
    other = [text.translate(str.maketrans("“”‘’", signs)) for text in texts]
    before, after = (
        {
            (number, one.spans)
            for number, chapter in enumerate(found)
            for one in chapter
            if one.kind == "speech"
        }
        for found in (quotations.of_story(texts), quotations.of_story(other))
    )
    assert len(before) > 100
    assert len(before & after) >= 0.98 * max(len(before), len(after))


tokens = st.sampled_from(
    [
        *"“”„\"‘’'«»—-_*.,!?:;",
        " ",
        "\n",
        "\n\n",
        "> ",
        "**",
        "Orla",
        "said",
        "the",
        "Tam ",
        "\\*",
        "goin’",
        "asked",
    ]
)
chapters = st.lists(st.lists(tokens, max_size=40).map("".join) | st.text(max_size=30).map(escape), max_size=3)


@given(chapters)
def test_in_any_text_spans_are_in_order_and_a_quotation_is_their_plain_text(texts: list[str]) -> None:
    for text, found in zip(texts, quotations.of_story(texts), strict=True):
        assert [one.spans for one in found] == sorted(one.spans for one in found)
        for one in found:
            edges = [place for span in one.spans for place in span]
            assert 0 <= edges[0] <= edges[-1] <= len(text)
            assert all(start < end for start, end in one.spans)
            assert all(before[1] <= after[0] for before, after in pairwise(one.spans))
            plain = "".join(strip(text[start:end]) for start, end in one.spans)
            assert _letters(one.text) == _letters(plain)
        spans = sorted(span for one in found for span in one.spans)
        assert all(before[1] <= after[0] for before, after in pairwise(spans))


def _letters(text: str) -> str:
    return "".join(character for character in text if character.isalnum())


@given(
    st.lists(st.sampled_from(["Orla", "late", "is", "the", "ferry", "never"]), min_size=1, max_size=12),
    st.integers(0, 4),
)
def test_what_somebody_says_is_found_to_the_letter(words: list[str], before: int) -> None:
    line = " ".join(words).capitalize()
    narration = ["The rain went on."] * before
    assert spoken(*narration, f"“{line},” said Tam.") == [f"{line},"]
