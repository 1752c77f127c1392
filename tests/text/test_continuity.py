"""Which chapter of a new version continues which old one: by its words, its key, its title, its place."""

from __future__ import annotations

from dataclasses import replace

from bot.text.continuity import Version, come_back, continued, sentences

FOX, OWL, HEN, ELK, BAT, CAT = (
    f"The {name} ran off at night. " for name in ("fox", "owl", "hen", "elk", "bat", "cat")
)
"""Sentences of one length."""
NEW, OTHER = "Every word of it is new to you all.", "And so is every last word of this one."


def version(key: str, title: str, *parts: str) -> Version:
    return Version(key, title, "".join(parts).strip())


OLD = [version("a", "Dusk", FOX, OWL, HEN, ELK)]


def test_a_chapter_of_the_same_key_that_keeps_a_sentence_goes_before_one_with_most_of_the_text() -> None:
    new = [version("z", "Night", OWL, HEN, ELK), version("a", "Night", FOX, NEW)]
    assert continued(OLD, new) == [None, 0]


def test_one_with_most_of_the_text_goes_before_one_that_has_only_the_key() -> None:
    new = [version("a", "Dusk", NEW), version("z", "Night", OWL, HEN, ELK)]
    assert continued(OLD, new) == [None, 0]


def test_half_of_the_text_is_not_most_of_it() -> None:
    rest = OTHER[:27] + "."
    half = version("z", "Night", OWL, HEN, "Nobody had seen it coming in. ", rest)
    new = [version("a", "Dusk", NEW), half]
    assert continued(OLD, new) == [0, None]
    # Nor is it where the old chapter is the shorter one.
    long = version(
        "z", "Night", FOX, OWL, HEN, ELK, *[f"It went on for {at} nights or more. " for at in range(9)]
    )
    assert continued(OLD, [version("a", "Dusk", NEW), long]) == [0, None]


def test_exactly_half_of_the_text_is_not_most_of_it() -> None:
    old, new = (version("z", "Night", FOX, letter * 23, ".") for letter in "xy")
    assert len(old.text) == len(new.text) == 2 * len(FOX.strip())
    assert continued([replace(old, key="a")], [version("a", "Dusk", NEW), new]) == [0, None]
    assert come_back([old], [new]) == [None]


def test_the_same_text_is_the_same_chapter_though_it_says_nothing_of_its_own() -> None:
    old = [version("a", "One", "No. No."), version("b", "Two", NEW)]
    again = [version("x", "Else", "No. No.")]
    assert continued(old, again) == come_back(old, again) == [0]


def test_of_copies_the_one_that_is_called_as_it_was_goes_on() -> None:
    old = [version("", "Dusk", FOX), version("", "Dawn", OWL)]
    assert continued(old, [version("", "Dusk", OWL), version("", "Dawn", OWL)]) == [0, 1]


def test_two_without_a_key_have_not_the_same_one() -> None:
    old = [version("", "Dusk", FOX, OWL, HEN, ELK), version("", "Dawn", BAT, CAT)]
    new = [version("", "Dawn", FOX, NEW), version("", "Dusk", BAT, OTHER, NEW)]
    assert continued(old, new) == [1, 0]  # by their titles


def test_the_key_goes_before_the_title_and_that_before_a_sentence() -> None:
    old = [version("a", "Dusk", FOX), version("b", "Dawn", OWL, HEN, ELK), version("c", "Noon", BAT)]
    new = [version("a", "Dawn", NEW), version("x", "Dusk", OTHER), version("y", "Eve", OWL, NEW, OTHER)]
    assert continued(old, new) == [0, None, 1]
    assert continued(old, [version("x", "Dusk", OTHER), version("y", "Eve", FOX, NEW, OTHER)]) == [0, None]


def test_the_one_that_shares_most_is_taken_first() -> None:
    old = [version("", "One", FOX, OWL, HEN, BAT)]
    few, more = version("", "A", FOX, NEW, OTHER), version("", "B", OWL, HEN, NEW, OTHER, NEW)
    assert continued(old, [few, more]) == [None, 0]
    assert continued(old, [more, few]) == [0, None]


def test_a_sentence_that_comes_twice_tells_nothing() -> None:
    old = [version("", "One", FOX, OWL), version("", "Two", FOX, HEN)]
    assert continued(old, [version("", "Three", FOX, NEW)]) == [None]
    assert continued([version("", "One", FOX, OWL)], [version("", "A", FOX, NEW), version("", "B", FOX)]) == [
        None,
        None,
    ]


def test_last_counts_the_place_under_the_same_name() -> None:
    old = [version("", "", FOX), version("", "", OWL), version("", "", HEN)]
    assert continued(old, [version("", "", NEW), version("", "Named", OTHER), version("", "", CAT)]) == [
        0,
        None,
        2,
    ]
    assert continued([version("a", "", FOX)], [version("b", "", NEW)]) == [None]


def test_of_chapters_with_one_name_each_keeps_its_place_in_the_row() -> None:
    old = [version("", "Letter", FOX), version("", "Letter", OWL)]
    new = [version("", "Letter", NEW), version("", "Letter", OTHER), version("", "Letter", CAT)]
    assert continued(old, new) == [0, 1, None]
    same = [version("", "", FOX), version("", "", FOX)]
    assert continued(same, same) == [0, 1]


def test_of_one_text_under_several_keys_the_one_of_the_same_key_goes_on() -> None:
    old = [version("a", "", FOX), version("b", "", FOX)]
    assert continued(old, [version("b", "x", FOX), version("a", "x", FOX)]) == [1, 0]


def test_a_removed_chapter_comes_back_with_its_text_or_most_of_it() -> None:
    removed = [version("", "One", FOX, OWL, HEN, ELK)]
    assert come_back(removed, [version("", "Else", FOX, OWL, HEN, ELK)]) == [0]
    assert come_back(removed, [version("", "Else", NEW), version("", "Else", FOX, OWL, HEN)]) == [None, 0]
    assert come_back(removed, [version("", "One", FOX, OWL, NEW, OTHER)]) == [None]
    assert come_back(removed, [version("", "One", NEW)]) == [None]
    half = [version("", "One", FOX, OWL, NEW, OTHER)]
    assert come_back([version("", "One", FOX, OWL)], half) == [None]  # of the longer text
    two = [version("", "One", FOX, OWL, HEN, ELK, BAT), version("", "Two", CAT, FOX.replace("fox", "ant"))]
    assert come_back(two, [version("", "", FOX, OWL, HEN, CAT), version("", "", ELK, BAT)]) == [0, None]


def test_a_text_is_divided_where_its_sentences_end() -> None:
    text = "One. Two! Three?\nFour… Five\n\nSix."
    assert list(sentences(text)) == ["One.", "Two!", "Three?", "Four…", "Five\n", "Six."]
