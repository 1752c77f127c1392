"""Front matter: the keys and values between two lines of `---` at the head of a Markdown file."""

from __future__ import annotations

import re
import tomllib
from collections import deque
from collections.abc import Sequence

_FENCED = re.compile(r"\s*---[ \t]*\n(?P<lines>(?:.*\n)*?)(?:---|\.\.\.)[ \t]*(?:\n|\Z)")
_TOML = re.compile(r"\s*\+\+\+[ \t]*\n(?P<lines>(?:.*\n)*?)\+\+\+[ \t]*(?:\n|\Z)")
_KEY = re.compile(r"(?P<key>[A-Za-z][\w /'’-]{0,40}?)[ \t]*:(?:[ \t]+(?P<value>.*?))?[ \t]*")
_ITEM = re.compile(r"[ \t]*-[ \t]+(?P<value>.*?)[ \t]*")
_MORE = re.compile(r"[ \t]+(?P<value>\S.*?)[ \t]*")
_NOTHING = re.compile(r"[ \t]*(?:#.*)?")
_BLOCK = re.compile(r"(?P<kind>[|>])[+-]?")
_SAME_PARAGRAPH = re.compile(r"(?<!\n)\n(?!\n)")
_LIST = re.compile(r"\[(.*)\]")
_IN_LIST = re.compile(r"""\s*("(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^,]*?)\s*(?:,|\Z)""")
_NEEDS_NO_QUOTES = re.compile(r"[^\W\d_](?:[\w ’',.!?()–—-]*[\w’.!?)])?")
_LONGEST = 100_000


class Items(list[str]):
    """The values of a key that were given as a list: each is one, whatever is in it."""


def read(text: str) -> tuple[dict[str, list[str]], str]:
    """Returns the values of each key, in lower case, and the text after them; no keys where there are none.

    Understood are `key: value`, `key: [one, two]`, a list of `- one` lines below a key, and longer text,
    indented, below it: in paragraphs where the key ends in `>`, line for line where it ends in `|`. Between
    lines of `+++` it is TOML. Anything else between these lines makes it part of the text.
    """
    if toml := _TOML.match(text, 0, _LONGEST):
        told = _values_of_toml(toml["lines"])
        return (told, text[toml.end() :]) if told else ({}, text)
    fenced = _FENCED.match(text, 0, _LONGEST)
    values = _values(fenced["lines"].split("\n")) if fenced else None
    return (values, text[fenced.end() :]) if fenced and values else ({}, text)


def written(key: str, value: str) -> str:
    """Returns a key with a text as its value, with the line's end; `read` gives it back."""
    if "\n" in value:
        lines = "".join(f"  {line}\n" if line else "\n" for line in value.split("\n"))
        return f"{key}: |\n{lines}"
    return f"{key}: {_quoted(value)}\n"


def written_list(key: str, values: Sequence[str]) -> str:
    """Returns a key with a list of lines as its values; `read` gives it back."""
    return f"{key}:\n" + "".join(f"  - {_quoted(each)}\n" for each in values)


def _quoted(value: str) -> str:
    """Returns one line of text, in quotes where it needs them."""
    if _NEEDS_NO_QUOTES.fullmatch(value):
        return value
    return '"' + re.sub(r'["\\]', r"\\\g<0>", value) + '"'


def _values_of_toml(text: str) -> dict[str, list[str]]:
    """Returns the values of TOML by their keys, those of its tables as if they were of the whole; none where
    it is damaged."""
    try:
        told = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError):
        return {}
    tables = [each for each in told.values() if isinstance(each, dict)]
    found: dict[str, list[str]] = {}
    for key, value in (pair for table in (told, *tables) for pair in table.items()):
        name = " ".join(key.lower().replace("_", " ").split())
        if isinstance(value, list):
            found[name] = Items(str(each) for each in value if not isinstance(each, dict))
        elif not isinstance(value, dict):
            found[name] = [str(value)]
    return found


def _values(lines: Sequence[str]) -> dict[str, list[str]] | None:
    found: dict[str, list[str]] = {}
    key = ""
    waiting = deque(lines)
    while waiting:
        line = waiting.popleft()
        if _NOTHING.fullmatch(line):
            continue
        if named := _KEY.fullmatch(line):
            key = " ".join(named["key"].lower().replace("_", " ").replace("’", "'").split())
            block = _BLOCK.fullmatch(named["value"] or "")
            found[key] = _block(block["kind"], waiting) if block else _listed(named["value"] or "")
        elif key and (item := _ITEM.fullmatch(line)):
            found[key] = Items([*found[key], _unquoted(item["value"])])
        elif key and (more := _MORE.fullmatch(line)):
            found[key] = [" ".join([*found[key], more["value"]])]
        else:
            return None
    return found


def _block(kind: str, waiting: deque[str]) -> list[str]:
    """Returns the indented text at the head of these lines, and takes it off them. Its lines are kept in a
    block of the kind `|`; in one of `>` they are joined to paragraphs."""
    lines: list[str] = []
    while waiting and (not waiting[0].strip() or waiting[0][0] in " \t"):
        lines.append(waiting.popleft().rstrip())
    first = next(filter(None, lines), "")
    indent = len(first) - len(first.lstrip())
    text = "\n".join(line[min(indent, len(line) - len(line.lstrip())) :] for line in lines).strip("\n")
    if kind == ">":
        text = _SAME_PARAGRAPH.sub(" ", text)
    return [text] if text else []


def _listed(value: str) -> list[str]:
    items = _LIST.fullmatch(value)
    if not items:
        return [bare] if (bare := _unquoted(value)) else []
    return Items(bare for item in _IN_LIST.findall(items[1]) if (bare := _unquoted(item)))


def _unquoted(value: str) -> str:
    """Returns a value without the quotes around it."""
    value = value.strip()
    if len(value) > 1 and value[0] == value[-1] == '"':
        return re.sub(r"\\(.)", r"\1", value[1:-1])
    if len(value) > 1 and value[0] == value[-1] == "'":
        return value[1:-1].replace("''", "'")
    return value
