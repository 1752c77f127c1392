"""Reads lists of content warnings, as authors write them."""

from __future__ import annotations

import re

_NO_WARNING = re.compile(r"(?:(?:none|n/?a|no(?: \w+)? warnings?)(?: apply| needed)?)?\W*", re.IGNORECASE)
_BETWEEN = re.compile(r"\s*[,;、，；،؛\n•|]\s*|\s+//?\s+")
_LAST = re.compile(r"\s+(?:and|und|et|y|e|и|&)\s+")
_EDGES = ' \t.*_~=-–—!❗‼⚠\ufe0f[]{}<>"“”\\'
_MOST_WORDS = 8  # in one warning of a list; with more it is a sentence, whose commas divide nothing
_MOST_WORDS_INTRODUCED = 5
_MOST_WORDS_STOPPED = 3  # in one of several warnings before a full stop
_CONTAINS = re.compile(
    r"\W*(?:(?:(?:this|the|my) (?:\w+ )?(?:chapter|story|fic(?:tion)?|book|novel|work|part|one-?shot)|it) "
    r"(?:\w+ ){0,2}?"
    r"(?:contains?|includes?|features?|mentions)|contains?|includes?)"
    r"(?: the following)?(?: (?:content|themes|topics))?:?(?=\s)"
    r"|[^:：,;.]{0,40}\b(?:contien[et]n?|contém|contêm|enthält|contiene|содерж\w+|zawiera|bevat|içerir)\s?:?(?=\s)"
    r"|[^:：，、。]{0,12}(?:包含|含有|含む|含みます)[:：]?",
    re.IGNORECASE,
)
"""What introduces the warnings in a sentence: *This chapter contains blood and drowning.*"""
_OF_A_TEXT = re.compile(
    r"\b(?:chapter|story|fic|contain(?:s|ing)?|contien\w+|contém|enthält|содерж\w+|zawiera|bevat|mentions?|references?|explicit|graphic|readers?|depict\w*|themes?"
    r"|trigger\w*|sensitive|abuse|suicid\w*|self[- ]harm|assault|smut|gore|spoilers?)\b",
    re.IGNORECASE,
)


def listed(text: str) -> tuple[str, ...]:
    """Returns the content warnings in a plain text, each once and only those that warn.

    `a, b and c` is three; a sentence is one.
    """
    bare = text.strip(_EDGES + "\n")
    bare = bare[introduced.end() :] if (introduced := _CONTAINS.match(bare)) else bare
    parts = [part for part in _BETWEEN.split(bare) if part]
    if len(parts) > 1 or (introduced and len(bare.split()) <= _MOST_WORDS_INTRODUCED):
        parts[-1:] = _LAST.split(parts[-1].removeprefix("and "))
    if any(len(part.split()) > _MOST_WORDS for part in parts):
        parts = [" ".join(text.split())]  # as it was written
    return tuple(dict.fromkeys(part for each in parts if (part := _bare(each)) and warns(part)))


def warns(warning: str) -> bool:
    """Returns whether a content warning warns of anything: `None`, `N/A` and `No Archive Warnings Apply`
    do not.
    """
    return not _NO_WARNING.fullmatch(warning)


def may_be_meant(text: str, *, alarmed: bool = False) -> bool:
    """Returns whether the words behind a mere `Warning:` warn readers: a list, or what speaks of a text. Any
    other sentence is the story's (`Warning: trespassers will be shot.`), and so is a single thing behind an
    alarm (`Achtung: Hochspannung`).
    """
    parts = _BETWEEN.split(text.strip().rstrip("."))
    stopped = text[-1:] == "."
    most = _MOST_WORDS_STOPPED if stopped else _MOST_WORDS
    listed = text[-1:] not in ("!", "?") and all(len(part.split()) <= most for part in parts)
    several = len(parts) > 1 or not (stopped or alarmed)
    return (listed and several) or _OF_A_TEXT.search(text) is not None


def _bare(part: str) -> str:
    part = part.strip(_EDGES)
    if part.count(")") > part.count("("):
        part = part.removesuffix(")")
    return part.removeprefix("(") if part.count("(") > part.count(")") else part
