"""Works of the Archive of Our Own as it offers them for download in HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from lxml import etree

from bot.errors import UnreadableFileError
from bot.imports import content_warnings, ratings
from bot.imports.formats import xhtml
from bot.imports.formats.html.elements import first, hide, identified, line, named, words
from bot.imports.formats.plain import details, headings
from bot.imports.formats.plain.languages import language_tag
from bot.imports.formats.plain.story import title_from
from bot.imports.formats.xhtml.blocks import markdown
from bot.imports.formats.xhtml.tree import local_name
from bot.imports.manuscript import Manuscript, ManuscriptChapter
from bot.stories.details import Completion, Details
from bot.stories.models import ChapterKind
from bot.text import markup

_WORK = re.compile(r"https?://(?:www\.)?archiveofourown\.org/works/\d+", re.IGNORECASE)
_PARTS = re.compile(r"Chapters:\s*(\d+)\s*/\s*(\d+|\?)")
_LAST = re.compile(r"(?:(?P<complete>Completed)|(?P<ongoing>Updated)):")


def read(root: etree._Element, name: str) -> Manuscript | None:
    """Returns the work in a page's tree; None where the page is none of the Archive's downloads.

    Raises UnreadableFileError where the work has no text.
    """
    text = identified(root, "chapters")
    known = about(root)
    if text is None or known is None:
        return None
    chapters = [*_chapters(text), *_end_notes(root)]
    if all(chapter.kind is not ChapterKind.BODY for chapter in chapters):
        raise UnreadableFileError(f"“{name}” holds no text to read.")
    return Manuscript(replace(known, title=known.title or title_from(name)), tuple(chapters))


def about(root: etree._Element) -> Details | None:
    """Returns the details in the preface of a work; None where there is no such preface."""
    preface = identified(root, "preface")
    tags = (
        None
        if preface is None
        else next((dl for dl in named(preface, "dl") if "tags" in words(dl, "class")), None)
    )
    if preface is None or tags is None:
        return None
    labelled = _labelled(tags)
    rating, unclear_rating = ratings.stated(", ".join(labelled.get("rating", ())))
    quoted = _quoted(preface)
    notes = [quoted.get("notes", ""), *_progress(labelled)]
    return Details(
        title=line(first(preface, "h1")),
        authors=_authors(preface),
        language=language_tag(" ".join(labelled.get("language", ()))),
        summary=quoted.get("summary", ""),
        notes="\n\n".join(filter(None, notes)),
        rating=rating,
        unclear_rating=unclear_rating,
        completion=_completion(labelled),
        content_warnings=tuple(filter(content_warnings.warns, _names(labelled, "content_warnings"))),
        fandoms=_names(labelled, "fandoms"),
        characters=_names(labelled, "characters"),
        relationships=_names(labelled, "relationships"),
        tags=_names(labelled, "tags"),
        source=_address(preface),
    )


def _labelled(tags: etree._Element) -> dict[str, list[str]]:
    """Returns what stands beside each label of the list of tags: its links, or its text.

    Labels are in lower case.
    """
    labelled: dict[str, list[str]] = {}
    label = ""
    for element in named(tags, "dt", "dd"):
        if local_name(element) == "dt":
            label = line(element).rstrip(":").casefold()
            continue
        links = [text for link in named(element, "a") if (text := line(link))]
        labelled[label] = links if links and label != "series" else [line(element)]
    return labelled


def _names(labelled: dict[str, list[str]], kind: str) -> tuple[str, ...]:
    """Returns the names beside the labels of one kind of detail, each once;
    labels mean the same as in plain text.
    """
    found = (name for label, values in labelled.items() if details.kind_of(label) == kind for name in values)
    return tuple(dict.fromkeys(name for name in found if name))


def _authors(preface: etree._Element) -> tuple[str, ...]:
    links = [line(link) for link in named(preface, "a") if "author" in words(link, "rel")]
    byline = next((line(each) for each in named(preface, "div") if "byline" in words(each, "class")), "")
    names = links or byline.removeprefix("by ").split(", ")
    return tuple(dict.fromkeys(name for name in names if name))


def _address(preface: etree._Element) -> str:
    found = (_WORK.match(link.get("href") or "") for link in named(preface, "a"))
    return next((address[0] for address in found if address), "")


def _progress(labelled: dict[str, list[str]]) -> Iterator[str]:
    """Yields sentences on the series a work is part of, and on how much of it is there yet."""
    for series in labelled.get("series", ()):
        yield markup.escape(f"{series}.")
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


def _quoted(element: etree._Element) -> dict[str, str]:
    """Returns the block quotes of a preface (its summary, its notes) by the line before each."""
    quoted: dict[str, str] = {}
    for each in named(element, "blockquote"):
        before = each.getprevious()
        label = line(before).rstrip(":").casefold() if before is not None else ""
        blocks = [replace(block, quote=0) for block in xhtml.read(each).blocks]
        quoted.setdefault(label, markdown(blocks))
    return quoted


def _chapters(text: etree._Element) -> Iterator[ManuscriptChapter]:
    """Yields a chapter for each heading that the Archive set;
    the author's own headings are part of the text.
    """
    for each in list(named(text, "div")):
        if "endnote-link" in words(each, "class"):
            hide(each)
    groups: list[list[etree._Element]] = []
    for part in text.iterchildren(etree.Element):
        if _heading(part) is not None:
            groups.append([])
        if groups:
            groups[-1].append(part)
    for parts in groups or [[text]]:
        title = line(_heading(parts[0]))
        blocks = [block for part in parts for block in xhtml.read(part).blocks]
        if groups:  # the first block is the heading
            blocks = blocks[1:]
        if written := markdown(blocks):
            known = headings.parse(title)
            yield ManuscriptChapter(title, written, key=known.key if known else title.casefold())


def _heading(part: etree._Element) -> etree._Element | None:
    """Returns the heading in the box before a chapter's text."""
    if "meta" not in words(part, "class"):
        return None
    return next((each for each in named(part, "h2") if "heading" in words(each, "class")), None)


def _end_notes(root: etree._Element) -> Iterator[ManuscriptChapter]:
    notes = identified(root, "endnotes")
    if notes is not None and (text := _quoted(notes).get("end notes", "")):
        yield ManuscriptChapter("Author’s note", text, ChapterKind.BACK, key="end")
