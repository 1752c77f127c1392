"""Documents of Google Docs and Word, saved as a web page: the comments on them are no part of the story."""

from __future__ import annotations

import re

from lxml import etree

from bot.imports.formats.html.elements import hide, named
from bot.imports.formats.xhtml.tree import local_name

_COMMENT = re.compile(r"cmnt\d+|_msocom_\d+")
_REFERENCE = re.compile(r"cmnt_ref\d+|_msoanchor_\d+")
_WORD_LIST = re.compile(r"mso-element\s*:\s*comment-list")


def hide_comments(root: etree._Element) -> tuple[str, ...]:
    """Hides the comments on a document and the marks that refer to them; warns of how many there are."""
    comments = 0
    for link in list(named(root, "a")):
        place = link.get("id") or link.get("name") or ""
        if _REFERENCE.fullmatch(place) or _COMMENT.fullmatch((link.get("href") or "").removeprefix("#")):
            hide(link)
        elif _COMMENT.fullmatch(place):
            hide(_whole(link))
            comments += 1
    for box in named(root, "div"):
        if _WORD_LIST.search(box.get("style") or ""):
            hide(box)
    if not comments:
        return ()
    return (f"Left out: {comments} {'comment' if comments == 1 else 'comments'} on the document.",)


def _whole(link: etree._Element) -> etree._Element:
    """Returns the comment that a link back stands in: a box of its own, or else one paragraph."""
    above = link.getparent()
    while above is not None and local_name(above) not in ("p", "div", "body", "li"):
        above = above.getparent()
    if above is None or local_name(above) == "body":
        return link
    box = above.getparent()
    is_box = box is not None and local_name(box) == "div" and next(box.iter("{*}p"), None) is above
    return box if is_box and box is not None else above
