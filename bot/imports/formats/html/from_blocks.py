"""Builds a story from a document's blocks and from the details already known about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.errors import UnreadableFileError
from bot.imports import ratings
from bot.imports.formats import repeats
from bot.imports.formats.html.chapters import DocumentSection, chapters, divide, paragraph
from bot.imports.formats.plain import details, leading_details, lone_ratings
from bot.imports.formats.plain.bylines import names, signature
from bot.imports.formats.plain.details import Detail
from bot.imports.formats.plain.paragraphs import Paragraph
from bot.imports.formats.plain.story import title_from
from bot.imports.formats.xhtml.blocks import Block, Document
from bot.imports.manuscript import TITLE_FROM_NAME, Manuscript
from bot.stories.details import Details
from bot.text import markup
from bot.text.word_counts import words_in


def story(
    blocks: Sequence[Block],
    known: Details,
    name: str,
    *,
    warnings: tuple[str, ...] = (),
    wrapped: bool = False,
) -> Manuscript:
    """Returns the manuscript in a row of blocks; `known` holds the details known already, the others empty.

    Labelled details before the text (`Summary:`, `A/N:` …) are found as in plain text, unless the story came
    in a `wrapped` edition. Raises UnreadableFileError where there is nothing to read.
    """
    if not any(map(str.isalpha, "".join(block.plain for block in blocks))):
        raise UnreadableFileError(f"“{name}” holds no text to read.")
    opening, sections = divide(blocks, known.title or title_from(name))
    return of_chapters(opening, sections, known, name, warnings=warnings, wrapped=wrapped)


def of_chapters(
    opening: list[Block],
    sections: list[DocumentSection],
    known: Details,
    name: str,
    *,
    warnings: tuple[str, ...] = (),
    wrapped: bool = False,
) -> Manuscript:
    """Returns the manuscript in blocks that are divided into chapters already, and what stands before them.

    Details are found as `story` finds them. Raises UnreadableFileError where there is nothing to read.
    """
    suggested = title_from(name)
    found: list[Detail] = []
    if not wrapped:
        if known.title:
            known, opening = _signed(known, opening)
        found, opening, sections = _labelled(opening, sections, None if known.title else suggested)
    parts = chapters(opening, sections, wrapped=wrapped)
    if not parts:
        raise UnreadableFileError(f"“{name}” holds no text to read.")
    title = known.title or details.value(found, "title")
    warnings += repeats.warnings(parts)

    def named(kind: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys((*getattr(known, kind), *details.names(found, kind))))

    rating, unclear_rating = ratings.highest((known.rating, known.unclear_rating), details.rating(found))
    combined = Details(
        title=title or suggested,
        authors=known.authors or details.names(found, "authors"),
        language=known.language or details.language(found),
        summary=known.summary or details.text(found, "summary"),
        notes="\n\n".join(filter(None, (known.notes, details.text(found, "notes")))),
        disclaimer=known.disclaimer or details.text(found, "disclaimer"),
        rating=rating,
        unclear_rating=unclear_rating,
        completion=known.completion or details.completion(found),
        content_warnings=named("content_warnings"),
        fandoms=named("fandoms"),
        characters=named("characters"),
        relationships=named("relationships"),
        tags=named("tags"),
        series=known.series or details.series(found),
        source=known.source or details.value(found, "source"),
        licence=known.licence or details.value(found, "licence"),
        quotable=known.quotable and details.quotable(found),
    )
    return Manuscript(combined, tuple(parts), warnings=warnings if title else (*warnings, TITLE_FROM_NAME))


def left_out(document: Document) -> tuple[str, ...]:
    """Returns the warning about words that a page hides; none where it hides none."""
    if not document.hidden_words:
        return ()
    words = "1 word" if document.hidden_words == 1 else f"{document.hidden_words} words"
    return (f"Left out: {words} that the page hides.",)


def _signed(known: Details, opening: list[Block]) -> tuple[Details, list[Block]]:
    """Returns the details with the author from a line below the title (`by Owl`, or only a name on a title
    page that has no more), and the blocks that are left.
    """
    shown = [block for block in opening if block.text]
    page = shown[1:] if shown and details.same_title(shown[0].plain, known.title) else shown
    line, _, rest = page[0].plain.partition("\n") if page else ("", "", "")
    author = signature(line) if line else ""
    if not author and len(page) == 1 < len(shown) and not rest and names(line):
        author = line
    if not author:
        return known, opening
    below = [page[0]._replace(plain=rest, text=page[0].text.partition("\n")[2])] if rest else []
    # What a program notes of its user, or a site of its owner, is not the name that stands below the title.
    said = any(name.casefold() in author.casefold() for name in known.authors)
    return replace(known, authors=known.authors if said else (author,)), [*below, *page[1:]]


def _labelled(
    opening: Sequence[Block], sections: list[DocumentSection], titled: str | None
) -> tuple[list[Detail], list[Block], list[DocumentSection]]:
    """Returns the details before the story and at the head of its first chapter, and what is left of both."""
    after = sum(map(_words, sections))
    found, left = _read(opening, titled, after)
    if not sections:
        return (found, left, []) if left else ([], list(opening), [])
    first, *others = sections
    after -= _words(first)
    more, body = _read(first.blocks, None, after, within=True)
    if not any(block.text for block in body):
        return found, left, sections
    return [*found, *more], left, [replace(first, blocks=body), *others]


def _words(section: DocumentSection) -> int:
    # Counted as one text, which takes half as long as each paragraph by itself.
    return words_in("\n".join([block.plain for block in section.blocks]))


def _read(
    blocks: Sequence[Block], titled: str | None, after: int, *, within: bool = False
) -> tuple[list[Detail], list[Block]]:
    sources = [(paragraph(block), block) for block in blocks]
    rated, parts = ([], [part for part, _ in sources]) if within else _rated(sources, titled, after)
    found, left = leading_details.read(parts, titled=titled, after=after, within=within)
    found += rated
    if not found:
        return [], list(blocks)
    whole = {id(part): block for part, block in sources}
    return found, [
        whole.get(id(part)) or Block(markup.escape(part.text).strip(), part.text.strip()) for part in left
    ]


def _rated(
    sources: Sequence[tuple[Paragraph, Block]], titled: str | None, after: int
) -> tuple[list[Detail], list[Paragraph]]:
    """Returns the ratings that stand alone before the first heading, and the paragraphs without them."""
    parts = [part for part, _ in sources]
    first = next((i for i, (_, block) in enumerate(sources) if block.level), len(parts))
    headed = after > 0 or first < len(parts)
    rated, left = lone_ratings.taken(parts[:first], headed=headed, titled=titled is None)
    return rated, [*left, *parts[first:]]
