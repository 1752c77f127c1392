"""The pages of an EPUB's spine, divided into parts where its table of contents points inside them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from lxml import etree

from bot.imports.formats import xhtml
from bot.imports.formats.epub.navigation import TocEntry, title_of
from bot.imports.formats.epub.places import places
from bot.imports.formats.xhtml.blocks import Block, Document
from bot.imports.formats.xhtml.matter import kind_at
from bot.imports.formats.xhtml.vocabulary import types
from bot.stories.chapter_notes import NO_NOTES, ChapterNotes
from bot.stories.models import ChapterKind
from bot.text.word_counts import words_in

_LONE_WORDS = 50
"""The fewest words before the first part, or between a part's title and its
first division, that stand alone.
"""

_Start = tuple[TocEntry | None, etree._Element | None]
"""A line of the contents, and the element that it points to."""


@dataclass(frozen=True)
class Part:
    """A part of a page: the whole of it, or the text from the target of one line of
    the contents to that of the next.
    """

    blocks: list[Block]
    entry: TocEntry | None = None
    kind: ChapterKind | None = None

    @property
    def words(self) -> int:
        """The number of words, those of its headings aside."""
        return sum(words_in(block.text) for block in self.blocks if not block.level and not block.is_break)


@dataclass(frozen=True)
class SpinePage:
    """A page that has been read: its own title, the types given to it, and its parts in order. `lost` are
    the lines of the contents whose place in it cannot be found; `notes` is what stands beside its text,
    `hidden_words` counts what its stylesheets hide.
    """

    path: str
    title: str
    types: frozenset[str]
    parts: list[Part]
    lost: list[TocEntry] = field(default_factory=list)
    notes: ChapterNotes = NO_NOTES
    hidden_words: int = 0


def read_page(
    path: str, root: etree._Element, entries: Sequence[TocEntry], landmarks: frozenset[str]
) -> SpinePage:
    """Returns a page of the spine; `entries` are the lines of the contents that point to it."""
    body = root.find("{*}body")
    body = root if body is None else body
    main = _main(body)
    page_types = landmarks | types(body) | types(main)
    document = xhtml.read(body)
    starts: dict[int, _Start] = {}
    lost: list[TocEntry] = []
    for entry, index, element in places(document, body, entries):
        before = starts.get(-1 if index is None else index, (None, None))[0]
        if index is None:
            lost.append(entry)
        elif before is None or entry.is_under(before):
            starts[index] = entry, element
    parts = [
        Part(blocks, entry, kind_at(main if element is None else element, landmarks))
        for blocks, (entry, element) in _cuts(document, starts)
    ]
    title = title_of(root.find("{*}head/{*}title"))
    return SpinePage(path, title, page_types, _joined(parts), lost, hidden_words=document.hidden_words)


def _main(body: etree._Element) -> etree._Element:
    """Returns the only child of a body; the body itself where it has several children or none."""
    children = list(body.iterchildren("{*}*"))
    return children[0] if len(children) == 1 else body


def _cuts(document: Document, starts: dict[int, _Start]) -> Iterator[tuple[list[Block], _Start]]:
    """Yields the blocks from each start to the next; those before the first named place have no entry."""
    starts.setdefault(0, (None, None))
    order = sorted(starts)
    for first, last in zip(order, [*order[1:], len(document.blocks)], strict=True):
        yield document.blocks[first:last], starts[first]


def _joined(parts: list[Part]) -> list[Part]:
    """Returns the parts; a few words before the first, or before a part's divisions,
    are moved to the next part.
    """
    joined: list[Part] = []
    waiting: list[Block] = []
    for part, after in zip(parts, [*parts[1:], None], strict=True):
        leads = after and after.entry and (part.entry is None or after.entry.is_under(part.entry))
        if leads and part.words < _LONE_WORDS:
            waiting += part.blocks
            continue
        joined.append(Part(waiting + part.blocks, part.entry, part.kind))
        waiting = []
    return joined
