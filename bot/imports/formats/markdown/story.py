"""A story written in Markdown."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.errors import UnreadableFileError
from bot.imports import encodings, licences, notes, ratings
from bot.imports.formats.html import from_blocks
from bot.imports.formats.markdown import asides, front_matter
from bot.imports.formats.markdown.obsidian import callouts_as_quotes, without_comments
from bot.imports.formats.markdown.rendering import TooDeepError, render
from bot.imports.formats.plain import detail_labels, details, headings
from bot.imports.formats.plain.bylines import signature
from bot.imports.formats.plain.details import Detail
from bot.imports.formats.plain.languages import language_tag
from bot.imports.formats.plain.paragraphs import Paragraph, plain
from bot.imports.formats.plain.statuses import completion_of
from bot.imports.formats.plain.story import title_from
from bot.imports.formats.xhtml.blocks import Block, joined, markdown
from bot.imports.formats.xhtml.tree import UnreadableTreeError
from bot.imports.manuscript import TITLE_FROM_NAME, Manuscript, ManuscriptChapter, with_end_notes
from bot.stories.chapter_notes import ChapterNotes, NoteWithin
from bot.stories.details import Details

_LARGEST = 8 * 1024 * 1024
_BEFORE = re.compile(
    r"(?:(?:author'?s'?|chapter) )?notes?[ -](?:before|at the (?:start|beginning|top))"
    r"|(?:beginning|opening|start|pre)[ -]?notes?|foreword|preface"
)
_AFTER = re.compile(
    r"(?:(?:author'?s'?|chapter) )?notes?[ -](?:after(?:wards?)?|at the (?:end|bottom))"
    r"|(?:chapter )?(?:end|closing|after|post)[ -]?notes?|afterword"
)
_REACH = 60  # lines in which details may stand


def parse(data: bytes, name: str) -> Manuscript:
    """Returns the manuscript in a Markdown file, its details from the front matter
    and from labels before the text.

    A file whose front matter has the key `chapter` is one chapter of that title, and all of its text but
    for the notes in `<aside>`s; its summary, notes and content warnings are the chapter's.

    Raises UnreadableFileError for what is no text, holds none, or is too large or too deeply nested.
    """
    if len(data) > _LARGEST:
        raise UnreadableFileError(f"“{name}” is larger than a story in Markdown can be.")
    text, warnings = encodings.decode(data, name)
    values, text = front_matter.read(text)
    chapter = values.pop("chapter", None)
    try:
        known, after = _details_of(values), _written(_notes_after(values))
        if chapter is not None:
            parts = [joined(render(part)) for part in asides.divided(text)]
            return _one_chapter(", ".join(chapter), parts, known, after, name, warnings)
        text, warnings = without_comments(text, warnings)
        blocks = render(_with_details_apart(callouts_as_quotes(text)))
    except (TooDeepError, UnreadableTreeError) as error:
        raise UnreadableFileError(
            f"“{name}” is nested too deeply, or is too large, to be a story."
        ) from error
    story = from_blocks.story(
        blocks, replace(known, title=known.title or _title(blocks)), name, warnings=warnings
    )
    return with_end_notes(notes.set_apart(story), after)


def _with_details_apart(text: str) -> str:
    """Returns the text with its first labelled lines on lines of their own, which Markdown would join."""
    lines = text.split("\n", _REACH)
    for at, after in enumerate(lines[1:_REACH]):
        if details.is_labelled(after) and lines[at].strip() and not lines[at].startswith("#"):
            lines[at] = lines[at].rstrip() + "\\"
    return "\n".join(lines)


def _one_chapter(
    title: str, parts: Sequence[str], known: Details, after: str, name: str, warnings: tuple[str, ...]
) -> Manuscript:
    text, within = _with_notes_apart(parts)
    if not text:
        raise UnreadableFileError(f"“{name}” holds no text to read.")
    if not known.title:
        known, warnings = replace(known, title=title_from(name)), (*warnings, TITLE_FROM_NAME)
    # Its warnings are the story's as well: made a story, it is not to be found without them.
    notes = ChapterNotes(known.summary, known.notes, after, known.content_warnings, within)
    known = replace(known, summary="", notes="")
    return Manuscript(known, (ManuscriptChapter(title, text, notes=notes),), warnings=warnings)


def _with_notes_apart(parts: Sequence[str]) -> tuple[str, tuple[NoteWithin, ...]]:
    """Returns a chapter's text without the notes in its middle, and these; `parts` are text and notes in
    turns."""
    text, within = parts[0], []
    for note, behind in zip(parts[1::2], parts[2::2], strict=True):
        within.append(NoteWithin(len(text) + 2 if text else 0, note))
        text = "\n\n".join(filter(None, (text, behind)))
    return text, tuple(each._replace(offset=min(each.offset, len(text))) for each in within if each.text)


def _title(blocks: list[Block]) -> str:
    """Returns the heading of the first size that is the story's title, or the only one of any size, if it
    comes first; empty where none is.

    It is the only one that is no chapter's and no part's, if it is the only one or comes first; or one that
    comes first and has nothing below it but details.
    """
    headed = [i for i, block in enumerate(blocks) if block.level]
    only = len(headed) == 1 and not any(block.text for block in blocks[: headed[0]])
    places = headed if only else [i for i in headed if blocks[i].level == 1]
    lines = [" ".join(blocks[i].plain.split()) for i in places]
    others = [line for line in lines if not headings.parse(line)]
    if len(others) == 1 and (others == lines or others[0] == lines[0]):
        return others[0]
    bare = len(lines) > 1 and all(_is_detail(block) for block in blocks[places[0] + 1 : places[1]])
    return (
        lines[0]
        if bare and lines[0] in others and not any(block.text for block in blocks[: places[0]])
        else ""
    )


def _is_detail(block: Block) -> bool:
    return not block.level and all(
        details.is_labelled(line) or signature(line) for line in block.plain.split("\n") if line
    )


def _details_of(values: dict[str, list[str]]) -> Details:
    """Returns the details of a front matter; labels mean the same as in plain text."""
    by_kind: dict[str, list[str]] = {}
    for key, given in values.items():
        if _AFTER.fullmatch(key):
            continue
        kind = "notes" if _BEFORE.fullmatch(key) else detail_labels.kind_of(key)
        if kind == "completion" and completion_of(" ".join(given)) is None:
            kind = "others"
        lines = [f"{key.capitalize()}: {', '.join(given)}"] if kind == "others" and given else given
        by_kind.setdefault("notes" if kind == "others" else kind, []).extend(lines)
    first = {kind: given[0] for kind, given in by_kind.items() if given}
    rating, unclear_rating = ratings.stated(", ".join(by_kind.get("rating", ())))
    return Details(
        title=plain(first.get("title", "")),
        authors=_names("authors", values),
        language=language_tag(first.get("language", "")),
        summary=_written(by_kind.get("summary", [])),
        notes=_written(by_kind.get("notes", [])),
        disclaimer=_written(by_kind.get("disclaimer", [])),
        rating=rating,
        unclear_rating=unclear_rating,
        completion=completion_of(first.get("completion", "")),
        content_warnings=_names("content_warnings", values),
        fandoms=_names("fandoms", values),
        characters=_names("characters", values),
        relationships=_names("relationships", values),
        tags=_names("tags", values),
        series=tuple(by_kind.get("series", ())),
        source=first.get("source", ""),
        licence=licences.short_name(first.get("licence", "")),
        quotable=details.quotable([Detail("quotable", Paragraph((first.get("quotable", ""),)))]),
    )


def _notes_after(values: dict[str, list[str]]) -> list[str]:
    return [text for key, given in values.items() if _AFTER.fullmatch(key) for text in given]


def _names(kind: str, values: dict[str, list[str]]) -> tuple[str, ...]:
    """Returns the names in the lists of a kind; those given on one line are divided as in plain text."""
    names: list[str] = []
    for key, given in values.items():
        if detail_labels.kind_of(key) == kind:
            on_one_line = len(given) == 1 and not isinstance(given, front_matter.Items)
            names += details.names([Detail(kind, Paragraph((given[0],)))], kind) if on_one_line else given
    return tuple(dict.fromkeys(names))


def _written(texts: list[str]) -> str:
    return "\n\n".join(filter(None, (markdown(render(text)) for text in texts)))
