"""Draws a quote as a card to share: the quote, and below it its speaker and its story."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.pictures.errors import QuoteTooLongForPictureError, UnpicturableError
from bot.pictures.faces import ITALIC, ROMAN, runs
from bot.pictures.picture import Picture
from bot.pictures.sheet import EMBER, INK, SOFT_INK, WIDTH, TextLine, printed
from bot.pictures.typesetting import Setting, fitted, shortened, width
from bot.pictures.wording import cleaned, described, in_marks, is_english, on_one_line
from bot.text.curling import curled
from bot.text.direction import LEFT_TO_RIGHT_MARK, RIGHT_TO_LEFT_MARK, has_right_to_left, reads_from_right

MARGIN = 124
_MEASURE = WIDTH - 2 * MARGIN
_COMFORTABLE, _MOST_HIGH = 340, 760
_LEAST_HIGH = 630
_MOST_CHARACTERS = 800
_OPENING_MARKS = "“”‘„‚«»\"'「『"
_TO_ORNAMENT, _TO_BYLINE, _BYLINE_LEADING = 104, 78, 52
_NAME = "Fireside"
_NAME_SIZE = 40
_NAME_WIDTH = 190


def quote_card(
    text: str,
    *,
    title: str,
    authors: Sequence[str] = (),
    speaker: str | None = None,
    spoken: bool = False,
    language: str = "",
) -> Picture:
    """Returns the quote on a card, with its story and, if known, its speaker;
    `spoken` puts it in quotation marks. Straight ones are curled; `language` is that of the story as it says.

    Everything is plain text; the line ends in `text` are kept. Raises QuoteTooLongForPictureError, and
    UnpicturableError where there is nothing to see or no typeface has its letters.
    """
    quote = cleaned(text)
    if len(quote) > _MOST_CHARACTERS:
        raise QuoteTooLongForPictureError
    if not any(run.text.strip() for run in runs(quote)):
        raise UnpicturableError
    english = is_english(quote, language)
    quote = curled(quote, english=english)
    quote = in_marks(quote, language) if spoken else quote
    names = (speaker or "", title, ", ".join(authors))
    source = [curled(on_one_line(each), english=english) for each in names]
    setting = fitted(quote, _MEASURE, _COMFORTABLE, _MOST_HIGH)
    from_right = reads_from_right(quote)
    lines, height = _laid_out(setting, list(_byline(*source, from_right=from_right)))
    png = printed(lines, height, from_right=from_right)
    return Picture(png, WIDTH, height, described(quote, *source))


def _byline(speaker: str, title: str, authors: str, *, from_right: bool) -> Iterator[TextLine]:
    """Yields speaker, title and authors one below the other, their baselines counted from the first.

    `from_right` is the direction of the quote, which a title of letters of both directions shares.
    """
    below = 0
    for words, size, face, colour, most_lines in (
        (speaker, 46, ROMAN, INK, 1),
        (title, 42, ITALIC, SOFT_INK, 2),
        (authors, 40, ROMAN, SOFT_INK, 1),
    ):
        mark = RIGHT_TO_LEFT_MARK if from_right and has_right_to_left(words) else ""
        text = mark + words[:_MOST_CHARACTERS]
        for line in shortened(text, size, face, _MEASURE - _NAME_WIDTH, most_lines):
            yield TextLine(line, below, size, MARGIN, face, colour)
            below += _BYLINE_LEADING


def _laid_out(quote: Setting, byline: Sequence[TextLine]) -> tuple[list[TextLine], int]:
    """Returns every line in its place, and the height of the card.

    A short quote stands a little above the middle.
    """
    rise = 0.66 * quote.size
    bottom = MARGIN - 20
    foot = _TO_BYLINE + (byline[-1].below if byline else 0) + bottom
    needed = MARGIN + rise + quote.high + _TO_ORNAMENT + foot
    height = max(_LEAST_HIGH, round(needed))
    first = MARGIN + rise + 0.45 * (height - needed)
    lines = [
        TextLine(text, first + below, quote.size, MARGIN - _overhang(text, quote.size))
        for text, below in zip(quote.lines, quote.baselines, strict=True)
    ]
    lines.append(TextLine("❧", height - foot, 54, MARGIN, colour=EMBER))
    start = height - foot + _TO_BYLINE
    lines += [
        TextLine(each.text, start + each.below, each.size, MARGIN, each.face, each.colour) for each in byline
    ]
    lines.append(TextLine(_NAME, height - bottom, _NAME_SIZE, MARGIN, ITALIC, EMBER, far=True))
    return lines, height


def _overhang(line: str, size: int) -> float:
    """Returns how far an opening quotation mark stands out, in pixels,
    so that the letters below it line up with the first.
    """
    first = line.lstrip(LEFT_TO_RIGHT_MARK + RIGHT_TO_LEFT_MARK)[:1]
    return width(first, size) if first and first in _OPENING_MARKS else 0
