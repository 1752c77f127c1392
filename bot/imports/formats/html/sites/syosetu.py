"""Pages of Shōsetsuka ni Narō and of Hameln: one chapter each, the author's notes before and behind it."""

from __future__ import annotations

from dataclasses import replace

from lxml import etree

from bot.imports.formats import xhtml
from bot.imports.formats.html import from_blocks, head
from bot.imports.formats.html.chapters import titled_section
from bot.imports.formats.html.elements import classed, identified, line, named, text_in
from bot.imports.manuscript import Manuscript
from bot.stories.chapter_notes import ChapterNotes

_BODY = "p-novel__text"
_PREFACE, _AFTERWORD = f"{_BODY}--preface", f"{_BODY}--afterword"
_IDS = (("novel_p", "novel_honbun", "novel_a"), ("maegaki", "honbun", "atogaki"))
_TITLES = ("p-novel__title", "novel_subtitle")
_USERS = ("mypage.syosetu.com", "/user/")


def read(root: etree._Element, name: str) -> Manuscript | None:
    """Returns the chapter on a page; None where the page shows none.

    Raises UnreadableFileError where it has no text.
    """
    before, texts, after = _parts(root)
    if not texts:
        return None
    title = next((line(each) for kind in _TITLES for each in classed(root, kind)), "")
    known = head.read(root)
    people = (line(each) for each in named(root, "a") if any(at in (each.get("href") or "") for at in _USERS))
    known = replace(
        known,
        title=known.title.removesuffix(title).rstrip(" -–|") or known.title,
        authors=tuple(filter(None, people))[:1] or known.authors,
        summary="",  # the page's description is the beginning of its text
    )
    notes = ChapterNotes(before=text_in(*before), after=text_in(*after))
    blocks = [block for text in texts for block in xhtml.read(text).blocks]
    return from_blocks.of_chapters([], [titled_section(title, blocks, notes)], known, name)


def _parts(root: etree._Element) -> tuple[list[etree._Element], ...]:
    """Returns the boxes of the note before a chapter, of its text, and of the note behind it."""
    boxes = list(classed(root, _BODY))
    if boxes:
        before, after = list(classed(root, _PREFACE)), list(classed(root, _AFTERWORD))
        return before, [each for each in boxes if each not in (*before, *after)], after
    for ids in _IDS:
        found = [[each] if (each := identified(root, name)) is not None else [] for name in ids]
        if found[1]:
            return tuple(found)
    return [], [], []
