"""The details of a work of the Archive of Our Own, from its list of tags and what stands around that."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from bot.imports import content_warnings, ratings
from bot.imports.formats.html.elements import classed, first, identified, line, named, text_in, words
from bot.imports.formats.plain import detail_labels
from bot.imports.formats.plain.languages import language_tag
from bot.imports.formats.xhtml.tree import local_name
from bot.stories.details import Completion, Details

HIDDEN_WARNINGS = (
    "The page was saved with its Archive warnings hidden. Please add them, or bring the work’s download."
)
"""The warning about a page whose reader has warnings hidden."""

_WORK = re.compile(r"https?://(?:www\.)?archiveofourown\.org/works/\d+", re.IGNORECASE)
_PARTS = re.compile(r"Chapters:\s*(\d[\d,]*)\s*/\s*(\d[\d,]*|\?)")
_PART = re.compile(r"\bPart\s+(\d+)\s+of\s*$")
_LAST = re.compile(r"(?:(?P<complete>Completed)|(?P<ongoing>Updated)):")
_WHOLE = "stats"  # links are only a part of what it says
_HIDDEN = "Show warnings"
_HIDDEN_NAMES = frozenset((_HIDDEN, "Show additional tags"))  # links that stand for names


def about(root: etree._Element) -> Details | None:
    """Returns the details in the preface of a work's download; None where there is no such preface."""
    preface = identified(root, "preface")
    tags = None if preface is None else next(classed(preface, "tags"), None)
    if preface is None or tags is None or local_name(tags) != "dl":
        return None
    return of_work(tags, preface, line(first(preface, "h1")), quoted(preface))


def of_work(tags: etree._Element, preface: etree._Element, title: str, said: dict[str, str]) -> Details:
    """Returns the details of a work by its list of tags and its preface; `said` has summary and notes."""
    labelled = _labelled(tags)
    rating, unclear = ratings.stated(", ".join(labelled.get("rating", ())))
    notes = [said.get("notes", ""), *_progress(labelled)]
    return Details(
        title=title,
        authors=_authors(preface),
        language=_language(tags, labelled),
        summary=said.get("summary", ""),
        notes="\n\n".join(filter(None, notes)),
        rating=rating,
        unclear_rating=unclear,
        completion=_completion(labelled),
        content_warnings=tuple(filter(content_warnings.warns, _names(labelled, "content_warnings"))),
        fandoms=_names(labelled, "fandoms"),
        characters=_names(labelled, "characters"),
        relationships=_names(labelled, "relationships"),
        tags=_names(labelled, "tags"),
        series=_series(tags),
        source=_address(preface),
    )


def hides_warnings(tags: etree._Element) -> bool:
    """Returns whether a list of tags has a link in the place of the warnings."""
    return any(line(link) == _HIDDEN for link in named(tags, "a"))


def quoted(element: etree._Element) -> dict[str, str]:
    """Returns the block quotes of a preface (its summary, its notes) as stored Markdown, by the label before
    each, in lower case.
    """
    found: dict[str, str] = {}
    for each in named(element, "blockquote"):
        before = each.getprevious()
        while before is not None and local_name(before) == "ul":  # for whom and after what it was written
            before = before.getprevious()
        label = line(before).rstrip(":").casefold() if before is not None else ""
        found.setdefault(label, text_in(each))
    return found


def _labelled(tags: etree._Element) -> dict[str, list[str]]:
    """Returns what stands beside each label of the list of tags: its links, or its text.

    Labels are in lower case.
    """
    labelled: dict[str, list[str]] = {}
    label = ""
    for element in tags.iterchildren(etree.Element):
        if local_name(element) == "dt":
            label = line(element).rstrip(":").casefold()
            continue
        links = [text for link in named(element, "a") if (text := line(link))]
        labelled[label] = links if links and label != _WHOLE else [line(element)]
    return labelled


def _names(labelled: dict[str, list[str]], kind: str) -> tuple[str, ...]:
    """Returns the names beside the labels of one kind of detail, each once;
    labels mean the same as in plain text.
    """
    found = (
        name for label, values in labelled.items() if detail_labels.kind_of(label) == kind for name in values
    )
    return tuple(dict.fromkeys(name for name in found if name and name not in _HIDDEN_NAMES))


def _authors(preface: etree._Element) -> tuple[str, ...]:
    byline = next(classed(preface, "byline"), None)
    links = [line(link) for link in named(preface, "a") if "author" in words(link, "rel")]
    names = links or line(byline).removeprefix("by ").split(", ")
    return tuple(dict.fromkeys(name for name in names if name))


def _language(tags: etree._Element, labelled: dict[str, list[str]]) -> str:
    marked = next((each.get("lang") or "" for each in classed(tags, "language") if each.get("lang")), "")
    return language_tag(" ".join(labelled.get("language", ()))) or language_tag(marked)


def _address(preface: etree._Element) -> str:
    found = (_WORK.match(link.get("href") or "") for link in named(preface, "a"))
    return next((address[0] for address in found if address), "")


def _series(tags: etree._Element) -> tuple[str, ...]:
    """Returns the series that a work is part of: each is a link behind `Part 2 of`, whatever else is linked
    beside it."""
    boxes = (each.getnext() for each in named(tags, "dt") if line(each).rstrip(":").casefold() == "series")
    return tuple(
        f"Part {part[1]} of {line(link)}"
        for box in boxes
        if box is not None
        for link in named(box, "a")
        if (part := _PART.search(_before(link))) and line(link)
    )


def _before(link: etree._Element) -> str:
    """Returns the text right before a link."""
    previous, parent = link.getprevious(), link.getparent()
    text = previous.tail if previous is not None else parent.text if parent is not None else ""
    return text or ""


def _progress(labelled: dict[str, list[str]]) -> Iterator[str]:
    """Yields a sentence on how much of a work is there yet."""
    parts = _PARTS.search(_statistics(labelled))
    if parts and parts[1] != parts[2]:
        yield f"Chapters so far: {parts[1]}/{parts[2]}."


def _completion(labelled: dict[str, list[str]]) -> Completion | None:
    """Returns the completion by the number of chapters, else by the label of the latest date;
    None if unknown.
    """
    if parts := _PARTS.search(_statistics(labelled)):
        return Completion.COMPLETE if parts[1] == parts[2] else Completion.ONGOING
    last = _LAST.search(_statistics(labelled))
    return last and Completion(last.lastgroup or "")


def _statistics(labelled: dict[str, list[str]]) -> str:
    return " ".join(labelled.get("stats", ()))
