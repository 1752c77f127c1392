"""Tells how the text of (X)HTML elements is shown, by their names, types, classes and styles."""

from __future__ import annotations

import re
from functools import lru_cache

from lxml import etree

from bot.imports.formats.xhtml import printed_pages
from bot.imports.formats.xhtml.looks import BARE, NO_LOOK, Look, look_of
from bot.imports.formats.xhtml.tree import local_name, short_text
from bot.text.markup import Style

EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"

_BLOCKS = re.compile(
    "address|article|aside|blockquote|body|caption|center|dd|details|dialog|div|dl|dt|fieldset|figcaption|"
    "figure|footer|form|h[1-6]|header|hgroup|hr|html|legend|li|main|menu|nav|ol|p|pre|section|"
    "summary|table|tbody|td|tfoot|th|thead|tr|ul"
)
_HEADING = re.compile("h[1-6]")
_UNSEEN = re.compile(
    "audio|button|canvas|datalist|embed|head|iframe|input|map|noscript|object|rp|script|select|source|style|"
    "template|textarea|title|track|video"
)
_UNSEEN_TYPES = frozenset(("backlink", "pagebreak", "z3998:publisher-logo", "doc-backlink", "doc-pagebreak"))
_UNSEEN_CLASSES = frozenset(("sr-only", "visually-hidden", "visuallyhidden", "screen-reader-text"))
_CASES = frozenset(("case", "epub:case"))
_STYLES = {
    **dict.fromkeys(("i", "em", "cite", "dfn", "var", "address"), Style.EMPHASIS),
    **dict.fromkeys(("b", "strong", "dt", "th"), Style.STRONG),
    **dict.fromkeys(("u", "ins"), Style.UNDERLINE),
    **dict.fromkeys(("s", "del", "strike"), Style.STRIKE),
}
_EMPHASES = {
    f"{space}{name}": _STYLES[name]
    for name in ("i", "em", "b", "strong", "u", "s")
    for space in ("", "{http://www.w3.org/1999/xhtml}")
}
"""The styles of what stresses words, by the names that nearly all pages have for it."""
_OWN_LOOKS = dict.fromkeys(("a", "abbr", "acronym"), Style.UNDERLINE)  # which no author gave to the words
_LETTERS = Style.EMPHASIS | Style.STRONG
_CLASSES = {
    **dict.fromkeys(("italic", "italics", "em", "emphasis"), Style.EMPHASIS),
    **dict.fromkeys(("bold", "strong"), Style.STRONG),
    "underline": Style.UNDERLINE,
    **dict.fromkeys(("strike", "strikethrough"), Style.STRIKE),
}
_HEADING_TYPES = frozenset(("se:bridgehead", "bridgehead", "subtitle", "title", "fulltitle", "z3998:ordinal"))
_NARRATIVE_TYPES = frozenset(("z3998:diary", "z3998:diary-entry"))
_NOTE_TYPES = frozenset(("noteref", "doc-noteref"))
_NOTES = frozenset(("footnote", "endnote", "rearnote", "note", "annotation", "doc-footnote", "doc-endnote"))
_REFERS = re.compile(r"(?:foot|end)?note-?(?:ref|anchor|link|call)?|fn-?(?:ref|anchor)?|footnote-?reference")
_SIGN = "*"
_INITIALS = frozenset(("dropcap", "drop-cap", "dropcaps", "drop-caps", "drop", "dc", "initial", "lettrine"))
_INITIAL = re.compile(r"[“‘\"'«„¿¡]?[^\W\d_]")
_NOTE_MARK = re.compile(r"[\[(]?\s*([0-9]{1,4}|[a-z]|[*†‡§¶]{1,3})\s*[\])]?", re.IGNORECASE)
_LONGEST_MARK = 12  # characters
_NO_DESCRIPTION = frozenset(("", "image", "img", "cover", "illustration", "picture"))
_FILE_NAME = re.compile(r"\S+\.(?:png|jpe?g|gif|svg|webp)", re.IGNORECASE)


