"""What a manuscript's first page has for an editor: the writer's address, the number of words.

The format is the one that magazines ask for (William Shunn, Proper Manuscript Format): name, address,
telephone, e-mail and the number of words above the title, which stands in the middle of the line.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.imports.formats.documents.lines import LONGEST, Line
from bot.imports.formats.plain.details import is_labelled

_MOST_ROWS = 16
_EMAIL = re.compile(r"\S+@\S+\.\w{2,}")
_PHONE = re.compile(
    r"(?:(?:tele)?phone|tel|mobile|cell|ph|fax)?[\s.:]*\+?[\d(][\d\s().+/–-]{6,20}", re.IGNORECASE
)
_NUMBER = r"\d[\d.,’'\s]{0,9}"
_COUNT = re.compile(
    r"(?:about|approx(?:imately)?\.?|approximate|circa|ca\.?|some|around|~|≈|c\.|etwa|environ|unos|около)?\s*"
    rf"{_NUMBER}(?:words|wörter|worte|mots|palabras|palavras|parole|woorden|ord|слов\w?)\.?"
    r"|(?:approx(?:imate|\.)?\s+)?(?:word ?count|words|wc)\s*[:=]?\s*"
    rf"(?:about |approx\.? |~|≈)?{_NUMBER}",
    re.IGNORECASE,
)
_STREETS = (
    "street|st|road|rd|lane|ln|avenue|ave|drive|dr|way|court|ct|place|pl|square|terrace|close|boulevard|blvd"
    "|row|hill|gardens|crescent|parkway|circle"
)
_PLACE = re.compile(
    rf"\d{{1,5}}[a-z]?,? (?:\S+ ){{1,5}}(?:{_STREETS})\b.{{0,30}}"
    r"|.{2,40}\b[A-Z]{2}\.? \d{5}(?:-\d{4})?|.{0,40}\b[A-Z]{1,2}\d[\dA-Z]? \d[A-Z]{2}|p\.? ?o\.? box \d+",
    re.IGNORECASE,
)
_SPEECH = frozenset('“"‘«—')


def above(lines: Sequence[Line]) -> list[Line]:
    """Returns the lines above a title that are for an editor; none where nothing shows that they are.

    Details with a label (`Genre: …`) are the story's and stay.
    """
    rows = [row for line in lines for row in line.rows]
    if not 0 < len(rows) <= _MOST_ROWS or any(line.level for line in lines):
        return []
    if any(len(row) > LONGEST or row[0] in _SPEECH for row in rows):
        return []
    labelled = [row for row in rows if is_labelled(row) and not _is_sure(row)]
    sure = any(_is_sure(row) for row in rows if not (labelled and is_labelled(row)))
    if not sure and sum(bool(_PLACE.fullmatch(row)) for row in rows) < 2:
        return []
    return [line for line in lines if not any(row in labelled for row in line.rows)]


def below(lines: Sequence[Line]) -> list[Line]:
    """Returns the first lines below the author's that are for an editor and nothing else."""
    found: list[Line] = []
    for line in lines:
        if line.level or not line.is_short or not all(map(_is_nothing_else, line.rows)):
            break
        found.append(line)
    return found


def is_part(line: Line) -> bool:
    """Returns whether a line has a part of an address, or a number of words."""
    return all(len(row) <= LONGEST for row in line.rows) and any(map(_is_sure, line.rows))


def _is_sure(row: str) -> bool:
    count = next((each for each in _COUNT.finditer(row) if each.end() == len(row)), None)
    return bool(count or _EMAIL.search(row) or _PHONE.fullmatch(row))


def _is_nothing_else(row: str) -> bool:
    return bool(_COUNT.fullmatch(row) or _EMAIL.fullmatch(row) or _PHONE.fullmatch(row))
