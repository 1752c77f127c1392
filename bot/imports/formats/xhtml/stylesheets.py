"""The stylesheets of a file's pages: what they say of an element is written into its `style` attribute."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

import tinycss2
from lxml import etree
from tinycss2 import ast

from bot.imports.formats.xhtml.looks import LAYOUT, declarations, look_of
from bot.imports.formats.xhtml.selectors import Effort, EffortSpentError, Selector, class_words, selectors
from bot.imports.formats.xhtml.tree import local_name
from bot.imports.formats.xhtml.vocabulary import EPUB_TYPE

_MOST_CSS = 1024 * 1024  # characters in one file; each million takes some 0.6 s
_MOST_ABOVE = 512  # elements that are remembered, each of which takes memory
_MOST_COMPARISONS = 500_000  # of an element with a part of a selector, in one file; a book takes 30,000
_NO_EMPHASIS = re.compile("h[1-6]|html|body")  # how a heading or the whole page looks stresses nothing in it
_NO_TEXT = frozenset(("script", "style", "head", "noscript", "template"))
_SCREENS = frozenset(("", "all", "screen", "only screen"))

_Style = tuple[str, str]
"""The ordinary declarations for an element, and the important ones."""


class _Rule(NamedTuple):
    """One selector with what it declares. Rules sort as they count, the last most."""

    important: bool
    specificity: tuple[int, int, int]
    order: int
    selector: Selector
    declared: dict[str, str]


class _Candidates(NamedTuple):
    """The rules that may count for elements of one name, id and class; `certain` is by the sure ones."""

    rules: list[_Rule]
    certain: _Style
    are_certain: bool


class Stylesheets:
    """Applies the stylesheets of one file, however many pages it has; a sheet that several pages link to is
    read once. `warnings` says what was left out.

    Where the file is a book (`of_book`), only what is said of classes and ids counts: how it has all
    paragraphs stresses none of them, and what its parts are, their types say.
    """

    def __init__(self, *, of_book: bool = False) -> None:
        self.warnings: list[str] = []
        self._of_book = of_book
        self._css_left = _MOST_CSS
        self._effort = Effort(_MOST_COMPARISONS)
        self._rules: dict[str, list[_Rule]] = {}
        self._cascades: dict[tuple[str, ...], _Cascade] = {}

    def apply(self, root: etree._Element, linked: Sequence[str] = ()) -> None:
        """Writes what the sheets say into the `style` attributes of a page's elements: before what is there,
        or after it where it is important. `linked` are the texts of the sheets that the page links to; its
        own `<style>` elements come after them.

        What would hide most of the page's text does not hide it: a script or a picture would show it.
        """
        sheets = tuple(text for text in (*linked, *_own_sheets(root)) if text.strip())
        if not sheets:
            return
        if sheets not in self._cascades:
            self._cascades[sheets] = _Cascade(map(self._rules_in, sheets))
        _write(root, self._cascades[sheets], self._effort)
        if self._effort.left < 0:
            self._warn("The stylesheets are too complex to follow; some italics and the like may be missing.")

    def _rules_in(self, text: str) -> list[_Rule]:
        if text not in self._rules:
            self._css_left -= len(text)
            found = _read(text) if self._css_left >= 0 else []
            self._rules[text] = [each for each in found if not self._of_book or each.selector.chooses]
        if self._css_left < 0:
            self._warn("The stylesheets are too long to be read; some italics and the like may be missing.")
        return self._rules[text]

    def _warn(self, warning: str) -> None:
        if warning not in self.warnings:
            self.warnings.append(warning)


class _Cascade:
    """The rules of several sheets, by what an element must have for them to count."""

    def __init__(self, sheets: Iterable[list[_Rule]]) -> None:
        self._by_key: dict[str, list[_Rule]] = {}
        self._candidates: dict[tuple[str, str, str, str], _Candidates] = {}
        self._above: dict[etree._Element, frozenset[str]] = {}
        for order, rule in enumerate(chain.from_iterable(sheets)):
            self._by_key.setdefault(rule.selector.key, []).append(rule._replace(order=order))

    @property
    def is_empty(self) -> bool:
        """Returns whether nothing is declared for any element."""
        return not self._by_key

    def leave_page(self) -> None:
        """Forgets the elements of a page, which holds on to all of it."""
        self._above.clear()

    def style_of(self, element: etree._Element, effort: Effort) -> _Style:
        """Returns what is declared for an element; where no effort is left, only what is certain."""
        identity = element.get("id") or ""
        if identity and f"#{identity}" not in self._by_key:
            identity = ""
        typed = element.get(EPUB_TYPE) or element.get("epub:type") or ""
        signature = (element.tag, element.get("class") or "", typed, identity)
        candidates = self._candidates.get(signature)
        if candidates is None:
            candidates = self._candidates[signature] = self._find(element, identity, effort)
        if candidates.are_certain:
            return candidates.certain
        above = self._classes_above(element)
        possible = [rule for rule in candidates.rules if rule.selector.above <= above]
        try:
            return _joined(element, [rule for rule in possible if rule.selector.matches(element, effort)])
        except EffortSpentError:
            return candidates.certain

    def _classes_above(self, element: etree._Element) -> frozenset[str]:
        """Returns the classes of all elements that one stands in."""
        parent = element.getparent()
        if parent is None:
            return frozenset()
        known = self._above.get(parent)
        if known is None:
            known = self._classes_above(parent) | class_words(parent.get("class") or "")
            if len(self._above) >= _MOST_ABOVE:
                self._above.clear()
            self._above[parent] = known
        return known

    def _find(self, element: etree._Element, identity: str, effort: Effort) -> _Candidates:
        words = class_words(element.get("class") or "")
        keys = ["", local_name(element), *(f".{word}" for word in words)]
        keys += [f"#{identity}"] if identity else []
        found: list[_Rule] = []
        for key in keys:
            rules = self._by_key.get(key, [])
            if effort.take(len(rules)):
                found += (rule for rule in rules if rule.selector.compounds[0].names(element))
        found.sort()
        certain = [rule for rule in found if rule.selector.is_certain]
        return _Candidates(found, _joined(element, certain), len(certain) == len(found))


def linked(root: etree._Element) -> list[str]:
    """Returns the addresses of the sheets that a page links to, in order."""
    links = (element for element in root.iter("{*}link") if _is_for_screens(element.get("media")))
    sheets = (element for element in links if (element.get("rel") or "").lower().split() == ["stylesheet"])
    return [address for element in sheets if (address := element.get("href"))]


def _own_sheets(root: etree._Element) -> Iterator[str]:
    for element in root.iter("{*}style"):
        above = element.getparent()
        is_used = above is None or local_name(above) not in _NO_TEXT - {"head"}
        if is_used and _is_for_screens(element.get("media")):
            # Old pages put it into a comment.
            yield (element.text or "") + "".join(f"{part.text or ''}{part.tail or ''}" for part in element)


def _is_for_screens(media: str | None) -> bool:
    """Returns whether a list of media has a screen of any size in it."""
    return any(" ".join(each.lower().split()) in _SCREENS for each in (media or "").split(","))


def _read(text: str) -> list[_Rule]:
    try:
        return list(_rules(text))
    except RecursionError:  # brackets nested too deeply to mean anything
        return []


def _rules(text: str) -> Iterator[_Rule]:
    for node in tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True):
        if isinstance(node, ast.QualifiedRule):
            yield from _rules_of(node)
        elif isinstance(node, ast.AtRule) and node.lower_at_keyword == "media":
            inner = node.content if _is_for_screens(tinycss2.serialize(node.prelude)) else None
            for rule in tinycss2.parse_rule_list(inner or [], skip_comments=True, skip_whitespace=True):
                if isinstance(rule, ast.QualifiedRule):
                    yield from _rules_of(rule)


def _rules_of(node: ast.QualifiedRule) -> Iterator[_Rule]:
    parts = tinycss2.parse_blocks_contents(node.content, skip_comments=True, skip_whitespace=True)
    all_declared = [part for part in parts if isinstance(part, ast.Declaration)]
    prelude = tinycss2.serialize(node.prelude)
    chosen: list[Selector] | None = None
    for important in (False, True):
        each = (part.serialize() for part in all_declared if part.important is important)
        if declared := declarations(";".join(each)):
            chosen = selectors(prelude) if chosen is None else chosen
            for selector in chosen:
                yield _Rule(important, selector.specificity, 0, selector, declared)


def _joined(element: etree._Element, rules: Iterable[_Rule]) -> _Style:
    """Returns what rules declare for an element; of two, the later counts."""
    ordinary: dict[str, str] = {}
    important: dict[str, str] = {}
    for rule in rules:
        (important if rule.important else ordinary).update(rule.declared)
    only_layout = bool(_NO_EMPHASIS.fullmatch(local_name(element)))
    return _written(ordinary, only_layout), _written(important, only_layout)


def _written(declared: Mapping[str, str], only_layout: bool) -> str:
    return "".join(
        f"{name}:{value};" for name, value in declared.items() if name in LAYOUT or not only_layout
    )


def _write(root: etree._Element, cascade: _Cascade, effort: Effort) -> None:
    hidden: dict[etree._Element, str] = {}
    if cascade.is_empty:
        return
    for element in root.iter(etree.Element):
        ordinary, important = cascade.style_of(element, effort)
        if not ordinary and not important:
            continue
        own = element.get("style") or ""
        style = f"{ordinary}{own};{important}" if own else ordinary + important
        element.set("style", style)
        if look_of(style).hidden:
            hidden[element] = own
    cascade.leave_page()
    if hidden:
        _show_most(root, hidden)


def _show_most(root: etree._Element, hidden: Mapping[etree._Element, str]) -> None:
    """Gives those of the hidden elements that hold most of a page's text their own style back; all of them
    where nothing else would be left.
    """
    letters = 0
    begun: list[int] = []
    inside: dict[etree._Element, int] = {}
    events = etree.iterwalk(root, events=("start", "end"))
    for event, element in events:
        if event == "start":
            begun.append(letters)
            if local_name(element) in _NO_TEXT:
                events.skip_subtree()
            else:
                letters += len((element.text or "").strip())
            continue
        began = begun.pop()
        if element in hidden:
            inside[element] = letters - began
        letters += len((element.tail or "").strip())
    outermost = {element: number for element, number in inside.items() if not _is_in(element, inside)}
    everything = sum(outermost.values()) == letters
    for element, number in inside.items():
        if everything or number * 2 > letters:
            element.set("style", hidden[element])


def _is_in(element: etree._Element, others: Mapping[etree._Element, int]) -> bool:
    return any(above in others for above in element.iterancestors())