def types(element: etree._Element) -> frozenset[str]:
    """Returns an element's `epub:type` and `role` as one set of words;
    unprefixed HTML keeps the attribute's name.
    """
    typed = element.get(EPUB_TYPE) or element.get("epub:type") or ""
    role = element.get("role") or ""
    return _set_of(typed, role) if typed or role else frozenset()


@lru_cache(maxsize=1024)
def _set_of(typed: str, role: str) -> frozenset[str]:
    return frozenset(f"{typed} {role}".split())


@lru_cache(maxsize=1024)
def is_block(name: str) -> bool:
    """Returns whether elements of that name are paragraphs, or hold them."""
    return bool(_BLOCKS.fullmatch(name))


def look_at(element: etree._Element) -> Look:
    """Returns what the element's `style` says; BARE where that is nothing and it has no other attribute."""
    attributes = element.attrib
    if not attributes:
        return BARE
    style = attributes.get("style")
    if not style:
        return NO_LOOK
    look = look_of(style)
    is_bare = look.only_indents and len(attributes) == 1 and local_name(element) != "span"  # as lines may be
    return BARE if is_bare else look


def is_unseen(element: etree._Element, name: str, look: Look) -> bool:
    """Returns whether a reader would not see the element, whatever its style says,
    or could do nothing with it here (a link back).
    """
    if _is_unseen(name):
        return True
    if name in _CASES:
        return _is_other_case(element)
    if look is BARE:
        return False
    return (
        element.get("hidden") is not None
        or not _UNSEEN_TYPES.isdisjoint(types(element))
        or not _UNSEEN_CLASSES.isdisjoint((element.get("class") or "").split())
    )


@lru_cache(maxsize=1024)
def _is_unseen(name: str) -> bool:
    return bool(_UNSEEN.fullmatch(name))


def style_of(element: etree._Element, name: str, look: Look, around: Style) -> Style:
    """Returns the style of the text in an element, which stands in text of the style `around` it."""
    style = _STYLES.get(name, Style.PLAIN)
    if name == "p" and _is_header_title(element):
        style = Style.STRONG
    if look is not BARE:
        if "z3998:persona" in types(element):  # in a stage direction it has small capitals
            style = Style.STRONG if name in ("td", "th") else Style.PLAIN
        if classes := element.get("class"):
            style = _with_classes(style, classes)
    if look.changes_letters:
        added = look.added & ~_OWN_LOOKS.get(name, Style.PLAIN)
        if Style.UNDERLINE in added and _only_holds_link(element):
            added &= ~Style.UNDERLINE
        # What is underlined or struck is so as a whole, whatever is said of a part of it.
        return (around & ~(look.reset & _LETTERS)) | (style & ~look.reset) | added
    return around | style if style is not Style.PLAIN else around


@lru_cache(maxsize=4096)
def _with_classes(style: Style, classes: str) -> Style:
    for word in classes.lower().split():
        style |= _CLASSES.get(word, Style.PLAIN)
    return style


def runs_of(element: etree._Element) -> list[tuple[str, Style]] | None:
    """Returns the texts in an element with their styles; None where anything else than emphasis without
    attributes is in it."""
    runs = [(element.text or "", Style.PLAIN)]
    for child in element:
        style = _EMPHASES.get(child.tag)
        if style is None or len(child) or child.keys():
            return None
        runs.append((child.text or "", style))
        runs.append((child.tail or "", Style.PLAIN))
    return [(printed_pages.without_numbers(text), style) for text, style in runs if text]


def level_of(element: etree._Element, name: str) -> int:
    """Returns the level of the heading that the element is, or 0; a subtitle is a heading of level 3."""
    if name == "p" and not _HEADING_TYPES.isdisjoint(types(element)):
        return 3
    return int(name[1]) if _HEADING.fullmatch(name) else 0


