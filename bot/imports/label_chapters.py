"""Notes and warnings that stand as chapters of their own, under headings such as `Author’s Note`."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.imports import content_warnings
from bot.imports.labels import NOTES, WARNINGS
from bot.imports.manuscript import Manuscript, ManuscriptChapter
from bot.stories.models import ChapterKind
from bot.text.languages import LANGUAGES
from bot.text.late_pattern import LatePattern
from bot.text.markup import strip
from bot.text.word_counts import words_in

_LONGEST_TITLE = 60
_MOST_WORDS = 400  # a longer note is a chapter of front or back matter
_MAY_BE = re.compile(
    r"note|n/a|a/n|warn|trigger|conten|a[dv]v?ert|avis|waarsch|peringat|\b[tc]w\b|[^\x00-\x7f‘’“”…–—æ]",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+")
_FIRST_WORDS = frozenset(
    found[0]
    for language in LANGUAGES
    for what in ("chapter_notes", "chapter_warnings")
    for label in language.words(what)
    if (found := _WORD.search(label))
)
"""What labels in the languages' tables begin with."""
_NOTE = LatePattern(rf"\W*(?!(?:chapter|end|translator|editor|writer|beta))(?:{NOTES})\W*", re.IGNORECASE)
_WARNING = LatePattern(rf"\W*(?:{WARNINGS}|warnings)(?:\(s\))?\W*", re.IGNORECASE)


def set_apart(manuscript: Manuscript) -> Manuscript:
    """Returns the manuscript with the notes and warnings that stand as chapters where they belong.

    Before the story they are the story's; behind it, and between two chapters, a note is the chapter's before
    it. Long notes stay by themselves, as front or back matter.
    """
    labels = [_label(chapter) for chapter in manuscript.chapters]
    body = [
        i for i, each in enumerate(manuscript.chapters) if each.kind is ChapterKind.BODY and not labels[i]
    ]
    if not body or not any(labels):
        return manuscript
    details, kept = manuscript.details, list[ManuscriptChapter]()
    for i, (chapter, label) in enumerate(zip(manuscript.chapters, labels, strict=True)):
        if label == "warnings" and i < body[0]:
            listed = content_warnings.listed(strip(chapter.text))
            details = replace(details, content_warnings=(*details.content_warnings, *listed))
            details = replace(
                details, notes=_joined(details.notes, chapter.notes.before, chapter.notes.after)
            )
        elif label != "notes":
            kept.append(chapter)
        elif words_in(strip(chapter.text)) > _MOST_WORDS:
            outside = ChapterKind.FRONT if i < body[0] else ChapterKind.BACK
            kept.append(chapter if body[0] < i < body[-1] else replace(chapter, kind=outside))
        elif i < body[0]:
            details = replace(details, notes=_joined(details.notes, _whole(chapter)))
        else:
            before = kept[-1].notes
            kept[-1] = replace(kept[-1], notes=replace(before, after=_joined(before.after, _whole(chapter))))
    return replace(manuscript, details=details, chapters=tuple(kept))


def _label(chapter: ManuscriptChapter) -> str:
    title = chapter.title
    if chapter.kind is ChapterKind.BACK or len(title) > _LONGEST_TITLE or not _may_be_label(title):
        return ""
    if _WARNING.fullmatch(title):
        text = strip(chapter.text)
        warns = words_in(text) <= _MOST_WORDS and all(map(content_warnings.may_be_meant, text.split("\n\n")))
        return "warnings" if warns else ""
    return "notes" if chapter.kind is ChapterKind.BODY and _NOTE.fullmatch(title) else ""


def _may_be_label(title: str) -> bool:
    """Returns whether a title is worth trying all the labels on it."""
    first = _WORD.search(title)
    return _MAY_BE.search(title) is not None or (first is not None and first[0].lower() in _FIRST_WORDS)


def _whole(chapter: ManuscriptChapter) -> str:
    return _joined(chapter.notes.before, chapter.text, chapter.notes.after)


def _joined(*texts: str) -> str:
    return "\n\n".join(filter(None, texts))
