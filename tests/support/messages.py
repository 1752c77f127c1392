"""The messages to be translated: the sentences in the code, and what Discord is told of commands."""

from __future__ import annotations

import ast
import io
from collections.abc import Iterator
from typing import Any

METHODS = [
    *((f"{part}/**.py", "ignore") for part in ("cli", "imports/formats", "playground")),
    ("**.py", "tests.support.messages:extract"),
]
KEYWORDS: dict[str, Any] = {
    "_": None,
    "N_": None,
    "ngettext": (1, 2),
    "NN_": (1, 2),
    "pgettext": ((1, "c"), 2),
}
"""What `messages.cfg` and the Makefile tell Babel."""
_COMMENT = "# Translators: "
LIMIT = "At most {} characters."
"""The comment by which translators, and the test of lengths, know how long a message may be."""
_LIMITS = {
    "button": (80,),
    "menu": (0, 150),
    "line": (0, 45),
    "lines": (0, 45),
    "choice": (0, 45),
    "upload": (0, 45),
    "show_form": (0, 45),
}
"""The most characters of the arguments of these functions, by their places; of a `hint` it is 100."""
Found = tuple[int, str, Any, list[str]]


def extract(fileobj: io.BytesIO, keywords: Any, comment_tags: Any, options: Any) -> Iterator[Found]:
    """A method of Babel's (`messages.cfg`); unlike Babel's own it finds calls within f-strings."""
    source = fileobj.read()
    lines, limits = source.decode().splitlines(), dict[ast.expr, int]()
    for node in ast.walk(ast.parse(source)):  # from the outside to the inside
        if isinstance(node, ast.Call):
            limits |= dict(zip(node.args, _LIMITS.get(_name(node.func), ()), strict=False))
            limits |= {word.value: 100 for word in node.keywords if word.arg == "hint"}
        if isinstance(node, ast.Call) and _name(node.func) in keywords:
            yield from _of_mark(node, lines, limits.get(node, 0))
        elif isinstance(node, ast.Call) and _name(node.func) in ("Group", "ContextMenu"):
            yield from _of_call(node)
        elif isinstance(node, ast.AsyncFunctionDef) and any(map(_is_command, node.decorator_list)):
            yield from _of_command(node)
        elif isinstance(node, ast.AnnAssign):
            yield from _of_table(node)
        elif isinstance(node, ast.Subscript) and _name(node.value) == "Literal":
            yield from (_named("choice", each, node) for each in _texts(node.slice))


def _of_mark(node: ast.Call, lines: list[str], limit: int) -> Iterator[Found]:
    """The message of a call of gettext's, with the translators' comment above it."""
    messages = [each.value for each in node.args if isinstance(each, ast.Constant)]
    texts = [each for each in messages if isinstance(each, str)]
    above = lines[node.lineno - 2].strip() if node.lineno > 1 else ""
    comment = [above.removeprefix(_COMMENT)] if above.startswith(_COMMENT) else []
    if limit:
        comment.append(LIMIT.format(limit))
    wanted = 1 if _name(node.func) in ("_", "N_") else 2
    # A message from a table, as in `_(label)`, is marked where the table is.
    if len(texts) == wanted:
        yield node.lineno, _name(node.func), texts[0] if len(texts) == 1 else tuple(texts), comment


def _of_command(node: ast.AsyncFunctionDef) -> Iterator[Found]:
    yield _named("command", node.name, node)
    yield _plain((ast.get_docstring(node) or "").partition("\n")[0], node, 100)
    renamed: dict[str, str] = {}
    for decorator in node.decorator_list:
        if isinstance(decorator, ast.Call) and _name(decorator.func) == "describe":
            yield from (
                _plain(each, decorator, 100) for word in decorator.keywords for each in _texts(word.value)
            )
        if isinstance(decorator, ast.Call) and _name(decorator.func) == "rename":
            renamed |= {str(word.arg): next(_texts(word.value)) for word in decorator.keywords}
    for argument in node.args.args[2:]:  # after the cog and the interaction
        yield _named("option", renamed.get(argument.arg, argument.arg), node)


def _of_table(node: ast.AnnAssign) -> Iterator[Found]:
    """The sentences for errors, which `cogs/ui/errors.py` translates where it fills them in."""
    if isinstance(node.value, ast.Dict) and _name(node.target).endswith("SENTENCES"):
        for value in node.value.values:
            if isinstance(value, ast.Constant):
                yield _plain(str(value.value), value)


def _of_call(node: ast.Call) -> Iterator[Found]:
    for word in node.keywords:
        for text in _texts(word.value):
            yield _named("command", text, node) if word.arg == "name" else _plain(text, node, 100)


def _is_command(decorator: ast.expr) -> bool:
    called = decorator.func if isinstance(decorator, ast.Call) else decorator
    return _name(called) in ("command", "stories_command")


def _name(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def _texts(node: ast.AST) -> Iterator[str]:
    for each in ast.walk(node):
        if isinstance(each, ast.Constant) and isinstance(each.value, str):
            yield each.value


def _plain(message: str, node: ast.expr | ast.stmt, limit: int = 0) -> Found:
    return node.lineno, "_", message, [LIMIT.format(limit)] if limit else []


def _named(context: str, name: str, node: ast.expr | ast.stmt) -> Found:
    return node.lineno, "pgettext", (context, name), []
