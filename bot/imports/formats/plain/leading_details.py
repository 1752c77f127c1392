"""The details that a text, or the head of a chapter, begins with, and where its story begins."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.imports import content_warnings, labels
from bot.imports.formats.plain import detail_labels
from bot.imports.formats.plain.bylines import signature
from bot.imports.formats.plain.detail_labels import ALONE, LabelledLine
from bot.imports.formats.plain.details import (
    AUTHORS_OWN,
    UNKNOWN_LABEL,
    Detail,
    Found,
    begins_detail,
    details_of,
)
from bot.imports.formats.plain.paragraphs import Paragraph, plain
from bot.imports.formats.plain.unlabelled_details import said, unlabelled

_ITEM = re.compile(r"\s*[-*•–]\s+")
# What the Archive of Our Own has in lines of their own below a label.
_ENTRIES = frozenset(
    ("rating", "content_warnings", "fandoms", "relationships", "characters", "tags", "language", "others")
)
_LONGEST_ENTRY = 120
_LONG = ("summary", "disclaimer", "notes", "content_warnings", "others")
_CLOSING = str.maketrans("([{<【［", ")]}>】］")
_REACH = 40
_MAX_WAITING = 3
_MAX_NOTE = 150


def read(
    paragraphs: Sequence[Paragraph],
    *,
    titled: str | None,
    after: int,
    known: Sequence[Detail] = (),
    within: bool = False,
) -> tuple[list[Detail], list[Paragraph]]:
    """Returns the details that paragraphs begin with, and the paragraphs that are left: the story.

    What stands unlabelled before a label or a title is a note of the author's, if it is short beside the
    story. `titled` is the title that the file's name suggests, or None where an unlabelled title is not to be
    looked for; `after` counts the words of the story that follow these paragraphs; `known` are details found
    before them, which are returned, too. The head of a chapter is `within` the story.
    """
    parts = [part for paragraph in paragraphs[:_REACH] for part in _parts(paragraph)]
    parts += paragraphs[_REACH:]
    words = _words(parts) + after
    details = list(known)
    taken = i = 0
    while i < min(len(parts), _REACH) and _may_be_note(parts[taken:i]):
        found = _labelled(parts, i, among=not within or len(details) > len(known))
        if found is None:
            found = said(parts[i], within=within)
        if found is None and titled is not None:
            found = unlabelled(parts, i, details, titled, waiting=i - taken, headed=after > 0)
        waiting = parts[taken:i]
        if found is None or (waiting and not found.heads_a_file):
            i += 1
            continue
        i += found.length
        if words - _words(parts[:i]) < 4 * _words(waiting):
            break
        details += [*(Detail("notes", part) for part in waiting), *found.details]
        taken = i
    return details, parts[taken:]


def _words(paragraphs: Sequence[Paragraph]) -> int:
    return sum(paragraph.words for paragraph in paragraphs)


def _may_be_note(waiting: Sequence[Paragraph]) -> bool:
    """Returns whether paragraphs can still turn out to be notes; speech cannot."""
    return len(waiting) <= _MAX_WAITING and all(
        part.words <= _MAX_NOTE and part.text[0] not in "\"“'‘«—" for part in waiting
    )


def _parts(paragraph: Paragraph) -> Iterator[Paragraph]:
    """Yields the parts of a paragraph cut where its lines are labelled;
    a long detail keeps the lines that continue it.
    """
    signed = len(paragraph.lines) in (2, 3) and signature(paragraph.lines[1])
    if not signed and not any(map(begins_detail, paragraph.lines)):
        yield paragraph
        return
    part: list[str] = []
    second = paragraph.lines[1] if signed else None
    for line in paragraph.lines:
        label = (detail_labels.read(part[0]) or detail_labels.alone(part[0])) if part else None
        goes_on = label and (label.kind in _LONG or (label.kind in _ENTRIES and not label.value))
        other = label and label.kind == "content_warnings" and UNKNOWN_LABEL.match(line)
        if not goes_on or other or begins_detail(line) or line is second:
            if part:
                yield _joined(part)
            part = []
        part.append(line)
    yield _joined(part)


def _joined(lines: Sequence[str]) -> Paragraph:
    """Returns a detail's lines as one; those of a list are divided by semicolons."""
    entered = detail_labels.read(lines[0])
    listed = len(lines) > 1 and (
        all(map(_ITEM.match, lines[1:]))
        or (entered is not None and entered.kind in _ENTRIES and not entered.value)
    )
    between = "; " if listed else " "
    label, *rest = lines
    if rest and not detail_labels.read(label) and (alone := detail_labels.alone(label)):
        label = f"{alone.label}:"
    items = [_ITEM.sub("", line, 1) for line in rest] if listed else rest
    return Paragraph((f"{label} {between.join(items)}" if items else label,))


