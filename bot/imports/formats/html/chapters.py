"""Divides the blocks of a document with headings into chapters, wherever the document comes from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import pairwise

from bot.imports.formats.plain import endings, headings
from bot.imports.formats.plain.details import same_title
from bot.imports.formats.plain.heading import Heading
from bot.imports.formats.plain.paragraphs import Paragraph
from bot.imports.formats.xhtml.blocks import Block, markdown
from bot.imports.formats.xhtml.matter import kind_of_title
from bot.imports.manuscript import ManuscriptChapter
from bot.stories.chapter_notes import NO_NOTES, ChapterNotes
from bot.stories.models import ChapterKind
from bot.text import markup
from bot.text.word_counts import words_in

_DEEPEST = 3  # of the headings that begin chapters, but for those that say that they do
_LONGEST_TITLE = 200
_FRONT_WORDS = 150
_NO_CHAPTERS = frozenset(("note", "notes", "a/n", "author’s note", "author's note", "the end", "end", "fin"))
_CONTENTS = frozenset(("contents", "table of contents"))


@dataclass
class DocumentSection:
    """A chapter's heading and the blocks up to the next one, and what its page says of it beside them."""

    level: int
    title: str
    known: Heading | None = None
    blocks: list[Block] = field(default_factory=list)
    notes: ChapterNotes = NO_NOTES

    @property
    def has_text(self) -> bool:
        """Returns whether there is anything to read but headings and scene breaks."""
        return any(_is_text(block) for block in self.blocks)

    @property
    def key(self) -> str:
        """The identity of the section, the same from one import to the next."""
        return self.known.key if self.known else self.title.casefold()

    @property
    def kind(self) -> ChapterKind:
        """The kind of matter that its title says it is."""
        return self.known.kind if self.known else kind_of_title(self.title)

    def is_inside(self, other: DocumentSection) -> bool:
        """Returns whether it stands inside a section before it, by level or else by name (a part, a book)."""
        if self.level != other.level:
            return self.level > other.level
        outer = other.known
        if outer is None or not outer.is_outer:
            return False
        return self.known is None or self.known.is_inside(outer)


def divide(blocks: Sequence[Block], title: str) -> tuple[list[Block], list[DocumentSection]]:
    """Returns the blocks before the first chapter's heading, and a section for each such heading. The level
    of the headings that begin chapters is found by what they say and by which level repeats. The story's
    own `title` is no chapter, nor is a table of contents, which is left out.
    """
    blocks = _without_title(blocks, title)
    if not any(map(_may_divide, blocks)):
        blocks = [_recognised(block) for block in blocks]
    level = _chapter_level(blocks)
    outer = _outer_levels(blocks, level)
    opening = DocumentSection(0, "")
    sections = [opening]
    for block in blocks:
        known = _named(block) if _may_divide(block) else None
        if _may_divide(block) and (block.level in (level, *outer) or (known and block.level < level)):
            sections.append(DocumentSection(block.level, str(known) if known else _line(block), known))
        else:
            sections[-1].blocks.append(block)
    named = [section for section in sections[1:] if not _is_contents(section)]
    return opening.blocks, _titled(opening.blocks, named)


def titled_section(title: str, blocks: Sequence[Block], notes: ChapterNotes = NO_NOTES) -> DocumentSection:
    """Returns the chapter that a page gives this title, without headings of its own that only repeat it."""
    line = " ".join(title.split())
    known = _known(line)
    first = next((i for i, block in enumerate(blocks) if block.text and not _repeats(block, line, known)), 0)
    return DocumentSection(2, str(known) if known else line, known, list(blocks[first:]), notes)


def chapters(
    opening: Sequence[Block], sections: Sequence[DocumentSection], *, wrapped: bool
) -> list[ManuscriptChapter]:
    """Returns the chapters; parts are named in their titles (`Part One · Chapter 3`),
    text after THE END is set apart.

    A short opening is front matter, as is any of a book that came in a `wrapped` edition; where there are no
    sections it is the story.
    """
    if not sections:
        return list(_with_end(ManuscriptChapter("", ""), opening))
    found = list(_opening(opening, wrapped=wrapped))
    for title, key, section in placed(sections):
        chapter = ManuscriptChapter(title, "", section.kind, key, section.notes)
        if section is sections[-1]:
            found += _with_end(chapter, section.blocks)
        elif text := markdown(section.blocks):
            found.append(replace(chapter, text=text))
    if any(chapter.kind is ChapterKind.BODY for chapter in found):
        return found
    return [replace(chapter, kind=ChapterKind.BODY) for chapter in found]


def placed(sections: Sequence[DocumentSection]) -> Iterator[tuple[str, str, DocumentSection]]:
    """Yields each section after its title, with those of the parts that it stands in, and its key, which no
    other section has.
    """
    above: list[DocumentSection] = []
    seen: Counter[str] = Counter()
    for section in sections:
        above = [other for other in above if section.is_inside(other)]
        above.append(section)
        key = " / ".join(each.key for each in above)
        seen[key] += 1
        key += f" #{seen[key]}" if seen[key] > 1 else ""
        yield " · ".join(each.title for each in above), key, section


def paragraph(block: Block) -> Paragraph:
    """Returns a block as a paragraph of plain text."""
    return Paragraph(tuple(block.plain.split("\n")) if block.plain else ("* * *",))


