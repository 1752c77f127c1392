"""What single elements write at their beginning or end: line breaks, notes, pictures, lists, tables."""

from __future__ import annotations

from collections.abc import Callable

from lxml import etree

from bot.imports.formats.xhtml import vocabulary
from bot.imports.formats.xhtml.blocks import Block
from bot.imports.formats.xhtml.builder import Builder
from bot.imports.formats.xhtml.tables import Layout
from bot.imports.formats.xhtml.tree import text_of
from bot.text.markup import SCENE_BREAK

_RAISED = str.maketrans("0123456789+-=()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾")
_LOWERED = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")
_OPENING_QUOTES = "“‘\"'«‹„"


def _open_br(builder: Builder, element: etree._Element) -> None:
    builder.end_line()


def _open_hr(builder: Builder, element: etree._Element) -> None:
    if not builder.contexts[-1].flat:
        builder.flush()
        builder.blocks.append(Block(SCENE_BREAK, "", quote=builder.contexts[-1].quote))


def _open_a(builder: Builder, element: etree._Element) -> bool:
    href = element.get("href") or ""
    mark = vocabulary.note_mark(element) if href else ""
    if not mark:
        return False
    builder.notes.setdefault(href.partition("#")[2], mark)
    if vocabulary.refers_by_words(element, mark):
        builder.rename("referring")
        return False
    builder.write_mark(f"[{mark}]")
    return True


def _close_referring(builder: Builder, element: etree._Element) -> None:
    builder.write_mark("[*]")


def _open_picture(builder: Builder, element: etree._Element) -> bool:
    if shown := vocabulary.picture_text(element):
        if len(shown) > 1:  # else it is an initial
            builder.flow.picture += shown
        builder.write_mark(shown)
    return True


def _open_math(builder: Builder, element: etree._Element) -> bool:
    builder.write_mark(shown := element.get("alttext", ""))
    return bool(shown)


def _open_q(builder: Builder, element: etree._Element) -> None:
    first = text_of(element).lstrip()[:1]
    if first and first not in _OPENING_QUOTES and not builder.flow.ends_with(_OPENING_QUOTES):
        builder.write_mark("“")
        builder.rename("quoted")


def _close_quoted(builder: Builder, element: etree._Element) -> None:
    builder.write_mark("”")


def _close_initial(builder: Builder, element: etree._Element) -> None:
    builder.flow.trim(" ")
    builder.flow.end_label()


def _open_rt(builder: Builder, element: etree._Element) -> bool:
    reading = text_of(element).strip()
    if reading and reading[0] not in "(（《":
        builder.write_mark("(")
        builder.rename("reading")
    return not reading


def _close_reading(builder: Builder, element: etree._Element) -> None:
    builder.write_mark(")")


def _close_raised(builder: Builder, element: etree._Element) -> None:
    builder.flow.convert(builder.begun[-1][1], _RAISED)


def _close_lowered(builder: Builder, element: etree._Element) -> None:
    builder.flow.convert(builder.begun[-1][1], _LOWERED)


def _close_p(builder: Builder, element: etree._Element) -> None:
    look = builder.contexts[-1]
    empty = builder.begun[-1][0] == len(builder.blocks) and not builder.flow.runs
    if empty and not look.flat and not any(child.get("id") for child in element):
        pictured = next(element.iter("{*}img", "{*}svg"), None) is not None
        builder.blocks.append(Block("", "", quote=look.quote, picture=pictured))


def _close_label(builder: Builder, element: etree._Element) -> None:
    if not builder.contexts[-1].flat:
        builder.flow.end_line()
        builder.flow.end_label()


def _open_list(builder: Builder, element: etree._Element) -> None:
    builder.lists.begin(element, len(builder.blocks))


def _open_li(builder: Builder, element: etree._Element) -> None:
    bullet = builder.lists.bullet(element)
    if builder.notes and (mark := builder.mark_of(element)):
        bullet = f"[{mark}] "
    if bullet and not builder.contexts[-1].flat:
        builder.flush()
        builder.flow.write(bullet)
        builder.flow.end_label()


def _close_li(builder: Builder, element: etree._Element) -> None:
    if not builder.contexts[-1].flat:
        builder.flush()


def _close_list(builder: Builder, element: etree._Element) -> None:
    builder.lists.end(builder.blocks)


def _open_row(builder: Builder, element: etree._Element) -> None:
    layout = builder.contexts[-1].layout
    if layout is Layout.DRAMA:
        builder.flush()
    elif layout is Layout.DATA:
        builder.flow.end_line()


def _close_row(builder: Builder, element: etree._Element) -> None:
    if builder.contexts[-1].layout is Layout.DRAMA:
        builder.flush()


def _open_cell(builder: Builder, element: etree._Element) -> None:
    if builder.contexts[-1].layout is Layout.DATA:
        builder.flow.separate(" | ")


def _close_cell(builder: Builder, element: etree._Element) -> None:
    if builder.contexts[-1].layout is Layout.DRAMA and vocabulary.is_speaker(element, "td"):
        _close_label(builder, element)


def _close_table(builder: Builder, element: etree._Element) -> None:
    if not builder.contexts[-1].flat:
        builder.flush()


OPENINGS: dict[str, Callable[[Builder, etree._Element], bool | None]] = {
    "br": _open_br,
    "hr": _open_hr,
    "a": _open_a,
    "img": _open_picture,
    "svg": _open_picture,
    "math": _open_math,
    "q": _open_q,
    "rt": _open_rt,
    **dict.fromkeys(("ul", "ol", "menu"), _open_list),
    "li": _open_li,
    "tr": _open_row,
    **dict.fromkeys(("td", "th"), _open_cell),
}
CLOSINGS: dict[str, Callable[[Builder, etree._Element], None]] = {
    "quoted": _close_quoted,
    "initial": _close_initial,
    "referring": _close_referring,
    "reading": _close_reading,
    "sup": _close_raised,
    "sub": _close_lowered,
    "p": _close_p,
    "dt": _close_label,
    **dict.fromkeys(("ul", "ol", "menu"), _close_list),
    "li": _close_li,
    "tr": _close_row,
    **dict.fromkeys(("td", "th"), _close_cell),
    **dict.fromkeys(("caption", "table"), _close_table),
}
