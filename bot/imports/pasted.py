"""Chapters copied from a page of the Archive of Our Own, with the words that it has around its notes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.imports.labels import is_archives_frame
from bot.imports.manuscript import ManuscriptChapter
from bot.text.markup import strip

_REACH = 40  # paragraphs at either end
_LABEL = re.compile(r"\W*(?P<label>summary|notes)\W*(?:\n(?P<rest>.+))?", re.IGNORECASE | re.DOTALL)


def unframed(chapter: ManuscriptChapter) -> ManuscriptChapter:
    """Returns a chapter without the Archive's words; summary and notes that they announce are its own."""
    paragraphs = chapter.text.split("\n\n")
    start = next(
        (at for at in range(min(len(paragraphs), _REACH), 0, -1) if _is_frame(paragraphs[at - 1])), 0
    )
    head = _announced(paragraphs[:start])
    if not start or head is None:
        return chapter
    first = next(
        (
            at
            for at in range(max(start + 1, len(paragraphs) - _REACH), len(paragraphs))
            if _is_notes(paragraphs[at])
        ),
        len(paragraphs),
    )
    tail = _announced(paragraphs[first:]) or {}
    text = "\n\n".join(paragraphs[start:first])
    known = chapter.notes
    notes = replace(
        known,
        summary=known.summary or head.get("summary", ""),
        before="\n\n".join(filter(None, (known.before, head.get("notes", "")))),
        after="\n\n".join(filter(None, (tail.get("notes", ""), known.after))),
    )
    return replace(chapter, text=text, notes=notes) if text else chapter


def _is_frame(paragraph: str) -> bool:
    return is_archives_frame(strip(paragraph))


def _is_notes(paragraph: str) -> bool:
    match = _LABEL.fullmatch(paragraph)
    return match is not None and match["label"].casefold() == "notes"


def _announced(paragraphs: Sequence[str]) -> dict[str, str] | None:
    """Returns what stands below each label; None where something stands before the first."""
    found: dict[str, list[str]] = {}
    below: list[str] | None = None
    for paragraph in paragraphs:
        if _is_frame(paragraph):
            continue
        if match := _LABEL.fullmatch(paragraph):
            below = found.setdefault(match["label"].casefold(), [])
            below.append(match["rest"] or "")
        elif below is None:
            return None
        else:
            below.append(paragraph)
    return {label: "\n\n".join(filter(None, texts)) for label, texts in found.items()}
