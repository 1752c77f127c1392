"""A document as a row of blocks (paragraphs, headings, scene breaks), and their stored Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import NamedTuple

from bot.imports.formats.xhtml.flow import Flow, collapsed, shown
from bot.text.markup import SCENE_BREAK, SPACE_BREAK, Style, escape, heading, inline, is_rule, quote

_EM = "\N{EM SPACE}"
_SPACERS_AT_MOST = 0.25  # of a document's blocks; where there are more, they are its layout


class Block(NamedTuple):
    """One paragraph: its stored Markdown without quote marks, and the same as literal text.

    A block without text is an empty paragraph, which some books use as a scene break. `level` is that of a
    heading, or 0. `quote` numbers the block quote it stands in, or is 0. `tight` blocks follow the one
    before on the next line, as the items of a list do. `picture` says that it is nothing but a picture, or
    its description.
    """

    text: str
    plain: str
    level: int = 0
    quote: int = 0
    tight: bool = False
    picture: bool = False

    @property
    def is_break(self) -> bool:
        """Returns whether it is nothing but a line across the page."""
        return is_rule(self.text)


@dataclass(frozen=True)
class Document:
    """A document's blocks, for every id in it the index of the block where that id stands, and how many words
    its looks hide.
    """

    blocks: list[Block]
    anchors: dict[str, int] = field(default_factory=dict)
    hidden_words: int = 0


def paragraph(flow: Flow, level: int, quotation: int) -> Block | None:
    """Returns what a flow has gathered as a block, a heading where it has a level; None if there is nothing.

    `quotation` is the number of the block quote it stands in, or 0.
    """
    flow.trim(" \n")
    plain = flow.text.strip()
    if not plain:
        return Block("", "") if flow.runs else None
    if level:
        line = inline(run._replace(style=run.style & ~Style.STRONG) for run in flow.stretches)
        # The chapter's own title is the only heading of the first size.
        text = heading(line.strip(), max(level, 2))
    else:
        first, *more = flow.stretches
        # Most paragraphs of most books are plain, and the shorter way is several times as fast.
        is_plain = not more and first.style is Style.PLAIN and first.link is None
        text = _trimmed(escape(first.text) if is_plain else inline((first, *more)))
    picture = bool(flow.picture) and flow.picture.split() == plain.split()
    return Block(text, plain, level, quotation, picture=picture)


def plain_paragraph(text: str, quotation: int) -> Block | None:
    """Returns what `paragraph` does for a flow that was given nothing but this text; None where that is
    empty."""
    text = shown(collapsed(text)).strip(" ")
    plain = text.strip()
    return Block(_trimmed(escape(text)), plain, 0, quotation) if plain else None


def paragraph_of(runs: Iterable[tuple[str, Style]], quotation: int) -> Block | None:
    """Returns what `paragraph` does for a flow that was given nothing but these texts in their styles; None
    where they are empty."""
    flow = Flow()
    for text, style in runs:
        flow.write(text, style)
    block = paragraph(flow, 0, quotation)
    return block if block and block.plain else None


def _trimmed(text: str) -> str:
    """Returns a paragraph without white space at its ends, but for the indent of a verse's first line."""
    words = text.strip()
    if "\n" not in words:
        return words
    before = text[: len(text) - len(text.lstrip())]
    return before[len(before.rstrip(_EM)) :] + words


def settled(blocks: list[Block]) -> list[Block]:
    """Returns the blocks with empty paragraphs as breaks of nothing but space, and those with a mere ornament
    as drawn ones, unless there are too many of them to be that.
    """
    spacers = sum(not block.text for block in blocks)
    if spacers > _SPACERS_AT_MOST * len(blocks):
        return blocks
    return [block if block.text else block._replace(text=_break(block)) for block in blocks]


def _break(block: Block) -> str:
    return SCENE_BREAK if block.picture else SPACE_BREAK


def markdown(blocks: Iterable[Block]) -> str:
    """Returns the stored Markdown of a row of blocks; scene breaks stand only between two paragraphs."""
    return joined(_divided(blocks))


def joined(blocks: Iterable[Block]) -> str:
    """Returns the stored Markdown of a row of blocks, with every scene break in it."""
    parts = []
    shown = (block for block in blocks if block.text)
    for number, group in groupby(shown, key=lambda block: block.quote):
        text = "".join(_joined(group))
        parts.append(quote(text) if number else text)
    return "\n\n".join(parts).strip()


def _divided(blocks: Iterable[Block]) -> Iterator[Block]:
    before: Block | None = None
    breaks: list[Block] = []
    for block in blocks:
        if not block.text:
            continue
        if block.is_break:
            breaks.append(block)
            continue
        if breaks and before and not before.level:
            yield from [each for each in breaks if each.plain] or [max(breaks, key=_is_drawn)]
        breaks = []
        yield block
        before = block


def _is_drawn(block: Block) -> bool:
    return block.text != SPACE_BREAK


def _joined(blocks: Iterable[Block]) -> Iterator[str]:
    for index, block in enumerate(blocks):
        if index:
            yield "\n" if block.tight else "\n\n"
        yield block.text
