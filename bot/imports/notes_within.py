"""Takes the notes in the middle of a chapter out of its text, and keeps their places."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice, takewhile

from bot.imports.labelled_notes import END_OF_NOTE, LABEL, SPEECH, Note, bracketed, made
from bot.stories.chapter_notes import NoteWithin
from bot.text.marks import Marks
from bot.text.markup import is_scene_break
from bot.text.word_counts import words_in

_BETWEEN = "\n\n"
_MOST_WORDS = 200
_LONGEST_ENDED = 6  # paragraphs up to the line that ends a note
_NEAR, _ROOM = 900, 2_000
"""Of so many characters of text so many of notes are taken out: a panel has no room for more."""
_LONGEST_LABEL = 40  # characters
_MAY_BEGIN = re.compile(rf"[^:：/\\|–—-]{{0,{_LONGEST_LABEL}}}(?:[:：/\\|]|[–—-] )")
_OTHERS = re.compile(r"translator|editor|writer|beta['’s ]|\b(?:chapter|end)", re.IGNORECASE)
"""Labels that somebody in a story may write as well, or that stand at the end of chapters only."""
_BRACKET = re.compile(r"(?<=\s)(?:[*_~]{1,3})?\\?[(\[{]|[（［【]")
_LONGEST_END = 1_600  # characters
_MOST_BRACKETS = 12
_CLOSED = ")]}）］】_*"


def taken_out(paragraphs: Sequence[str]) -> tuple[str, tuple[NoteWithin, ...]]:
    """Returns a chapter's text without the notes in its middle, and these.

    Taken are only notes whose label nobody in a story would use: whole paragraphs, or in brackets, which may
    be the end of a paragraph. Any other is the author's text.
    """
    likely = _likely(paragraphs)
    if not likely:
        return _BETWEEN.join(paragraphs), ()
    kept: list[str] = []
    notes: list[NoteWithin] = []
    offset, at = 0, 0
    while at < len(paragraphs):
        before, note = _divided(paragraphs, at) if at in likely else (paragraphs[at], None)
        if note and note.text and not _fits(note.text, offset, notes):
            before, note = paragraphs[at], None
        if before:
            kept.append(before)
            offset += len(before) + len(_BETWEEN)
        if note and note.text:
            notes.append(NoteWithin(offset, note.text))
        at += note.length if note else 1
    text = _BETWEEN.join(kept)
    return text, tuple(each._replace(offset=min(each.offset, len(text))) for each in notes)


def _fits(note: str, offset: int, notes: Sequence[NoteWithin]) -> bool:
    near = takewhile(lambda each: each.offset > offset - _NEAR, reversed(notes))
    return sum(len(each.text) for each in near) + len(note) <= _ROOM


def _divided(paragraphs: Sequence[str], at: int) -> tuple[str, Note | None]:
    """Returns a paragraph without the note that it is or ends with, and that note."""
    paragraph = paragraphs[at]
    if label := LABEL.match(paragraph):
        note = _whole(paragraphs, at, label) if _is_sure(label) else None
        return ("", note) if note else (paragraph, None)
    return _without_end(paragraph)


def _likely(paragraphs: Sequence[str]) -> set[int]:
    """Returns the indexes of the paragraphs that may begin with a label or end with a note in brackets, as
    few of a story may: told much sooner than whether they do."""
    may_begin = _MAY_BEGIN.match
    return {
        at
        for at, each in enumerate(paragraphs)
        if may_begin(each) or each[-1] in _CLOSED or (len(each) <= _LONGEST_LABEL and each[-1].isalpha())
    }


def _is_sure(label: re.Match[str]) -> bool:
    return not (label["summary"] or label["kept"] or _OTHERS.search(label[0]))


def _whole(paragraphs: Sequence[str], at: int, label: re.Match[str]) -> Note | None:
    """Returns the note that begins with a paragraph: up to its bracket or the line that ends it, else the
    paragraph alone."""
    taken: Sequence[str] | None = bracketed(paragraphs, at, label)
    if taken is None and not _opens_bracket(label):
        taken = _up_to_end(paragraphs, at, label)
    note = made(label, taken) if taken else None
    return note if note and words_in(note.text) <= _MOST_WORDS else None


def _opens_bracket(label: re.Match[str]) -> bool:
    return not label["shut"] and any(sign in "([{（［【" for sign in label["open"])


def _up_to_end(paragraphs: Sequence[str], at: int, label: re.Match[str]) -> Sequence[str]:
    """Returns the paragraphs of a note up to the line that ends it, else its first one; none where a label
    stands alone, without a colon or such a line."""
    for last in range(at + 1, min(len(paragraphs), at + _LONGEST_ENDED)):
        if END_OF_NOTE.fullmatch(paragraphs[last]):
            return paragraphs[at : last + 1]
        if is_scene_break(paragraphs[last]) or SPEECH.match(paragraphs[last]):
            break
    if label.end() < len(paragraphs[at]):
        return paragraphs[at : at + 1]
    follows = label[0].rstrip("*_~ ").endswith((":", "："))
    below = paragraphs[at + 1 : at + 2]
    return [paragraphs[at], *below] if follows and below and not SPEECH.match(below[0]) else []


def _without_end(paragraph: str) -> tuple[str, Note | None]:
    """Returns a paragraph without the note in brackets that it ends with, and that note."""
    marks: Marks | None = None
    for bracket in islice(
        _BRACKET.finditer(paragraph, max(0, len(paragraph) - _LONGEST_END)), _MOST_BRACKETS
    ):
        rest = paragraph[bracket.start() :]
        label = LABEL.match(rest)
        if label and _is_sure(label) and (taken := bracketed([rest], 0, label)):
            marks = marks or Marks(paragraph, 0, len(paragraph))
            if marks.around(bracket.start()) == ("", ""):
                return paragraph[: bracket.start()].rstrip(), made(label, taken)
    return paragraph, None
