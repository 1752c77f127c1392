"""Full-text search: words, stems and scores are FTS5's, on either engine."""

from __future__ import annotations

import random
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.database import Connection
from bot.database.full_text import Sought, full_text
from bot.search.queries.word_index import BLOCKS
from bot.text.index_words import as_they_are, folded_words, stemmed_words
from bot.text.words import Form
from tests.support import engines

ENDINGS = re.findall(
    r"\w+",
    """
    s ss es sses ies ed ing eed y e ll ational tional enci anci izer logi bli alli entli eli ousli ization
    ation ator alism iveness fulness ousness aliti iviti biliti icate ative alize iciti ical ful ness al ance
    ence er ic able ible ant ement ment ent sion tion ion ou ism ate iti ous ive ize
    """,
)
TEXTS = st.text("abcdeEistyz hiïßžİéñåṩ\u0301\u0323ΑΩςжЁ海か가1'-_—", max_size=30)
WORDS = st.builds("".join, st.tuples(st.text("abceilnosty", max_size=5), *[st.sampled_from(ENDINGS)] * 2))


def by_fts5(text: str, tokenize: str) -> list[str]:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute(f"CREATE VIRTUAL TABLE told USING fts5 (words, tokenize = '{tokenize}')")
        connection.execute("CREATE VIRTUAL TABLE each USING fts5vocab (told, 'instance')")
        connection.execute("INSERT INTO told VALUES (?)", (text,))
        return [row[0] for row in connection.execute("SELECT term FROM each ORDER BY offset")]


@given(TEXTS)
def test_words_are_told_apart_and_folded_as_fts5_does_it(text: str) -> None:
    assert folded_words(text) == by_fts5(text, "unicode61 remove_diacritics 2")


@given(st.lists(WORDS, max_size=8).map(" ".join) | TEXTS)
def test_stems_are_those_of_fts5(text: str) -> None:
    assert stemmed_words(text) == by_fts5(text, "porter unicode61 remove_diacritics 2")


@given(st.text("abz09 ,.é海¦'", max_size=30))
def test_words_that_are_folded_stay_as_they_are(text: str) -> None:
    assert as_they_are(text) == by_fts5(text, "ascii")


# On the engine that the tests run on, and on SQLite


@pytest.fixture
def connection(empty_library: Path) -> Iterator[Connection]:
    with engines.connection_to(empty_library) as made:
        yield made


@pytest.fixture
def fts5() -> Iterator[Connection]:
    with closing(sqlite3.connect(":memory:")) as made:
        made.execute("CREATE VIRTUAL TABLE block_words USING fts5 (words, content = '', tokenize = 'ascii')")
        yield made


def ranked(connection: Connection, sought: Sought) -> list[tuple[int, float]]:
    words = full_text(connection)
    rows = connection.execute(
        f"SELECT {words.id(BLOCKS)} AS id, {words.score(BLOCKS)} AS score FROM {BLOCKS.table}"
        f" WHERE {words.holds(BLOCKS)} ORDER BY score, id",
        words.values(BLOCKS, sought),
    )
    return [(row[0], row[1]) for row in rows]


def test_what_is_found_and_its_order_are_those_of_fts5(connection: Connection, fts5: Connection) -> None:
    chance = random.Random(5)
    known = [*(f"w{number}" for number in range(30)), "ha", "haha", "¦leuchtturm", "海"]
    often = [1 / (place + 1) for place in range(len(known))]
    rows = [
        (number * 3, " ".join(chance.choices(known, often, k=chance.randint(1, 60)))) for number in range(400)
    ]
    gone = chance.sample(rows, 80)
    for each in (connection, fts5):
        full_text(each).add(each, BLOCKS, rows)
        full_text(each).remove(each, BLOCKS, gone)
    for _ in range(60):
        sought = [
            [
                Form(tuple(chance.choices(known, k=chance.choice((1, 1, 1, 2, 3)))), chance.random() < 0.2)
                for _ in range(chance.choice((1, 1, 2, 4)))
            ]
            for _ in range(chance.choice((1, 1, 2, 3)))
        ]
        found, right = ranked(connection, sought), ranked(fts5, sought)
        assert [identity for identity, _ in found] == [identity for identity, _ in right]
        assert [score for _, score in found] == pytest.approx([score for _, score in right], rel=1e-12)
    assert ranked(connection, []) == []


def test_words_and_texts_of_any_length_are_taken(connection: Connection) -> None:
    many = " ".join(f"w{number}" for number in range(90_000))
    full_text(connection).add(connection, BLOCKS, [(1, "海" * 40_000), (2, "x" * 5_000), (3, many)])
    assert [identity for identity, _ in ranked(connection, [[Form(("x" * 5_000,))]])] == [2]
    assert [identity for identity, _ in ranked(connection, [[Form(("w7",))]])] == [3]
