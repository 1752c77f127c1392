"""The parts that pictures of numbers share: their heading, their signature, and the wording of amounts."""

from __future__ import annotations

from collections.abc import Iterator

from bot.language import _, ngettext
from bot.language.names import MONTHS
from bot.pictures.faces import ITALIC, ROMAN, Face
from bot.pictures.sheet import EMBER, INK, SOFT_INK, WIDTH, TextLine
from bot.pictures.typesetting import shortened, width

MARGIN = 84
LABEL, NUMBER = 42, 36
"""Sizes of letters in pixels of a picture that is 1,200 wide; a phone shows it a third as large."""
_TITLE, _NOTE, _NAME_WIDTH = 76, 44, 190


def heading(title: str, note: str) -> Iterator[TextLine]:
    """Yields the title of a picture, the name of the bot beside it, and one line below them,
    which may be empty.
    """
    room = WIDTH - 2 * MARGIN
    for text, below, size, face, colour, most_wide in (
        (title, 140, _TITLE, ROMAN, INK, room - _NAME_WIDTH),
        (note, 208, _NOTE, ITALIC, SOFT_INK, room),
    ):
        for line in shortened(text, size, face, most_wide, 1):
            yield TextLine(line, below, size, MARGIN, face, colour)
    yield TextLine("Fireside", 140, 40, MARGIN, ITALIC, EMBER, far=True)


def centred(
    text: str, middle: float, below: float, size: int, colour: str = INK, face: Face = ROMAN
) -> TextLine:
    """Returns a line of text centred on `middle`, in pixels."""
    return TextLine(text, below, size, middle - width(text, size, face) / 2, face, colour)


def words_of(number: int) -> str:
    """Returns a number of words."""
    return ngettext("{number} word", "{number} words", number)


def month_named(number: int) -> str:
    """Returns the name of a month, counted from 1."""
    return _(MONTHS[number - 1])
