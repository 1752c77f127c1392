"""Lines → paragraphs, in each of the ways in which plain texts are laid out."""

from __future__ import annotations

import re
import textwrap

from hypothesis import given
from hypothesis import strategies as st

from bot.imports.formats.plain.paragraphs import markdown, read
from bot.text.markup import strip

PROSE = (
    "The lighthouse had not been lit since the spring, and nobody in the village could say who had "
    "put it out; the boats came home by the stars, or by the smell of the bakery, or not at all. "
    "Marta kept the key in a tin that had held tea."
)
REPLY = (
    "“It will be lit again,” she told the gulls, who had heard it before and did not stop to listen to her."
)
STANZA = "The tide went out and left the door ajar,\nAnd in came salt, and sat beside the fire;"


def written(text: str) -> str:
    return markdown(read(text))


def test_hard_wrapped_lines_become_whole_paragraphs() -> None:
    wrapped = "\n\n".join(textwrap.fill(paragraph, 68) for paragraph in (PROSE, REPLY, PROSE))
    assert written(wrapped) == f"{PROSE}\n\n{REPLY}\n\n{PROSE}"


def test_wrapped_paragraphs_may_begin_with_an_indented_line_instead_of_a_blank_one() -> None:
    paragraphs = (PROSE, REPLY, "“Never,” said one.", PROSE)
    wrapped = "\n".join(textwrap.fill(paragraph, 68, initial_indent="    ") for paragraph in paragraphs)
    assert written(wrapped) == "\n\n".join(paragraphs)


def test_unwrapped_text_is_one_paragraph_a_line() -> None:
    assert written(f"{PROSE}\n{REPLY}\n“No.”\n{PROSE}") == f"{PROSE}\n\n{REPLY}\n\n“No.”\n\n{PROSE}"
    assert written(f"\t{PROSE}\n\t{REPLY}") == f"{PROSE}\n\n{REPLY}"


def test_verse_keeps_its_lines_among_wrapped_and_unwrapped_prose() -> None:
    verse = textwrap.indent(STANZA, "    ")
    wrapped = f"{textwrap.fill(PROSE, 68)}\n\n{verse}\n\n{textwrap.fill(PROSE, 68)}"
    assert written(wrapped) == f"{PROSE}\n\n{STANZA}\n\n{PROSE}"
    assert written(f"{PROSE}\n\n{verse}\n\n{PROSE}") == f"{PROSE}\n\n{STANZA}\n\n{PROSE}"
    assert written(f"{STANZA}\n\n{STANZA}") == f"{STANZA}\n\n{STANZA}"


def test_a_letters_head_and_signature_keep_their_lines() -> None:
    letter = f"Dear Marta,\n{textwrap.fill(PROSE, 68)}\n\nYour affectionate brother,\n  Jonas"
    assert written(letter) == f"Dear Marta,\n{PROSE}\n\nYour affectionate brother,\nJonas"


def test_marks_that_pair_become_emphasis_and_all_others_stay_as_typed() -> None:
    assert written("It was _hers_, *all* of it.") == "It was _hers_, _all_ of it."
    assert written("**Never** again.") == "**Never** again."
    assert written("A _dangling mark and snake_case_name and 2 * 3 * 4.") == (
        r"A \_dangling mark and snake\_case\_name and 2 \* 3 \* 4."
    )


def test_ornaments_stay_as_typed_and_no_line_across_the_page_stands_at_an_end() -> None:
    for ornament in ("♥", "★★★", "—", "x x x", "…", "?", "-x-x-x-", "oOo", "1", "⁂"):
        assert written(f"{ornament}\n\nOne.\n\n{ornament}").count(ornament) == 2
    for rule in ("***", "* * *", "~~~", "-----"):
        shown = written(f"{rule}\n\nOne.\n\n{rule}\n\nTwo.\n\n{rule}")
        assert strip(shown) == f"One.\n\n{rule}\n\nTwo."


def test_a_picture_is_told_by_its_caption() -> None:
    assert written("One.\n\n[Illustration]\n\nTwo.") == "One.\n\nTwo."
    assert written("[Illustration: the lighthouse at dusk]") == r"\[Illustration: the lighthouse at dusk]"


@given(st.lists(st.lists(st.text("abc DEF.,“”—é", min_size=1, max_size=90), max_size=5), max_size=6))
def test_no_word_is_lost_or_moved_by_the_layout(groups: list[list[str]]) -> None:
    text = "\n\n".join("\n".join(group) for group in groups)
    assert re.findall(r"\w+", markdown(read(text))) == re.findall(r"\w+", text)


def test_verse_keeps_its_indents_whatever_they_are_typed_with() -> None:
    em = "\N{EM SPACE}"
    poem = "The kettle ticks.\n    The cat does not.\nBetween them\n\tsomeone.\n\nRain,\n  rain."
    assert written(poem) == (
        f"The kettle ticks.\n{em * 2}The cat does not.\nBetween them\n{em * 2}someone.\n\nRain,\n{em}rain."
    )
    assert written("Rain\n\n    again\nand\n  again") == f"Rain\n\n{em * 2}again\nand\n{em}again"
    assert written(f"Rain\n{' ' * 50}again") == f"Rain\n{em * 8}again"
    wrapped = textwrap.fill(PROSE, 68)
    stanza = "Rain,\n  and rain,\nand rain"
    assert (
        written(f"{wrapped}\n\n{stanza}\n\n{wrapped}")
        == f"{PROSE}\n\nRain,\n{em}and rain,\nand rain\n\n{PROSE}"
    )


def test_what_is_indented_as_a_whole_is_no_verse() -> None:
    assert written("    “No.”\n    “Yes.”") == "“No.”\n“Yes.”"
    assert written(f"    {PROSE}\n{REPLY}") == f"{PROSE}\n\n{REPLY}"
