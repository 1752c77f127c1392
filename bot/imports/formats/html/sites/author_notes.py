"""The author's notes that a site puts into boxes before, behind or within a chapter's text."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from bot.imports.formats.html.elements import classed, hide, text_in, words
from bot.stories.chapter_notes import ChapterNotes


def around(root: etree._Element, text: etree._Element, boxes: Mapping[str, str]) -> ChapterNotes:
    """Returns the notes on a page, and hides their boxes; `boxes` has the class of the note in each box.

    What stands before the first word of `text` is before the chapter, the rest behind it.
    """
    before: list[etree._Element] = []
    after: list[etree._Element] = []
    found: list[etree._Element] = []
    inside = begun = False
    events = etree.iterwalk(root, events=("start", "end"))
    for event, each in events:
        if event == "end":
            begun = begun or each is text or (inside and bool((each.tail or "").strip()))
            inside = inside and each is not text
        elif box := words(each, "class") & boxes.keys():
            (after if begun else before).extend(classed(each, *(boxes[name] for name in box)))
            found.append(each)
            events.skip_subtree()
        else:
            inside = inside or each is text
            begun = begun or (inside and bool((each.text or "").strip()))
    notes = ChapterNotes(before=text_in(*before), after=text_in(*after))
    for each in found:
        hide(each)
    return notes
