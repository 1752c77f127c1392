"""Whether an entry says that it is only a part: by a link to read on, or by a notice to members."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from lxml import etree

from bot.feeds.formats.teaser_words import (
    BUTTONS,
    CALL,
    ELSEWHERE,
    FOR_MEMBERS,
    LINK_WORDS,
    PLACE,
    READ_ON_CALLS,
    SIGNED,
    STATEMENT,
)
from bot.imports.formats.html.elements import named, words
from bot.imports.formats.xhtml.blocks import Block
from bot.imports.formats.xhtml.tree import local_name

_MORE_CLASSES = frozenset(("more-link", "read-more", "readmore", "read_more", "continue-reading", "morelink"))
_REACH = 300
"""Characters from the end within which the text would say that there is more."""
_LINES = 6
"""The last lines among which a notice to members may stand, with its buttons below."""
_COUNTS = re.compile(
    r"\bwords: [\d,.k+]+\b.{0,60}\bchapters: \d|\bchapters: \d.{0,60}\bwords: \d", re.IGNORECASE
)
_FEW, _DESCRIPTION = 40, 4_000
"""Blocks, and characters, of an entry that only describes a work."""
_LAST_LINK = re.compile(r"\[((?:[^\]\[\\\n]|\\.){1,200})\]\(<([^<>\s]{1,2000})>\)[^\w\n]*\Z")
_LINK = re.compile(r"\]\(<[^<>\s]{1,2000}>\)")
_ADDRESS = re.compile(r"https?://\S{1,2000}")
_ESCAPED = re.compile(r"\\(.)")
_CUT = re.compile(r"\[(?:…|\.\.\.)\]\W*\Z")
_DOTS = re.compile(r"…|\.\.\.")
_IN_BRACKETS = re.compile(r"[(\[]([^()\[\]]{1,60})[)\]]\W*\Z")
_ARROW = re.compile(r"(?:[→»›⟶➔➜]|->|>>)\W*\Z")
_READ_THERE = re.compile(  # the entry's own page is what it leads to
    r"(?:read|continue|view|open|see|finish)\b(?!.*\b(?:comments?|reviews?|more by|profile|stats)\b)"
    r"(?: \w+){1,6}"
)
_QUOTED = re.compile(r"«[^»]*»|“[^”]*”|„[^“”]*[“”]|\"[^\"]*\"|「[^」]*」|『[^』]*』|《[^》]*》")


def unsigned(blocks: Sequence[Block]) -> list[Block]:
    """Returns the blocks without a last one that only says on which blog the post appeared first."""
    return list(blocks[:-1] if blocks and SIGNED.fullmatch(_words(blocks[-1].plain[:1_000])) else blocks)


def asks_for_password(root: etree._Element) -> bool:
    """Returns whether the entry is the form that a protected post shows instead of its text."""
    return any((field.get("type") or "").lower() == "password" for field in named(root, "input"))


def has_more_link(root: etree._Element) -> bool:
    """Returns whether the entry ends with a link that its blog marks as one to read on, in any language."""
    link = next((each for each in reversed(list(named(root, "a")))), None)
    if link is None or not _MORE_CLASSES & words(link, "class"):
        return False
    return not any(any(map(str.isalnum, text)) for text in _texts_behind(link))


def says_there_is_more(blocks: Sequence[Block], title: str, link: str) -> bool:
    """Returns whether the last lines say that this is not all. `title` and `link` are the entry's."""
    last = [each for each in blocks if each.plain.strip()][-_LINES:]
    if any(FOR_MEMBERS.match(_words(each.plain[:_REACH])) for each in last) or _describes_a_work(blocks):
        return True
    while last and BUTTONS.fullmatch(_words(last[-1].plain[:_REACH])):
        last.pop()
    return bool(last) and _leads_on(last[-1], _words(title), link)


def _describes_a_work(blocks: Sequence[Block]) -> bool:
    """Returns whether a short entry is what an archive's feed says of a work: its words and chapters."""
    counted = any(_COUNTS.search(each.plain[:_REACH]) for each in blocks[:_FEW])
    return counted and sum(len(each.plain) for each in blocks) <= _DESCRIPTION


def _leads_on(block: Block, title: str, own: str) -> bool:
    line = block.plain.rstrip().rpartition("\n")[2][-_REACH:]
    if _CUT.search(line):
        return True
    found = _LAST_LINK.search(block.text[-4_000:])
    label, goal = (_ESCAPED.sub(r"\1", found[1]), found[2].partition("#")[0]) if found else ("", "")
    before, *behind = _DOTS.split(line.rstrip(" .…)]"))
    tail = behind[-1] if behind else before
    if found and not _words(label) and _DOTS.search(label):
        return True
    if behind and label and _words(tail) == _words(label) and (goal == own or _words(label) == "continue"):
        return True  # `… lamp.example.org/1`
    if label and goal == own and _words(line) == _words(label) and _READ_THERE.fullmatch(_words(label)):
        return True
    linked = any(sign.search(each) for sign, each in ((_LINK, block.text), (_ARROW, line), (_ADDRESS, line)))
    in_brackets = _IN_BRACKETS.search(line)
    words_alone = [label, in_brackets[1] if in_brackets else ""]
    if any(LINK_WORDS.fullmatch(_words(each)) for each in words_alone):
        return True
    uncounted = _IN_BRACKETS.sub("", line).rstrip(" .…")  # `(1,234 words)`
    return any(_is_call(each, title, linked=linked) for each in {label, line, tail, uncounted})


def _is_call(line: str, title: str, *, linked: bool) -> bool:
    """Returns whether a line, without the entry's title, calls its reader to read on. Where it is linked, the
    call may go on.
    """
    said = _words(_ADDRESS.sub(" ", _QUOTED.sub(" ", line)))
    said = " ".join(f" {said} ".replace(f" {title} ", " ").split()) if title else said
    elsewhere = said.removeprefix("の").strip()
    if READ_ON_CALLS.fullmatch(elsewhere) or (linked and READ_ON_CALLS.match(elsewhere)):
        return True
    return bool(linked and STATEMENT.fullmatch(said)) or _is_english_call(said, linked=linked)


def _is_english_call(said: str, *, linked: bool) -> bool:
    call = CALL.fullmatch(said)
    if call is None:
        return False
    is_rest = bool(call["rest"] or call["rest_there"])
    if not is_rest and ELSEWHERE.search(said):
        return False
    if linked and (is_rest or call["behind_reading"] is not None):
        return True
    behind = call["behind"] or call["behind_there"] or call["behind_reading"] or ""
    return PLACE.fullmatch(behind) is not None


def _words(text: str) -> str:
    """Returns the words of a text in lower case with single spaces between them."""
    letters = unicodedata.normalize("NFKC", text).casefold()
    kept = (c if c.isalnum() or unicodedata.category(c).startswith("M") else " " for c in letters)
    return " ".join("".join(kept).split())


def _texts_behind(element: etree._Element) -> Iterator[str]:
    """Yields what stands behind an element in its page."""
    for each in (element, *element.iterancestors()):
        if local_name(each) in ("body", "html"):
            return
        yield each.tail or ""
        for sibling in each.itersiblings():
            yield "".join(map(str, sibling.itertext()))
            yield sibling.tail or ""
