"""Threads of forums (XenForo, phpBB), where a story's chapters are posts among other people's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from lxml import etree

from bot.imports.formats import xhtml
from bot.imports.formats.html import from_blocks, head
from bot.imports.formats.html.chapters import titled_section
from bot.imports.formats.html.elements import classed, hide, line, named, words
from bot.imports.formats.xhtml.tree import local_name
from bot.imports.manuscript import Manuscript
from bot.stories.details import Details

_POSTS = frozenset(("message", "post"))
_TEXTS = ("bbwrapper", "messagetext", "content")  # of XenForo 2, XenForo 1 and phpBB
_NAMES = ("message-name", "username")
_MARKS = ("threadmarklabel", "threadmarker")
_TITLES = ("p-title-value", "titlebar", "topic-title")
_BUTTONS = ("bbcodeblock-expandlink", "bbcodeblock-sourcejump", "message-lastedit", "signature")
_SPOILERS = ("bbcodespoiler-button", "bbcodespoilerbutton")  # of XenForo 2 and 1
_SPOILER_TITLES = ("bbcodespoiler-button-title", "spoilertitle")
_MARK = re.compile(r"threadmarks?:\s*", re.IGNORECASE)
_PAGE = re.compile(r"\s+\|\s+(?:page \d+\s+\|\s+)?[^|]{1,60}$", re.IGNORECASE)


@dataclass(frozen=True)
class Post:
    """A post of a thread: who wrote it, the element that holds its text, and its threadmark if any."""

    author: str
    text: etree._Element
    mark: str


def read(root: etree._Element, name: str) -> Manuscript | None:
    """Returns the story in a thread: the posts with threadmarks, else those of whoever began it.

    What others wrote is left out, with a warning. None where the page has no posts. Raises
    UnreadableFileError where they have no text.
    """
    posts = list(_posts(root))
    if not posts:
        return None
    chapters = [post for post in posts if post.mark] or [
        post for post in posts if post.author == posts[0].author
    ]
    for button in classed(root, *_BUTTONS):
        hide(button)
    for button in list(classed(root, *_SPOILERS)):
        _show_title(button)
    known = _about(root, chapters[0])
    left = len(posts) - len(chapters)
    warnings = (_left_out(left),) if left else ()
    blocks = [xhtml.read(post.text).blocks for post in chapters]
    if not chapters[0].mark:
        joined = [block for each in blocks for block in each]
        return from_blocks.story(joined, known, name, warnings=warnings)
    sections = [titled_section(post.mark, text) for post, text in zip(chapters, blocks, strict=True)]
    return from_blocks.of_chapters([], sections, known, name, warnings=warnings)


def _left_out(number: int) -> str:
    posts = "One other post of the thread was" if number == 1 else f"{number} other posts of the thread were"
    return f"{posts} left out."


def _show_title(button: etree._Element) -> None:
    """Makes the title that somebody gave a folded part of a post, which stands on a button, a bold line."""
    title = next((line(each) for each in classed(button, *_SPOILER_TITLES)), "")
    if title:
        for child in list(button):
            button.remove(child)
        button.tag, button.text = "p", ""
        etree.SubElement(button, "b").text = title


def _posts(root: etree._Element) -> Iterator[Post]:
    for post in classed(root, *_POSTS):
        if not any(_POSTS & words(above, "class") for above in post.iterancestors()) and (
            (text := next(classed(post, *_TEXTS), None)) is not None
        ):
            names = (line(each) for name in _NAMES for each in classed(post, name))
            author = post.get("data-author") or next(filter(None, names), "")
            text.tag = "div"  # XenForo 1 has a block quote here
            mark = next((line(each) for each in classed(post, *_MARKS)), "")
            yield Post(author, text, _MARK.sub("", mark))


def _about(root: etree._Element, first: Post) -> Details:
    known = head.read(root)
    titles = (_own_line(each) for each in classed(root, *_TITLES))
    title = next(filter(None, titles), "") or _PAGE.sub("", known.title)
    authors = (first.author,) if first.author else known.authors
    return replace(known, title=title, authors=authors, summary="")


def _own_line(heading: etree._Element) -> str:
    """Returns a thread's title without the labels before it (`Original`, `Complete`)."""
    for label in classed(heading, "label", "label-append"):
        label.text = ""
    found = next(named(heading, "h1"), heading) if local_name(heading) != "h1" else heading
    return line(found)
