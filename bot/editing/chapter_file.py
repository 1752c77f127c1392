"""Conversion of a chapter's stored text to ordinary Markdown for any editor, and back.

Text that was not edited comes back to the letter, because bookmarks count its characters. The parsers take a
tenth of a second to load, so they are loaded when a text is first converted: the bot starts without them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from typing import NamedTuple

from bot.errors import UnreadableFileError
from bot.stories.chapter_notes import NO_NOTES, ChapterNotes
from bot.text.markup import strip

_NOTHING_TO_MARK = re.compile(r"""[\w"'(“‘«…—–](?<!\d)(?:(?!  )[^\\`*_~\[<&\n\x7f-\x9f\u2028\u2029])*""")
_HEADING = re.compile(r"(#{1,3} )(.*)")
_DEEP_HEADING = re.compile(r"\*\*(.*)\*\*")
_PIECE = re.compile(
    r"(?P<mark>\*\*?|__?|~~)"
    r"|\[(?P<text>(?:\\.|[^\[\]\\])*)\]\(<(?P<address>[^<>\n]*)>\)"
    r"|(?P<literal>(?:\\[^0-9A-Za-z\s]|[^\\*_~\[])+|.)"
)
_ESCAPED = re.compile(r"\\([^0-9A-Za-z\s])")
_SPACES = re.compile(" {2,}")
_INDENT = re.compile("^[\u2002\u2003\xa0]+")  # CommonMark leaves out what a paragraph begins with
_LOST_IN_FILES = re.compile("[\x7f-\x9f\u2028\u2029]")  # a text file's line ends and controls

# Each finds the places before which a backslash goes.
_NUMBER = r"^\d{1,9}(?=[.)](?:\s|$))"
_LISTED = re.compile(_NUMBER, re.MULTILINE)
_SPECIAL = re.compile(rf"{_NUMBER}|^(?=[-+=:>])|(?=[\\`*_~\[<&|#])", re.MULTILINE)


class _Manner(NamedTuple):
    """A manner of writing: the characters escaped, the beginnings and ends of marks, the form of a link."""

    escaped: re.Pattern[str]
    marks: dict[str, tuple[str, str]]
    link: str


_SIGNS = {"__": ("<u>", "</u>"), **{sign: (sign, sign) for sign in ("**", "*", "_", "~~")}}
_TAGS = {
    "__": ("<u>", "</u>"),
    "**": ("<strong>", "</strong>"),
    **dict.fromkeys("*_", ("<em>", "</em>")),
    "~~": ("<s>", "</s>"),
}
_MANNERS = (
    _Manner(_LISTED, _SIGNS, "[{text}]({address})"),
    _Manner(_SPECIAL, _SIGNS, "[{text}]({address})"),
    _Manner(_SPECIAL, _TAGS, '<a href="{quoted}">{text}</a>'),
)
"""The manners of writing, from the most natural, which most paragraphs can have, to the one that is never
misread."""


def written(title: str, stored: str, notes: ChapterNotes = NO_NOTES) -> str:
    """Returns a Markdown file that holds a chapter. `title` is one line of plain text and may be empty.

    Read as a story's file, it is one chapter of exactly that title, text and notes, but for the announcement,
    which is not for a file.
    """
    from bot.imports.formats.markdown import front_matter  # noqa: PLC0415 - loads the parsers

    head = front_matter.written("chapter", title)
    if notes.content_warnings:
        head += front_matter.written_list("content warnings", notes.content_warnings)
    said = {"summary": notes.summary, "notes before": notes.before, "notes after": notes.after}
    head += "".join(front_matter.written(key, as_markdown(text)) for key, text in said.items() if text)
    return f"---\n{head}---\n\n{_with_notes_within(stored, notes)}\n"


def _with_notes_within(stored: str, notes: ChapterNotes) -> str:
    """Returns a text as `as_markdown` does, with the notes in its middle as `<aside>`s."""
    from bot.imports.formats.markdown import asides  # noqa: PLC0415 - loads the parsers

    parts, start = [], 0
    for offset, note in notes.within:
        parts += [as_markdown(stored[start:offset].removesuffix("\n\n")), asides.written(as_markdown(note))]
        start = offset
    return "\n\n".join(filter(None, (*parts, as_markdown(stored[start:]))))


