"""The process in which quotes are found.

It takes the names of the characters and then the texts from standard input, and answers with the quotes in
each. Each of them is a line of JSON, so that no call to its parser takes long. It imports as little as it
can, since starting takes longer than reading most texts.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from bot.own_limits import limit_this_process
from bot.quotes.appearances import Appearance, end_of_paragraph, first_appearances

if TYPE_CHECKING:
    from bot.quotes.quotations import Quotation

_KNOWN: Appearance = (-1, 0)
"""The appearance of a name that is known from the story's details: before the story."""


def lines_of(texts: Sequence[str], characters: Sequence[str]) -> Iterator[str]:
    """Yields the quotes in each of a story's texts, as JSON."""
    from bot.quotes.quotations import of_story  # noqa: PLC0415 - its expressions take a tenth of a second

    found = of_story(texts, characters)
    known = "\n".join(characters)
    speakers = {each.speaker for quotations in found for each in quotations if each.speaker}
    first = first_appearances(texts, {name for name in speakers if name not in known})
    for chapter, (text, quotations) in enumerate(zip(texts, found, strict=True)):
        by_end = {each.spans[-1][1]: each for each in quotations}
        yield json.dumps(
            [
                (each.spans, each.text, each.speaker, _is_early(each, chapter, text, first), each.kind)
                for _, each in sorted(by_end.items())
            ]
        )


def _is_early(each: Quotation, chapter: int, text: str, first: Mapping[str, Appearance]) -> bool:
    """Returns whether the speaker's name appears nowhere in the story up to the end of this quote's
    paragraph."""
    here = chapter, end_of_paragraph(text, each.spans[-1][1])
    return first.get(each.speaker or "", _KNOWN) >= here


def _main(seconds: str, memory: str) -> None:
    limit_this_process(int(seconds), int(memory))
    characters, *texts = map(json.loads, sys.stdin.buffer)
    for line in lines_of(texts, characters):
        sys.stdout.write(line + "\n")


if __name__ == "__main__":
    _main(*sys.argv[1:])
