"""The page of details that tools write before a story: FanFicFare's title page, FicHub's introduction."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from lxml import etree

from bot.imports import ratings
from bot.imports.formats import xhtml
from bot.imports.formats.plain import detail_labels, details
from bot.imports.formats.plain.languages import language_tag
from bot.imports.formats.plain.paragraphs import Paragraph
from bot.imports.formats.plain.statuses import completion_of
from bot.imports.formats.xhtml.blocks import Block, markdown
from bot.imports.formats.xhtml.tree import text_of
from bot.stories.details import Details
from bot.text.markup import escape

_LINE = re.compile(r"(?P<label>[^\W\d_][^:：\n]{1,40})[:：](?:\s+\||\s)*(?P<value>.*)")
_LABEL = re.compile(r"[^:：]*[:：][*_\s]*(?:\\\|\s*)?")  # the same in stored Markdown
_DASH = re.compile(r"\s+[-–—]\s+(?=[A-Za-z][A-Za-z ]{1,20}:)")
_KINDS = {
    "category": "fandoms",
    "ships": "relationships",
    "freeform tags": "tags",
    "ao3 categories": "tags",
    "story url": "source",
    "original source": "source",
}
"""The labels that mean something else than in plain text, or nothing there."""
_STATISTICS = re.compile(
    "words|word count|chapters|published|updated|packaged|completed|publisher|author url|kudos|hits|comments"
    "|bookmarks|collections|favou?rites|favs|follow(?:s|ers)|reviews|views|id|site|file size|date|exported.*"
)
_TELLING = frozenset(
    ("rating", "completion", "fandoms", "characters", "content_warnings", "tags", "statistics", "language")
)
_FEWEST = 3  # labelled lines on such a page
_BYLINE = re.compile(r"(?:.{1,200}\s)?by\s.{1,200}", re.IGNORECASE)
_EXPORTED = re.compile(r"exported (?:with|by|from)\b", re.IGNORECASE)
_LONGEST = 12_000  # characters
_PAIR = re.compile(r"\[([^\[\]]{1,300})\]")


@dataclass
class _Said:
    """What a page says: values by the kind of detail, and the blocks without a label."""

    values: dict[str, list[str]] = field(default_factory=dict)
    summary: list[Block] = field(default_factory=list)
    rest: list[Block] = field(default_factory=list)

    def add(self, kind: str, value: str) -> None:
        self.values.setdefault(kind, []).append(value)


def read(root: etree._Element, titles: Sequence[str]) -> Details | None:
    """Returns the details that a page is made of; None for any other page. `titles` are the book's."""
    body = root.find("{*}body")
    body = root if body is None else body
    text = text_of(body)  # which tells most pages from such a one without reading them twice
    if text.count(":") + text.count("：") < _FEWEST or len(text) > _LONGEST:
        return None
    blocks = xhtml.read(body).blocks
    said = _said(blocks, titles)
    telling = sum(len(values) for kind, values in said.values.items() if kind in _TELLING)
    if telling < _FEWEST or not said.values.keys() & {"rating", "completion", "statistics"}:
        return None
    return _details(said, titles[0])


def described(blocks: Sequence[Block]) -> Details:
    """Returns the details in the labelled lines of a description: `Rating: Mature`."""
    told = _details(_said(blocks, ()), "")
    return replace(told, summary="", notes="")


def _said(blocks: Sequence[Block], titles: Sequence[str]) -> _Said:
    said = _Said()
    summing = False  # whether what comes is part of the summary
    for block in blocks:
        for text, plain in _lines(block):
            found = [part for part in map(_labelled, _DASH.split(plain)) if part]
            if not found:
                if plain and not _is_heading(plain, titles):
                    (said.summary if summing else said.rest).append(block._replace(text=text, plain=plain))
                continue
            summing = False
            for kind, value in found:
                if kind == "summary":
                    summing = True
                    if value:
                        said.summary.append(Block(_LABEL.sub("", text, count=1), value))
                elif value:
                    said.add(kind, value)
    return said


def _lines(block: Block) -> Iterator[tuple[str, str]]:
    """Yields the lines of a block, each as stored Markdown and as literal text."""
    texts, plains = block.text.split("\n"), block.plain.split("\n")
    if len(texts) != len(plains):
        texts = [escape(line) for line in plains]
    yield from zip(texts, plains, strict=True)


def _labelled(line: str) -> tuple[str, str] | None:
    """Returns the kind of a line's label, and its value; None for a line without a known label."""
    match = _LINE.match(line.strip())
    label = match["label"].casefold() if match else ""
    if not match or not label:
        return None
    if _STATISTICS.fullmatch(label):
        return "statistics", match["value"]
    kind = _KINDS.get(label) or detail_labels.kind_of(label)
    return (kind, match["value"].strip()) if kind and kind != "others" else None


def _is_heading(line: str, titles: Sequence[str]) -> bool:
    """Returns whether a line is the title, the author, or says by what the page was made."""
    known = any(details.same_title(line, title) for title in titles)
    return known or bool(_BYLINE.fullmatch(line) or _EXPORTED.match(line))


def _details(said: _Said, title: str) -> Details:
    def first(kind: str) -> str:
        return next(iter(said.values.get(kind, ())), "")

    rating, unclear = ratings.stated(" / ".join(said.values.get("rating", ())))
    people = ", ".join(said.values.get("characters", ()))
    pairs = ["/".join(filter(None, map(str.strip, pair.split(",")))) for pair in _PAIR.findall(people)]
    said.values["characters"] = [people.replace("[", "").replace("]", ", ")]
    said.values.setdefault("relationships", []).extend(pairs)

    def names(kind: str) -> tuple[str, ...]:
        lists = [details.Detail(kind, Paragraph((value,))) for value in said.values.get(kind, ()) if value]
        return details.names(lists, kind)

    rest = markdown(said.rest)
    summary = markdown(said.summary) or rest
    return Details(
        title=title,
        authors=names("authors"),
        language=language_tag(first("language")),
        summary=summary,
        notes=rest if rest != summary else "",
        rating=rating,
        unclear_rating=unclear,
        completion=completion_of(first("completion")),
        source=next((value for value in said.values.get("source", ()) if value.startswith("http")), ""),
        content_warnings=names("content_warnings"),
        fandoms=names("fandoms"),
        characters=names("characters"),
        relationships=names("relationships"),
        tags=names("tags"),
        series=tuple(said.values.get("series", ())),
    )