def as_markdown(stored: str) -> str:
    """Returns a stored text as CommonMark with `~~struck~~` text, `<u>` and, where no mark would do, other
    tags.

    Exact for whatever `bot.text.markup` writes: `from_markdown(as_markdown(stored)) == stored`. A paragraph
    with marks is read back to make sure: 0.4 ms for 1,000 characters of a novel, 2.5 ms of a play.
    """
    return "\n\n".join(map(_block, stored.split("\n\n")))


def from_markdown(typed: str) -> str:
    """Returns typed Markdown as stored text, which can neither ping nor pose as Discord's own markup.

    Raises UnreadableFileError for text that is too large or too deeply nested.
    """
    from bot.imports.formats.markdown.rendering import TooDeepError, render  # noqa: PLC0415 - loads the parsers
    from bot.imports.formats.xhtml.blocks import joined  # noqa: PLC0415
    from bot.imports.formats.xhtml.tree import UnreadableTreeError  # noqa: PLC0415

    try:
        return joined(render(typed))
    except (TooDeepError, UnreadableTreeError) as error:
        raise UnreadableFileError("That text is nested too deeply, or is too large, for a story.") from error


def _block(block: str) -> str:
    """Returns a paragraph, heading or block quote in the most natural manner that is read back as the stored
    text."""
    if _NOTHING_TO_MARK.fullmatch(block):
        return block
    if block.startswith("> "):
        inner = as_markdown("\n".join(line.removeprefix("> ") for line in block.split("\n")))
        return "\n".join(f"> {line}" if line else ">" for line in inner.split("\n"))
    ways = list(_ways(block))
    return next((way for way in ways if _is_read_as(block, way)), ways[-1])


def _is_read_as(stored: str, typed: str) -> bool:
    try:
        return from_markdown(typed) == stored
    except UnreadableFileError:  # a row of `>` is read as deeply nested quotes
        return False


def _ways(block: str) -> Iterator[str]:
    """Yields the block in each manner, then as a deep heading, which is stored as bold text that nests its
    marks otherwise, and last with a `#` that makes no scene break."""
    from bot.imports.formats.markdown.rendering import LITERAL_HASH  # noqa: PLC0415 - loads the parsers

    heading = _HEADING.fullmatch(block)
    mark, line = heading.groups() if heading else ("", block)
    for manner in _MANNERS:
        yield mark + _INDENT.sub(_as_entities, _inline(line, manner))
    if deep := _DEEP_HEADING.fullmatch(block):
        yield "#### " + _inline(deep[1], _MANNERS[-1])
    if strip(line) == "#":
        yield mark + _inline(line, _MANNERS[-1]).replace(r"\#", LITERAL_HASH)


def _inline(stored: str, manner: _Manner) -> str:
    opened: set[str] = set()
    return "".join(_piece(piece, manner, opened) for piece in _PIECE.finditer(stored))


def _piece(piece: re.Match[str], manner: _Manner, opened: set[str]) -> str:
    """Returns a mark, a link or a stretch of literal text as written; `opened` keeps the marks that are yet
    to be closed."""
    if literal := piece["literal"]:
        return _literal(_ESCAPED.sub(r"\1", literal), manner)
    if mark := piece["mark"]:
        opened ^= {mark}
        return manner.marks[mark][mark not in opened]
    return manner.link.format(
        text=_inline(piece["text"], manner), address=piece["address"], quoted=escape(piece["address"])
    )


def _literal(text: str, manner: _Manner) -> str:
    text = manner.escaped.sub(r"\g<0>\\", text)
    text = _SPACES.sub(r'<span style="white-space:pre">\g<0></span>', text)
    text = _LOST_IN_FILES.sub(_as_entities, text)
    return text.replace("\n", "\\\n")


def _as_entities(characters: re.Match[str]) -> str:
    return "".join(f"&#x{ord(character):x};" for character in characters[0])
