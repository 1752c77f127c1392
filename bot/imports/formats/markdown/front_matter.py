"""Front matter: the keys and values between two lines of `---` at the head of a Markdown file."""

from __future__ import annotations

import re

_FENCED = re.compile(r"\s*---[ \t]*\n(?P<lines>(?:.*\n)*?)(?:---|\.\.\.)[ \t]*(?:\n|\Z)")
_KEY = re.compile(r"(?P<key>[A-Za-z][\w /-]{0,40}?)[ \t]*:(?:[ \t]+(?P<value>.*?))?[ \t]*")
_ITEM = re.compile(r"[ \t]*-[ \t]+(?P<value>.*?)[ \t]*")
_MORE = re.compile(r"[ \t]+(?P<value>\S.*?)[ \t]*")
_NOTHING = re.compile(r"[ \t]*(?:#.*)?")
_FOLDED = re.compile(r"[|>][+-]?")
_LIST = re.compile(r"\[(.*)\]")
_IN_LIST = re.compile(r"""\s*("(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^,]*?)\s*(?:,|\Z)""")
_NEEDS_NO_QUOTES = re.compile(r"[^\W\d_](?:[\w ’',.!?()–—-]*[\w’.!?)])?")
_LONGEST = 20_000


def read(text: str) -> tuple[dict[str, list[str]], str]:
    """Returns the values of each key, in lower case, and the text after them; no keys where there are none.

    Understood are `key: value`, `key: [one, two]`, a list of `- one` lines below a key, and longer text,
    indented, below it. Anything else between the lines of `---` makes it part of the text.
    """
    fenced = _FENCED.match(text, 0, _LONGEST)
    values = _values(fenced["lines"].split("\n")) if fenced else None
    return (values, text[fenced.end() :]) if fenced and values else ({}, text)


def written(value: str) -> str:
    """Returns one line of text as the value of a key, in quotes where it needs them; `read` gives it back."""
    if _NEEDS_NO_QUOTES.fullmatch(value):
        return value
    return '"' + re.sub(r'["\\]', r"\\\g<0>", value) + '"'


def _values(lines: list[str]) -> dict[str, list[str]] | None:
    found: dict[str, list[str]] = {}
    key = ""
    for line in lines:
        if _NOTHING.fullmatch(line):
            continue
        if named := _KEY.fullmatch(line):
            key = " ".join(named["key"].lower().replace("_", " ").split())
            found[key] = _listed(named["value"] or "")
        elif key and (item := _ITEM.fullmatch(line)):
            found[key].append(_unquoted(item["value"]))
        elif key and (more := _MORE.fullmatch(line)):
            found[key] = [" ".join([*found[key], more["value"]])]
        else:
            return None
    return found


def _listed(value: str) -> list[str]:
    if _FOLDED.fullmatch(value):
        return []
    items = _LIST.fullmatch(value)
    if not items:
        return [bare] if (bare := _unquoted(value)) else []
    return [bare for item in _IN_LIST.findall(items[1]) if (bare := _unquoted(item))]


def _unquoted(value: str) -> str:
    """Returns a value without the quotes around it."""
    value = value.strip()
    if len(value) > 1 and value[0] == value[-1] == '"':
        return re.sub(r"\\(.)", r"\1", value[1:-1])
    if len(value) > 1 and value[0] == value[-1] == "'":
        return value[1:-1].replace("''", "'")
    return value
