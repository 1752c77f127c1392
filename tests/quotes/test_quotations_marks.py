"""Where a line begins and ends when marks are few, doubled, or look like something else."""

from __future__ import annotations

import pytest

from bot.quotes import quotations


def spoken(*paragraphs: str) -> list[str]:
    """What is said in a chapter of these paragraphs."""
    return [one.text for one in quotations.of_story(["\n\n".join(paragraphs)])[0] if one.kind == "speech"]


def test_single_marks_around_many_double_ones_still_set_the_speech() -> None:
    paragraphs = [
        "‘First “yes,” then “no,” then “perhaps,” then “ask my aunt,”’ said Orla.",
        "‘Was it “no” or was it “never”? And who said “late”?’ asked Tam.",
        "‘It was “never,” and I heard “late” too,’ she said.",
    ]
    assert spoken(*paragraphs) == [
        "First “yes,” then “no,” then “perhaps,” then “ask my aunt,”",
        "Was it “no” or was it “never”? And who said “late”?",
        "It was “never,” and I heard “late” too,",
    ]


@pytest.mark.parametrize("space", ["", " ", "\u00a0", "\u200a"])
def test_a_quote_that_ends_with_the_speech_leaves_the_outer_mark_its_own(space: str) -> None:
    paragraphs = [f"‘All he said was “never.”{space}’ Orla laughed.", "‘He would.’", "‘And so he did.’"]
    assert spoken(*paragraphs) == ["All he said was “never.”", "He would.", "And so he did."]


def test_a_quote_in_the_same_marks_does_not_end_the_speech() -> None:
    assert spoken("‘He left without so much as a ‘good night,’ and took the lamp,’ said Orla.") == [
        "He left without so much as a ‘good night,’ and took the lamp,"
    ]


@pytest.mark.parametrize(("opening", "closing"), ["‘’", "''"])
@pytest.mark.parametrize("line", ["Is the ferry in?", "On we go.", "For what?", "O my hat!"])
def test_words_that_others_clip_to_begin_speech(opening: str, closing: str, line: str) -> None:
    assert spoken(f"{opening}Well,{closing} said Tam. {opening}{line}{closing}") == [f"Well, {line}"]


@pytest.mark.parametrize(("opening", "closing"), ["‘’", "''"])
def test_a_clipped_word_within_speech_is_no_quote(opening: str, closing: str) -> None:
    line = f"I saw it; {closing}is boat was sunk,"
    assert spoken(f"{opening}{line}{closing} said Tam.") == [line]


@pytest.mark.parametrize(("opening", "closing"), ["‘’", "''"])
def test_a_word_held_at_arms_length_swallows_nothing(opening: str, closing: str) -> None:
    assert spoken(
        f"{opening}Salvage{closing} was what they called it. Others had shorter words.",
        f"{opening}Is it late?{closing} asked Orla.",
        f"{opening}Goin{closing} home is what it is,{closing} said Tam.",
    ) == ["Is it late?", f"Goin{closing} home is what it is,"]


def test_what_is_called_out_amid_a_sentence_is_speech() -> None:
    assert spoken("From the far pier came a faint “Who goes there?” and a lamp.") == ["Who goes there?"]
    assert spoken("Her answer was a very tired “Never!” from the stairs.") == ["Never!"]


@pytest.mark.parametrize(
    "paragraph",
    [
        "The band played “Home from the Wide Sea!” at every wedding.",
        "She lent him “Who Feeds the Gulls?” and never saw it again.",
        "It was a “real! live!” eel, or so the poster had it.",
    ],
)
def test_titles_and_posters_that_exclaim_are_not_speech(paragraph: str) -> None:
    assert spoken("“Good evening,” said Orla.", paragraph) == ["Good evening,"]


def test_two_things_said_in_one_sentence_are_both_found() -> None:
    assert spoken("“Idle,” they whispered behind her, and “too clever by half.”") == [
        "Idle, too clever by half."
    ]


def test_a_saying_that_is_never_closed_is_not_carried_into_the_next_paragraph() -> None:
    assert spoken(
        "He held with the proverb, “waste not, and so he kept it.", "“Are you up?” she called."
    ) == ["Are you up?"]


def test_dashes_that_nobody_speaks_behind_are_narration() -> None:
    assert spoken("— The sea was flat.", "— Then it rose.", "— By night there was no pier.") == []


def test_dashed_lines_of_which_one_asks_are_speech() -> None:
    assert spoken("— It is late.", "— How late?", "— Past two.") == ["It is late.", "How late?", "Past two."]


@pytest.mark.parametrize("tag", ["he said softly.", "whispered Orla."])
def test_dashed_speech_goes_on_behind_a_tag_on_a_line_of_its_own(tag: str) -> None:
    assert spoken(f"— Look!\n{tag}\nThe tide is on the turn.", "— So it is.", "— At last.") == [
        "Look! The tide is on the turn.",
        "So it is.",
        "At last.",
    ]


def test_dashed_speech_ends_where_the_next_line_tells_what_was_done() -> None:
    assert spoken(
        "— Look at the tide, said Tam.\nSmiling, he brought the lamp.", "— I see it.", "— Good."
    ) == [
        "Look at the tide",
        "I see it.",
        "Good.",
    ]


def test_a_sentence_that_leads_to_the_next_line_with_a_colon_is_told() -> None:
    assert spoken(
        "Then Rook asked: —What is your name?\nThe crew laughed.\nTam had answered: —Tam.\nAnd then he asked:"
        " —What are you?",
        "—A keeper.",
    ) == ["What is your name?", "Tam.", "What are you?", "A keeper."]


def test_what_nobody_says_is_no_speech() -> None:
    assert spoken(
        "She looked up, as much as to say, “Are you all like this?”",
        "He was gone as soon as you can say “Gee!”",
        "“What a noble fellow!” you will exclaim, and he was.",
        "“I was about to say so,” said Orla.",
    ) == ["I was about to say so,"]


def test_a_stray_sign_does_not_turn_single_marks_round() -> None:
    assert spoken("‘Is it late?’ she asked‚ and sat.", "‘Past two,’ said Tam.", "› The tide. ‘Come in.’") == [
        "Is it late?",
        "Past two,",
        "Come in.",
    ]
