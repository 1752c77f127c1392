"""Statements as PostgreSQL takes them."""

from __future__ import annotations

import pytest

from bot.database.postgresql.statements import translated


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("SELECT ? + ?", "SELECT %s + %s"),
        ("SELECT :one, :two_2", "SELECT %(one)s, %(two_2)s"),
        ("SELECT 'what? 100%' || :x", "SELECT 'what? 100%%' || %(x)s"),
        ("SELECT 'it''s :here' AS \"a:b?\"", "SELECT 'it''s :here' AS \"a:b?\""),
        ("SELECT 7 % 2, x::bigint", "SELECT 7 %% 2, x::bigint"),
        ("WHERE a IS ? AND b IS NOT :b", "WHERE a IS NOT DISTINCT FROM %s AND b IS DISTINCT FROM %(b)s"),
        ("WHERE a IS NULL AND b IS NOT NULL", "WHERE a IS NULL AND b IS NOT NULL"),
        ("SELECT 1 -- why? :so\nFROM t", "SELECT 1 \nFROM t"),
    ],
)
def test_a_statement_is_one_text_for_both(ours: str, theirs: str) -> None:
    assert translated(ours) == theirs
