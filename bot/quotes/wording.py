"""The words of a line worth quoting, as plain text.

This loads nothing of what finds such lines, since the bot shows them long after a process has found them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from bot.text.markup import strip

DASHES = "—–―-\\"
"""Characters that a spoken line may begin with instead of a quotation mark."""
_SHUTS = {
    '"': '"',
    "“": "”“",
    "”": "”“",
    "„": '“”"',
    "‟": "”",
    "«": "»",
    "»": "«»",
    "‘": "’",
    "'": "'’",
    "‚": "‘",
    "›": "‹",
    "‹": "›",
    "״": "״",
    "「": "」",
    "『": "』",
}
_CLOSING = '”"»“«」』״'
_UNENDED = re.compile(r"[^\W\d_],?\Z")
"""How a part ends that has no end of its own: with a word, and maybe a comma."""
_STOPS = {",": ".", "،": ".", "，": "。", "、": "。"}
"""What stands for a comma that only leads to a tag."""
_AFTER_A_STOP = " \n—–―-"
"""What may stand between the full stop of a tag and what is said next."""


def pictured(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """Returns the plain text of a line as its picture has it, where nobody sees what interrupts it or stands
    behind it: a part after which that ended the sentence ends in a full stop, and so does the last one."""
    parts = _parts(text, spans)
    for number, ((_, end), (start, _)) in enumerate(pairwise(spans)):
        between, part = strip(text[end:start]).rstrip(_AFTER_A_STOP), parts[number]
        if between.endswith(".") and _UNENDED.search(part) and not parts[number + 1][:1].islower():
            parts[number] = f"{part.removesuffix(',')}."
    if stop := _STOPS.get(parts[-1][-1:]):
        parts[-1] = parts[-1][:-1] + stop
    return " ".join(parts)


def words(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """Returns the plain text of a line: of its spans without the marks around them, joined by a space."""
    return " ".join(_parts(text, spans))


def _parts(text: str, spans: Sequence[tuple[int, int]]) -> list[str]:
    return [_unquoted(strip(text[start:end])) for start, end in spans]


def _unquoted(plain: str) -> str:
    """Returns the words of a span without the marks around them."""
    shuts = _SHUTS.get(plain[:1])
    plain = plain[1:] if shuts else plain.lstrip(DASHES)
    return (plain[:-1] if plain.endswith(tuple(shuts or _CLOSING)) else plain).strip()
