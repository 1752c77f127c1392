"""Statements as PostgreSQL takes them: the text is one for both engines but for what stands here."""

from __future__ import annotations

import re
from functools import lru_cache

_STATEMENTS = 4_096

_PARTS = re.compile(
    r"""
      (?P<quoted> '(?:[^']|'')*' | "[^"]*" )
    | (?P<comment> --[^\n]* )
    | (?P<cast> :: )
    | (?P<is> \bIS \s+ (?P<not> NOT \s+ )? (?= [:?] ) )
    | (?P<by_name> :(?P<name> [a-z_][a-z0-9_]* ) )
    | (?P<by_place> \? )
    | (?P<percent> % )
    """,
    re.VERBOSE | re.IGNORECASE,
)


@lru_cache(_STATEMENTS)
def translated(sql: str) -> str:
    """Returns a statement with parameters as psycopg marks them, and with `IS :value`, which PostgreSQL has
    for NULL and truth only, in the words of the standard."""
    return _PARTS.sub(_translation, sql)


def _translation(found: re.Match[str]) -> str:
    match found.lastgroup:
        case "name" | "by_name":
            return f"%({found['name']})s"
        case "by_place":
            return "%s"
        case "is" | "not":
            return "IS DISTINCT FROM " if found["not"] else "IS NOT DISTINCT FROM "
        case "comment":
            return ""
        case _:
            return found[0].replace("%", "%%")
