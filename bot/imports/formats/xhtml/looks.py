"""What a `style` attribute says of an element: its emphasis, whether it is seen, its lines and indents."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from bot.text.markup import Style

LETTERS = frozenset(("font-style", "font-weight", "font-size", "font-variant", "text-decoration"))
"""The properties that are read, of those that say how letters look."""
_SIDES = ("left", "right", "top", "bottom")
INDENTS = frozenset(("margin-left", "padding-left", "text-indent"))
PLACES = INDENTS | frozenset(("position", "clip", "clip-path", "opacity", "font-size", *_SIDES))
"""Those that matter only where they hide an element, or indent a line."""
LAYOUT = (PLACES - LETTERS) | frozenset(("display", "float", "vertical-align", "visibility", "white-space"))
"""The other properties that are read."""

_LONGEST = 40  # characters of a value that can mean anything here
_LENGTH = re.compile(r"([-+]?(?:\d+\.?\d*|\.\d+))(em|rem|px|pt|ex|ch|%|cm|mm|in|pc)?")
_EMS = {
    **dict.fromkeys(("em", "rem", "pc"), 1.0),
    **dict.fromkeys(("ex", "ch"), 0.5),
    "px": 1 / 16,
    "pt": 1 / 12,
    "%": 0.3,
    "cm": 2.4,
    "mm": 0.24,
    "in": 6.0,
}
"""What a unit is in ems of ordinary text on an ordinary page."""
_FAR = -30.0  # ems; no indentation goes so far, but what is put off the screen does
_BLOCKS = frozenset(("block", "flex", "grid", "list-item", "table", "table-row", "flow-root"))
_BOLD = re.compile(r"bold|bolder|[6-9]\d\d|1000")
_NOT_BOLD = re.compile(r"normal|lighter|[1-5]\d\d|initial")
_RAISED = {"super": "sup", "sub": "sub"}
_CLIPPED = re.compile(r"rect\((?:[01](?:px)?[\s,]*){4}\)|inset\((?:50|100)%\)")


@dataclass(frozen=True, slots=True)
class Look:
    """What a `style` attribute says; None where it says nothing of it.

    `added` is the style it gives its text, `reset` what it takes away. `lines` says that the element stands
    on lines of its own. `preserved` is `pre` where its white space stays as it is, `pre-line` where only its
    lines do, or empty. `indent` is in ems. `raised` is
    `sup` or `sub`. `floats` says that it stands at the left of what follows.
    """

    added: Style = Style.PLAIN
    reset: Style = Style.PLAIN
    hidden: bool = False
    lines: bool = False
    preserved: str | None = None
    indent: float | None = None
    raised: str = ""
    floats: bool = False
    changes_letters: bool = False  # `added` or `reset` is not plain; asking flags would take longer
    only_indents: bool = False  # which counts only in verse, and there is asked of the element


NO_LOOK = Look()
"""The look of an element whose style is not said."""
BARE = Look()
"""The look of an element without any attribute, which need not be asked for its class, type or id."""


@lru_cache(maxsize=8192)
def look_of(style: str) -> Look:
    """Returns what a `style` attribute says; of two declarations of one property the last counts."""
    told = declarations(style)
    slant, weight = told.get("font-style", ""), told.get("font-weight", "")
    decoration = told.get("text-decoration", "").split()
    added = reset = Style.PLAIN
    if slant.startswith(("italic", "oblique")):
        added |= Style.EMPHASIS
    elif slant in ("normal", "initial"):
        reset |= Style.EMPHASIS
    if _BOLD.fullmatch(weight):
        added |= Style.STRONG
    elif _NOT_BOLD.fullmatch(weight) and "small-caps" not in told.get("font-variant", ""):
        reset |= Style.STRONG  # else what was bold is set apart all the same
    if "underline" in decoration:
        added |= Style.UNDERLINE
    if "line-through" in decoration:
        added |= Style.STRIKE
    if "none" in decoration:
        reset |= Style.UNDERLINE | Style.STRIKE
    look = Look(
        added,
        reset,
        hidden=_is_hidden(told),
        lines=told.get("display", "") in _BLOCKS,
        preserved=_preserved(told.get("white-space", "")),
        indent=_indent(told),
        raised=_RAISED.get(told.get("vertical-align", ""), ""),
        floats=told.get("float", "") == "left",
        changes_letters=bool(added or reset),
    )
    return replace(look, only_indents=replace(look, indent=None) == NO_LOOK)


def declarations(style: str) -> dict[str, str]:
    """Returns the values of the properties that are read, the last of each, shorthands taken apart."""
    told: dict[str, str] = {}
    for declaration in style.lower().split(";"):
        name, _, value = declaration.partition(":")
        name, value = name.strip(), " ".join(value.replace("!important", "").split())
        if name == "font":
            told |= _font(value)
            continue
        if name in ("margin", "padding"):
            name, value = f"{name}-left", _left(value)
        name = name.removesuffix("-line").removesuffix("-caps")
        if len(value) <= _LONGEST and (name in LETTERS or name in LAYOUT):
            told[name] = value
    return told


def _font(value: str) -> dict[str, str]:
    """Returns the parts of the shorthand `font`, which makes normal what it does not name."""
    words = value.split()
    if len(words) < 2:  # `inherit`, or the font of a menu
        return {}
    slant = next((word for word in words if word in ("italic", "oblique")), "normal")
    weight = next((word for word in words if _BOLD.fullmatch(word)), "normal")
    return {"font-style": slant, "font-weight": weight}


def _left(value: str) -> str:
    """Returns the left one of the one to four sides that a shorthand names: top, right, bottom, left."""
    sides = value.split()
    return sides[(0, 0, 1, 1, 3)[min(len(sides), 4)]] if sides else ""


def _is_hidden(told: Mapping[str, str]) -> bool:
    """Returns whether the element is not shown, by its display, opacity or size or by its place."""
    if told.get("display") == "none" or told.get("visibility") in ("hidden", "collapse"):
        return True
    if _ems(told.get("opacity", "1")) == 0 or _ems(told.get("font-size", "1em")) == 0:
        return True
    if min(_ems(told.get(name, "")) or 0 for name in ("text-indent", "margin-left")) <= _FAR:
        return True
    if told.get("position") not in ("absolute", "fixed"):
        return False
    if min(_ems(told.get(name, "")) or 0 for name in _SIDES) <= _FAR:
        return True
    return bool(_CLIPPED.fullmatch(told.get("clip") or told.get("clip-path") or ""))


def _preserved(white_space: str) -> str | None:
    if white_space == "pre-line":
        return white_space
    if white_space.startswith(("pre", "break-spaces")):
        return "pre"
    return "" if white_space in ("normal", "nowrap", "initial") else None


def _indent(told: Mapping[str, str]) -> float | None:
    sides = [_ems(told[name]) for name in ("margin-left", "padding-left", "text-indent") if name in told]
    known = [side for side in sides if side is not None]
    return sum(known) if known else None


def _ems(value: str) -> float | None:
    """Returns a length in ems, a bare number as it stands; None for any other value."""
    length = _LENGTH.fullmatch(value)
    return float(length[1]) * _EMS.get(length[2] or "", 1.0) if length else None
