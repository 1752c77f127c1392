"""The details that no label names: a title and its author, a rating, a disclaimer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from bot.imports import labels, ratings
from bot.imports.formats.plain import detail_labels
from bot.imports.formats.plain.bylines import is_pen_name, signature
from bot.imports.formats.plain.details import (
    Detail,
    Found,
    begins_detail,
    details_of,
    is_address,
    rating_in,
    same_title,
    value,
)
from bot.imports.formats.plain.paragraphs import Paragraph, plain
from bot.imports.formats.plain.titles import is_title, may_be_title

_SET_OFF = re.compile(
    r"(\*\*|[*_“\"])([^*_”\"]{1,80})(?:\*\*|[*_”\"]),? by ([^\s*_.][^*_.]{0,60})"
)  # **Title** by Owl
_DISOWNED = re.compile(
    r"\b(?:do not|don['’]?t) own (?:(?:any of )?(?:the|these|any|its) "
    r"(?:characters?|rights|series|show|books?|fandom)|[A-Z])"
    r"|\bown nothing\b|\bbelongs? to (?:their|its) (?:respective|rightful)",
)
_POSTED = re.compile(r"Posted originally on the .{1,60} at (https?://\S{4,300}?)\.?")
_FRAME = " #*=~"
_LONGEST_TITLE = 60
_MAX_SAID = 40  # words


def unlabelled(
    parts: Sequence[Paragraph],
    i: int,
    details: Sequence[Detail],
    suggested: str,
    *,
    waiting: int,
    headed: bool,
) -> Found | None:
    """Returns the title, or the author, that a part is, and what of both is beside it; `waiting` parts before
    it may be notes, and a heading follows where the text is `headed`.
    """
    part = parts[i]
    line = plain(part.text).strip()
    above_label = i + 1 < len(parts) and begins_detail(parts[i + 1].text)
    if len(part.lines) == 2 and above_label and not value(details, "title"):
        return _with_pen_name(part)
    if len(part.lines) > 1 or len(line) > 200:
        return None
    titled = value(details, "title")
    again = bool(titled and i) and same_title(plain(parts[i - 1].text), titled)  # behind labels, in downloads
    last = "title" if again else details[-1].kind if details and not waiting else ""
    author = signature(line)
    if last == "title" and above_label and is_pen_name(line):
        author = line
    if author and (last == "title" or ":" in line):
        return Found((Detail("authors", Paragraph((author,))),))
    if titled:
        return Found(()) if i and same_title(line, titled) else None
    if i + 1 < len(parts):
        return _title(parts, i, suggested, alone=not waiting or bool(details))
    # The one line before a first heading is a title even if it is a single word.
    return _titled(line) if headed and not i and may_be_title(line.strip(_FRAME)) else None


def _with_pen_name(part: Paragraph) -> Found | None:
    """Returns the title and the author whom two lines above a label name, as pages of the Archive do."""
    title, author = (plain(line).strip() for line in part.lines)
    if not (may_be_title(title) and is_pen_name(author)):
        return None
    return Found((*_titled(title).details, Detail("authors", Paragraph((author,)))))


def said(part: Paragraph, *, within: bool) -> Found | None:
    """Returns the rating or the disclaimer that a part is; none for the Archive’s words."""
    line = plain(part.text).strip()
    if len(part.lines) > 1 or part.words > _MAX_SAID:
        return None
    if not within and labels.is_archives_frame(line):
        return Found(())
    if not within and (posted := _POSTED.fullmatch(line)):
        return Found((Detail("source", Paragraph((posted[1],))),))
    if not within and is_address(line):
        return Found((Detail("source", Paragraph((line,))),))
    if ratings.is_said(words := line if within else rating_in(line)):
        return Found(tuple(details_of("rating", Paragraph((words,)), part)))
    return Found((Detail("disclaimer", part),)) if not within and _DISOWNED.search(line) else None


def _title(parts: Sequence[Paragraph], i: int, suggested: str, *, alone: bool) -> Found | None:
    line = plain(parts[i].text).strip()
    if set_off := _SET_OFF.fullmatch(parts[i].text.strip()):
        return Found((*_titled(set_off[2]).details, Detail("authors", Paragraph((set_off[3],)))))
    title, by, author = line.rpartition(" by ")
    if by and (same_title(title, suggested) or (alone and title.endswith(",") and is_title(title[:-1]))):
        title = title.removesuffix(",")
        return Found((Detail("title", Paragraph((title,))), Detail("authors", Paragraph((author,)))))
    below = parts[i + 1].text
    by_label = (label := detail_labels.read(below)) is not None and label.kind == "authors"
    signed = len(line) <= 80 and line[-1] not in ".,;:" and (signature(below) or by_label)
    shaped = (is_title(line) and " " in line) or (i == 0 and _heads_labels(line, parts[1:]))
    if same_title(line, suggested) or (alone and (signed or shaped)):
        return _titled(line)
    return None


def _heads_labels(line: str, below: Sequence[Paragraph]) -> bool:
    """Returns whether a file's first line may be its title for standing above labels, none of which names
    another: in small letters, too."""
    labels_below = takewhile(begins_detail, (part.text for part in below))
    kinds = [label.kind for each in labels_below if (label := detail_labels.read(each))]
    return bool(kinds) and "title" not in kinds and len(line) <= _LONGEST_TITLE and line[-1].isalnum()


def _titled(line: str) -> Found:
    return Found((Detail("title", Paragraph((line.strip(_FRAME) or line,))),))
