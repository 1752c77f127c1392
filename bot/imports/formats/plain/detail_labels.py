"""The labels before details, in English and in other languages: `Author: Owl`, `Autora: Ana`, 作者：林海."""

from __future__ import annotations

import re
from typing import NamedTuple

from bot.imports import labels
from bot.imports.formats.plain.heading_words import CONTENTS
from bot.imports.formats.plain.paragraphs import plain
from bot.text.languages import LANGUAGES, folded
from bot.text.late_pattern import LatePattern

_ENGLISH = {
    "title": "(?:story )?title|story(?: name)?",
    "authors": "authors?|written by|pen ?name",
    "summary": "summary|description|blurb",
    "disclaimer": labels.DISCLAIMERS,
    "rating": labels.RATINGS,
    "content_warnings": f"{labels.STORY_WARNINGS}|{labels.WARNED}",
    "fandoms": "fandoms?",
    "relationships": "pairings?|ships?|relationships?",
    "characters": "characters?",
    "tags": "(?:additional )?tags?|genres?|categor(?:y|ies)",
    "notes": f"{labels.NOTES}|an|notes?",
    "language": "language",
    "licence": "licen[cs]e|rights",
    "source": "source|url|link",
    "completion": "(?:story )?status|completion",
    "quotable": "quotable",
    "series": "series",
    "others": "spoilers?|beta(?: reader)?s?|words|word count|wc|master ?list|tag ?list|published|updated"
    "|completed|archive|feedback|timeline|prompt|dedication|stats|collections?|packaged|publisher"
    "|story url|author url|chapters",
}
_BEFORE = r"(?:[^\w\"“”'‘’«»„‚‹›「」『』—–.,;:!?…|]|[_❗‼]){0,6}"
"""Ornaments, brackets and marks before a label, and no sign with which somebody speaks."""
_BEHIND = r"(?:\s?[\u2600-\u27bf\U0001f300-\U0001faff]\ufe0f?){0,3}"
"""The same ornaments behind it: `💔 Warnings 💔:`."""
_LABEL = LatePattern(
    rf"(?P<before>{_BEFORE})"
    + f"(?P<label>{'|'.join(f'(?P<{name}>{words})' for name, words in _ENGLISH.items())})"
    + rf"(?:\(s\))?{_BEHIND}[*_]{{0,3}}"
    + r"(?:\s*(?:[:：]|//)[*_]{0,3}|\s+[-–—|]+\s|(?<=a/n)\s"
    + rf"|{labels.CONTAINS})\s*(?P<value>.*)",
    re.IGNORECASE,
)
_LABEL_ALONE = LatePattern(
    rf"(?P<notes>{labels.NOTES}|notes)|(?P<disclaimer>{labels.DISCLAIMERS})|(?P<summary>summary)"
    rf"|(?P<content_warnings>{labels.STORY_WARNINGS})",
    re.IGNORECASE,
)
_MAY_BE_LABEL = re.compile(
    r".{0,99}?(?:[:：/|】］]|\s[-–—]|warn|aware|advise|caution|eads up)"
)  # unlike most lines
_MERE = re.compile("notes?|an|warnings?", re.IGNORECASE)
_AROUND = "*_~=#()[]-: !\u26a0\ufe0f\u2757\u203c【】［］："
ALONE = frozenset(("notes", "disclaimer", "summary", "content_warnings"))
"""The kinds of details that may stand below a label of their own."""
_KINDS = (
    "title", "authors", "summary", "fandoms", "relationships", "characters", "tags", "rating",
    "content_warnings", "notes", "disclaimer", "language", "completion", "licence", "source", "others",
)  # fmt: skip
_ALSO = {"notes": "chapter_notes", "content_warnings": "chapter_warnings"}
_OTHERS = {
    word: kind
    for language in LANGUAGES
    for kind in reversed(_KINDS)
    for word in (*language.words(kind), *language.words(_ALSO.get(kind, "")))
}
_REACH = 60
_OTHER = re.compile(
    rf"(?P<before>{_BEFORE})"
    r"(?P<label>[^\W\d_][^:：】］|\n]{0,40}?(?:[:*_]in(?:nen)?(?=\s?[*_]{0,3}\s?[:：]))?)"
    r"[*_]{0,3}\s{0,2}(?:[】］]\s?[:：]?|[:：|]|(?<=\s)[-–—](?=\s))[*_]{0,3}\s*(?P<value>.*)"
)
_ASIDE = re.compile(r"\s*[(（][^()（）]{0,20}[)）]\Z")
_SPACED_SIGNS = re.compile(r"\s+(?=[\u3040-\u9fff])")


class LabelledLine(NamedTuple):
    """A line that begins with a label: the kind of detail, what stands before the label and behind it.
    A mere label (`Note`) is one that a story may have as well.
    """

    kind: str
    label: str
    before: str = ""
    value: str = ""
    is_mere: bool = False


def read(line: str) -> LabelledLine | None:
    """Returns the label that a line begins with, and what stands behind it; None where there is none."""
    if not _MAY_BE_LABEL.match(line):
        return None
    if match := _LABEL.match(line):
        kind, label = next(kind for kind in _ENGLISH if match[kind]), match["label"]
        mere = label != "AN" and _MERE.fullmatch(label) is not None
        return LabelledLine(kind, label, match["before"], match["value"], mere)
    if not (match := _OTHER.match(line)):
        return None
    kind = _other_kind(match["label"])
    return LabelledLine(kind, match["label"], match["before"], match["value"], is_mere=True) if kind else None


def alone(line: str) -> LabelledLine | None:
    """Returns the label that a line is, with no sign behind it; None where it is none."""
    if len(line) > 2 * _REACH:
        return None
    bare = plain(line).strip(_AROUND)
    if match := _LABEL_ALONE.fullmatch(bare):
        return LabelledLine(match.lastgroup or "", bare, is_mere=_MERE.fullmatch(bare) is not None)
    kind = _other_kind(bare) if folded(bare) not in CONTENTS else ""
    return LabelledLine(kind, bare, is_mere=True) if kind in ALONE else None


def kind_of(label: str) -> str:
    """Returns the kind of detail that a label introduces (`Ships` is `relationships`);
    empty where it is no label.
    """
    english = (kind for kind, words in _ENGLISH.items() if re.fullmatch(words, label, re.IGNORECASE))
    return next(english, "") or _other_kind(label)


def _other_kind(label: str) -> str:
    """Returns the kind of detail that a label of another language introduces; empty where it is none.
    White space between the signs of a Chinese label, and what is in brackets behind it, make no difference.
    """
    words = _SPACED_SIGNS.sub("", " ".join(folded(label).split()))
    return _OTHERS.get(words) or _OTHERS.get(_ASIDE.sub("", words), "")