def _repeats(block: Block, title: str, known: Heading | None) -> bool:
    """Returns whether a block before a chapter's text is its title; plain words may as well be text."""
    names = (title, known.label, known.title) if known else (title,)
    marked = block.level > 0 or block.text.startswith(("*", "_")) or _named(block) is not None
    return marked and any(name and same_title(block.plain, name) for name in names)


def _named(block: Block) -> Heading | None:
    """Returns the heading that a block's words form, a full stop at its end ignored;
    None where they form none.
    """
    line = _line(block)
    return _known(line if line.endswith("..") else line.removesuffix("."))


@lru_cache(maxsize=4096)
def _known(line: str) -> Heading | None:
    return headings.parse(line)


def _line(block: Block) -> str:
    line = " ".join(block.plain.split())
    return line if len(line) <= _LONGEST_TITLE else line[: _LONGEST_TITLE - 1].rstrip() + "…"


def _is_text(block: Block) -> bool:
    return bool(block.text) and not block.level and not markup.is_scene_break(block.text)


def _may_divide(block: Block) -> bool:
    return block.level > 0 and not block.quote and _line(block).casefold().strip(" .:") not in _NO_CHAPTERS


def _is_contents(section: DocumentSection) -> bool:
    return section.title.casefold().strip(" .:") in _CONTENTS


def _without_title(blocks: Sequence[Block], title: str) -> list[Block]:
    """Returns the blocks without the headings that only repeat the story's title."""
    first = next((i for i, block in enumerate(blocks) if _is_text(block)), 0)
    return [
        block
        for i, block in enumerate(blocks)
        if not (block.level and (block.level == 1 or i < first) and same_title(block.plain, title))
    ]


def _recognised(block: Block) -> Block:
    """Returns the block, made a heading where its words form one: `Chapter 3`, in bold perhaps."""
    if block.quote or not block.plain or _known(_line(block)) is None:
        return block
    return block._replace(level=2, text=markup.heading(block.text.replace("**", ""), 2))


def _chapter_level(blocks: Iterable[Block]) -> int:
    """Returns the level of the headings that begin chapters; 0 where none does."""
    heads = [block for block in blocks if _is_text(block) or _may_divide(block)]
    parsed = [(block.level, _named(block)) for block in heads if block.level]
    known = Counter(level for level, heading in parsed if heading and not heading.is_outer)
    repeated = Counter(level for level, _ in parsed if level <= _DEEPEST)
    several = sorted(level for level in known if known[level] > 1)
    divided = several or sorted({*known, *(level for level in repeated if repeated[level] > 1)})
    return next((level for level in divided if not _only_hold_others(heads, level)), min(divided, default=0))


def _only_hold_others(heads: Sequence[Block], level: int) -> bool:
    """Returns whether the headings of a level are only those of parts: a deeper one follows each at once."""
    pairs = [(one, other) for one, other in pairwise(heads) if one.level == level]
    holding = [other.level > level or bool((known := _named(one)) and known.is_outer) for one, other in pairs]
    deeper = sum(block.level == level + 1 for block in heads)
    return bool(pairs) and all(holding) and deeper > len(pairs)


def _outer_levels(blocks: Iterable[Block], level: int) -> list[int]:
    """Returns the levels above the chapters' that divide the story, and do not only stand before it."""
    after: set[int] = set()
    begun = False
    for block in blocks:
        if _may_divide(block):
            begun = begun or block.level == level
            if begun and block.level < level:
                after.add(block.level)
    return sorted(after)


def _titled(opening: list[Block], sections: Sequence[DocumentSection]) -> list[DocumentSection]:
    """Returns the sections; a heading without text is the first half of the next one's title,
    or is text itself.
    """
    kept: list[DocumentSection] = []
    for section, after in zip(sections, [*sections[1:], None], strict=False):
        _take_subtitle(section)
        known = section.known
        if section.has_text or (after and after.is_inside(section)):
            kept.append(section)
        elif after and known and not known.title and not after.known:
            after.known = replace(known, title=after.title)
            after.title = str(after.known)
        else:
            line = Block(markup.heading(markup.escape(section.title), 2), section.title, level=2)
            (kept[-1].blocks if kept else opening).extend([line, *section.blocks])
    return kept


def _take_subtitle(section: DocumentSection) -> None:
    """Joins a smaller heading below a chapter's to its title: `Chapter 1` and `The Lamp` become one."""
    first = next((i for i, block in enumerate(section.blocks) if block.text), -1)
    if first < 0 or not section.known or section.known.title or not section.blocks[first].level:
        return
    subtitle = _line(section.blocks.pop(first))
    section.known = replace(section.known, title=subtitle)
    section.title = str(section.known)


def _opening(blocks: Sequence[Block], *, wrapped: bool) -> Iterator[ManuscriptChapter]:
    if any(block.level or _is_text(block) for block in blocks):
        short = wrapped or sum(words_in(block.plain) for block in blocks) < _FRONT_WORDS
        title, kind = ("Before the story", ChapterKind.FRONT) if short else ("", ChapterKind.BODY)
        yield ManuscriptChapter(title, markdown(blocks), kind, key="opening")


def _with_end(chapter: ManuscriptChapter, blocks: Sequence[Block]) -> Iterator[ManuscriptChapter]:
    """Yields the last chapter, and what stands after its end as back matter of its own."""
    body = [paragraph(block) for block in blocks]
    end = endings.end_of(body)
    if text := markdown(blocks[:end]):
        yield replace(chapter, text=text)
    title, rest = endings.titled(body[end:])
    if text := markdown(blocks[len(blocks) - len(rest) :]):
        yield ManuscriptChapter(title, text, ChapterKind.BACK, key="end")
