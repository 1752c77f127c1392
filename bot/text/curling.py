"""Typographer's quotation marks and apostrophes in place of a typewriter's straight ones."""

from __future__ import annotations

import regex

_OPENERS = "([{“‘«„‚—–-/"
_DASHES = "—–-"
_PRIMES = (
    (regex.compile(r"(?<=\d)'(?=[\s\N{NO-BREAK SPACE}]?\d{1,2}(?:[½¼¾]|\.\d{1,2})?\")"), "′"),  # 5'11"
    (regex.compile(r"(?<=\d′[\s\N{NO-BREAK SPACE}]?\d{1,2}(?:[½¼¾]|\.\d{1,2})?)\""), "″"),
)
_ELIDED = regex.compile(
    r"(?:tis|twas|twere|twill|twould|twon't|tisn't|twasn't|twixt|til|till|em|n|nother|nuff|cos|coz|cuz|sup"
    r"|\d\ds?)(?![\p{L}\d])",
    regex.IGNORECASE,
)
"""What an apostrophe begins, and no speech: 'tis, 'em, rock 'n' roll, the '90s."""
_PERHAPS_ELIDED = regex.compile(
    r"(?:im|er|is|ow|ave|ad|as|e|ere|ead|eart|ouse|orse|ome|undred|ello|bout|round|cause|fraid|gainst|neath"
    r"|tween|stead|scuse|course|specially|fore|lectric|baccy|pon|mongst|d|ll|ve|re|s|m|t)(?![\p{L}\d])",
    regex.IGNORECASE,
)
"""What is shortened unless a speech begins with it, which then ends somewhere behind it."""
_CLOSING_LATER = regex.compile(r"(?<=\S)'(?![\p{L}\d])")
_WITHIN_A_WORD = regex.compile(
    r"(?<=[\p{Latin}\p{Cyrillic}\p{Greek}]\p{M}*)'(?=[\p{Latin}\p{Cyrillic}\p{Greek}])"
)
"""An apostrophe in any language whose letters take one: l'homme, м'який. In Hebrew it is another sign."""


def curled(text: str, *, english: bool) -> str:
    """Returns a plain text with curled quotation marks and apostrophes in place of straight ones, and primes
    behind feet and inches.

    Other languages set their marks in other ways, which straight ones do not tell: with `english` false, only
    apostrophes within words are curled. A text has as many characters as before.
    """
    if not english:
        return _WITHIN_A_WORD.sub("’", text)
    return "\n\n".join(map(_paragraph, text.split("\n\n")))


def _paragraph(text: str) -> str:
    for prime, sign in _PRIMES:
        text = prime.sub(sign, text)
    shown: list[str] = []
    speech, inner = False, False
    for at, sign in enumerate(text):
        before, after = shown[-1] if shown else " ", text[at + 1 : at + 2] or " "
        if sign == '"':
            speech = _opens(before, after) and not (speech and before in _DASHES)
            feet = before.isdigit() and not speech and '"' not in text[:at]
            shown.append("“" if speech else "″" if feet else "”")
        elif sign == "'":
            opened = _begins_speech(text, at, before, after)
            inches = before.isdigit() and not inner and not after.isalnum()
            shown.append("‘" if opened else "′" if inches and after != "s" else "’")
            inner = opened or (inner and not _may_close(before, after))
        else:
            shown.append(sign)
    return "".join(shown)


def _opens(before: str, after: str) -> bool:
    """Returns whether a mark between these characters opens: it stands before a word and behind none."""
    return (before.isspace() or before in _OPENERS) and not after.isspace()


def _may_close(before: str, after: str) -> bool:
    return not before.isspace() and not after.isalnum()


def _begins_speech(text: str, at: int, before: str, after: str) -> bool:
    """Returns whether a single mark opens speech, rather than to stand for letters left out."""
    if not _opens(before, after) or (before == "-" and at > 1 and text[at - 2].isalnum()):
        return False
    if _ELIDED.match(text, at + 1):
        return False
    return _PERHAPS_ELIDED.match(text, at + 1) is None or _CLOSING_LATER.search(text, at + 1) is not None