def is_quotation(element: etree._Element, name: str) -> bool:
    """Returns whether the element sets its text apart; a diary that tells the story is no quotation of it."""
    return name == "blockquote" and _NARRATIVE_TYPES.isdisjoint(types(element))


def is_speaker(element: etree._Element, name: str) -> bool:
    """Returns whether the element is the cell of a play that names who speaks."""
    return name in ("td", "th") and "z3998:persona" in types(element)


def note_mark(element: etree._Element) -> str:
    """Returns the number or sign of the note that a link refers to; a star where it refers by its words, and
    nothing where it is an ordinary link.
    """
    mark = _mark_in(element)
    if not _NOTE_TYPES.isdisjoint(types(element)):
        return mark[1] if mark else _SIGN
    if not mark or "#" not in (element.get("href") or ""):
        return ""
    around = element.getparent()
    near = (element, *element.iterchildren(etree.Element), *(() if around is None else (around,)))
    return mark[1] if _refers(element.get("class") or "") or any(map(_is_raised, near)) else ""


def refers_by_words(element: etree._Element, mark: str) -> bool:
    """Returns whether a link to a note is made of words of the text, which its mark cannot stand for."""
    return mark == _SIGN and not _mark_in(element)


def is_note(element: etree._Element) -> bool:
    """Returns whether the element is a note to the text."""
    return not _NOTES.isdisjoint(types(element))


def begins_with(element: etree._Element, mark: str) -> bool:
    """Returns whether a note's own text begins with its mark."""
    first = next(
        (text for part in element.itertext(etree.Element) if (text := str(part).strip("[( \t\r\n"))), ""
    )
    return first.startswith(mark)


def is_initial(element: etree._Element, look: Look) -> bool:
    """Returns whether a block is nothing but the initial of the paragraph after it."""
    if not look.floats and _INITIALS.isdisjoint((element.get("class") or "").lower().split()):
        return False
    return bool(_INITIAL.fullmatch(short_text(element, 2) or ""))


def picture_text(picture: etree._Element) -> str:
    """Returns the text for a picture: its description in brackets, an initial as the letter it is. Empty for
    an ornament, which has no description, and where a file's name stands in for one.
    """
    if local_name(picture) == "img":
        description = picture.get("alt") or ""
    else:
        description = picture.findtext("{*}title") or picture.get("aria-label") or ""
    description = " ".join(description.split())
    if description.casefold() in _NO_DESCRIPTION or _FILE_NAME.fullmatch(description):
        return ""
    return description if len(description) == 1 else f"[Illustration: {description}]"


@lru_cache(maxsize=1024)
def _refers(classes: str) -> bool:
    return any(map(_REFERS.fullmatch, classes.lower().split()))


def _mark_in(link: etree._Element) -> re.Match[str] | None:
    return _NOTE_MARK.fullmatch(short_text(link, _LONGEST_MARK) or "")


def _is_raised(element: etree._Element) -> bool:
    return local_name(element) == "sup" or look_at(element).raised == "sup"


def _is_other_case(case: etree._Element) -> bool:
    """Returns whether it is a case of an `epub:switch` that another of its branches is shown for."""
    switch = case.getparent()
    if switch is None or local_name(switch).removeprefix("epub:") != "switch":
        return False
    branches = list(switch.iterchildren(etree.Element))
    return branches[0] is not case or any(
        local_name(branch).removeprefix("epub:") == "default" for branch in branches
    )


def _only_holds_link(element: etree._Element) -> bool:
    """Returns whether there is nothing but a link in an element, whose underline is then the link's."""
    return (
        len(element) == 1
        and not (element.text or "").strip()
        and local_name(element[0]) == "a"
        and not (element[0].tail or "").strip()
    )


def _is_header_title(paragraph: etree._Element) -> bool:
    """Returns whether it is an untyped paragraph in a header: the name of the letter or poem that follows."""
    above = paragraph.getparent()
    return above is not None and local_name(above) == "header" and not types(paragraph)
