"""Words as they are searched for, and what somebody's query means."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.text.words import occurrences, phrases, searchable, words

anything = st.text(st.characters(codec="utf-8"))
quotes = st.text(st.sampled_from("ab \"“”„«»'’*^:()-+\n"))


def folded(text: str) -> list[str]:
    return [word.folded for word in words(text)]


@pytest.mark.parametrize(
    ("plain", "expected"),
    [
        ("The Lamp, lit.", ["the", "lamp", "lit"]),
        ("naïve Señor ÉLAN Straße", ["naive", "senor", "elan", "strasse"]),
        ("don't don’t well-known snake_case", ["don", "t", "don", "t", "well", "known", "snake", "case"]),
        ("nai\u0308ve", ["naive"]),
        ("日本語 と", ["日", "本", "語", "と"]),
        ("שָׁלוֹם", ["שלום"]),
        ("กำ", ["ก", "า"]),
        ("がく ｶﾞｸ かく", ["が", "く", "ガ", "ク", "か", "く"]),
        (
            "İSTANBUL ısı Łódź smørrebrød Cæsar đường",
            ["istanbul", "isi", "lodz", "smorrebrod", "caesar", "duong"],
        ),
        ("ЁЛКА ёлка ΆΛΛΟΣ", ["елка", "елка", "αλλοσ"]),
        ("مُحَمَّـد إلى مدینة", ["محمد", "الي", "مدينه"]),
        ("등대를 ＡＢＣ", ["등대를", "abc"]),
        ("12½ x²", ["1212", "x2"]),
        ("🔥 — … !", []),
    ],
)
def test_words_are_told_apart_and_folded(plain: str, expected: list[str]) -> None:
    assert folded(plain) == expected


@given(anything)
def test_a_word_stands_where_it_says(plain: str) -> None:
    end = 0
    for word in words(plain):
        assert end <= word.start < word.end <= len(plain)
        assert folded(plain[word.start : word.end]) == [word.folded]
        end = word.end


@given(anything)
def test_the_index_is_given_the_words_that_are_found_in_the_text(plain: str) -> None:
    assert folded(searchable(plain)) == folded(plain)


@given(st.text(st.characters(max_codepoint=0x24F, categories=("L", "P", "Z"))))
def test_accents_and_capitals_make_no_difference(plain: str) -> None:
    bare = "".join(c for c in unicodedata.normalize("NFD", plain) if not unicodedata.combining(c))
    assert folded(bare) == folded(plain)
    assert folded(plain.upper()) == folded(plain.upper().lower())


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("lamp Lamp light", [("lamp",), ("light",)]),
        ('the "lamp light" now', [("the",), ("lamp", "light"), ("now",)]),
        ("“the lamp” «was lit»", [("the", "lamp"), ("was", "lit")]),
        ('"lamp light', [("lamp",), ("light",)]),
        ('lamp" light', [("lamp",), ("light",)]),
        ("don’t lamp-light", [("don", "t"), ("lamp", "light")]),
        ("lamp OR NEAR( title:x ^a b*", [("lamp",), ("or",), ("near",), ("title", "x"), ("a",), ("b",)]),
        ('"" “” 🔥 *', []),
        ("漁師(りょうし)たち", [("漁", "師", "た", "ち")]),
    ],
)
def test_words_and_phrases_in_quotes_and_nothing_else(typed: str, meant: list[tuple[str, ...]]) -> None:
    assert phrases(typed) == tuple(meant)


@given(anything | quotes)
def test_of_whatever_is_typed_no_word_is_lost_or_made_up(typed: str) -> None:
    meant = {word for phrase in phrases(typed) for word in phrase}
    assert meant <= set(folded(typed))
    if len(folded(typed)) <= 40:
        assert meant == set(folded(typed))


def test_what_is_pasted_is_taken_up_to_forty_words() -> None:
    assert len(phrases(" ".join(f"word{n}" for n in range(700)))) == 40
    [phrase] = phrases(f'"{"the same word again " * 200}"')
    assert len(phrase) == 40


@given(
    st.lists(st.sampled_from(["a", "b", "é"]), max_size=12),
    st.lists(st.sampled_from("abe"), min_size=1, max_size=3),
)
def test_a_phrase_is_found_wherever_its_words_stand_in_a_row(text: list[str], phrase: list[str]) -> None:
    plain = " ".join(text)
    found = [folded(plain[start:end]) for start, end in occurrences(tuple(phrase), list(words(plain)))]
    expected = [at for at in range(len(text)) if folded(" ".join(text[at : at + len(phrase)])) == phrase]
    assert found == [phrase] * len(expected)