def _labelled(parts: Sequence[Paragraph], i: int, *, among: bool) -> Found | None:
    """Returns the detail with whose label a part begins; `among` others, or before the story, its label may
    be a word that a story has, too.
    """
    label = _label_of(parts[i].text, among=among)
    if label is None:
        return _below_bare_label(parts[i])
    kind, content = label
    if content:
        return Found(tuple(details_of(kind, Paragraph((content,)), Paragraph((parts[i].text,)))))
    if kind in _ENTRIES and (entries := _entries_below(parts, i)):
        content = "; ".join(plain(each.text) for each in entries)
        found = details_of(kind, Paragraph((content,)), Paragraph((f"{parts[i].text} {content}",)))
        return Found(tuple(found), length=1 + len(entries))
    below = parts[i + 1] if i + 1 < len(parts) and kind in ALONE else None
    if below is None or not _may_stand_below(kind, below.text):
        return Found(()) if detail_labels.read(parts[i].text) else None
    return Found((Detail(kind, below),), length=2)


def _below_bare_label(part: Paragraph) -> Found | None:
    """Returns the detail in a part whose first line is nothing but a label, without a sign, as in lists of
    terms on web pages."""
    if len(part.lines) < 2 or any(len(line) > _LONGEST_ENTRY for line in part.lines):
        return None
    kind = detail_labels.kind_of(plain(part.lines[0]).strip())
    if kind not in AUTHORS_OWN:  # a play has its characters so
        return None
    content = "; ".join(line.strip() for line in part.lines[1:])
    return Found(tuple(details_of(kind, Paragraph((content,)), part)))


def _entries_below(parts: Sequence[Paragraph], i: int) -> Sequence[Paragraph]:
    """Returns the short lines between a label with nothing behind it and the next label."""
    for end in range(i + 1, min(len(parts), i + _REACH)):
        if begins_detail(parts[end].text):
            return parts[i + 1 : end]
        if len(parts[end].text) > _LONGEST_ENTRY or len(parts[end].lines) > 1:
            break
    return ()


def _label_of(line: str, *, among: bool) -> tuple[str, str] | None:
    """Returns the kind of detail whose label a line begins with, and what stands behind that."""
    if label := detail_labels.read(line):
        kind = label.kind
        content = label.value.strip().removesuffix(label.before.strip()[::-1].translate(_CLOSING)).strip()
        meant = not labels.is_mere_warning(label.label) or content_warnings.may_be_meant(
            content, alarmed=labels.is_alarm(label.label)
        )
        own = among or kind in AUTHORS_OWN or _is_note(label, content)
        return (kind, content) if own and meant else None
    if (label := detail_labels.alone(line)) and (among or not label.is_mere):
        return label.kind, ""
    return None


def _may_stand_below(kind: str, line: str) -> bool:
    """Returns whether words below a label can be what it announces: a title, too, has its author there."""
    if kind == "content_warnings" and not content_warnings.may_be_meant(line):
        return False
    return not begins_detail(line) and not signature(line)


def _is_note(label: LabelledLine, content: str) -> bool:
    return label.kind == "notes" and (not label.is_mere or labels.tells_readers(content))
