"""Selectors of stylesheets, matched against one element at a time, from right to left as browsers do it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

import cssselect
from cssselect import parser as css
from lxml import etree

from bot.imports.formats.xhtml.tree import local_name
from bot.imports.formats.xhtml.vocabulary import EPUB_TYPE

_LONGEST = 2000  # characters of a list of selectors, or of an attribute
_DEEPEST = 20  # brackets, each of which takes calls of its own
_OPERATORS: dict[str, Callable[[str, str], bool]] = {
    "=": str.__eq__,
    "!=": str.__ne__,
    "~=": lambda value, wanted: wanted in value.split(),
    "|=": lambda value, wanted: value == wanted or value.startswith(f"{wanted}-"),
    "^=": lambda value, wanted: bool(wanted) and value.startswith(wanted),
    "$=": lambda value, wanted: bool(wanted) and value.endswith(wanted),
    "*=": lambda value, wanted: bool(wanted) and wanted in value,
}

_Test = Callable[[etree._Element], bool]


class EffortSpentError(Exception):
    """Matching took all the effort that one file may take."""


@dataclass(slots=True)
class Effort:
    """The comparisons of an element with a part of a selector that may still be made."""

    left: int

    def take(self, comparisons: int) -> bool:
        """Takes so many comparisons off; returns False where too few were left."""
        self.left -= comparisons
        return self.left >= 0


class _UnknownSelectorError(Exception):
    """A selector asks for what is not known of a page at rest (`:hover`), or not looked at (`:nth-child`)."""


@dataclass(frozen=True, slots=True)
class Compound:
    """What a selector asks of one element: its name, ids and classes, its `epub:type` (each an operator and a
    word); `tests` ask what these do not say.
    """

    name: str = ""
    ids: frozenset[str] = frozenset()
    classes: frozenset[str] = frozenset()
    types: tuple[tuple[str, str], ...] = ()
    tests: tuple[_Test, ...] = ()

    def names(self, element: etree._Element) -> bool:
        """Returns whether an element has the name, ids, classes and type."""
        return (
            (not self.name or local_name(element) == self.name)
            and (not self.ids or self.ids == {element.get("id")})
            and (not self.classes or self.classes <= class_words(element.get("class") or ""))
            and (not self.types or self._types(element.get(EPUB_TYPE) or element.get("epub:type") or ""))
        )

    def _types(self, typed: str) -> bool:
        return all(_compare(operator, typed, wanted) for operator, wanted in self.types)

    def fits(self, element: etree._Element) -> bool:
        """Returns whether an element is all that is asked."""
        return self.names(element) and all(test(element) for test in self.tests)


@dataclass(frozen=True, slots=True)
class Selector:
    """A selector without commas. `compounds` begin with the element that is meant; `combinators` (`" "`, `>`,
    `+`, `~`) stand between each of them and the next, which is above or before it. `above` are the classes
    without which among the elements above none is meant: that is soon told.
    """

    compounds: tuple[Compound, ...]
    combinators: tuple[str, ...]
    specificity: tuple[int, int, int]
    above: frozenset[str] = frozenset()

    @property
    def key(self) -> str:
        """What elements are looked up by: `#id`, else `.class`, else the name, else nothing."""
        meant = self.compounds[0]
        if meant.ids:
            return "#" + min(meant.ids)
        return "." + min(meant.classes) if meant.classes else meant.name

    @property
    def chooses(self) -> bool:
        """Returns whether it asks for a class or an id, and so means what somebody marked."""
        return any(compound.classes or compound.ids for compound in self.compounds)

    @property
    def is_certain(self) -> bool:
        """Returns whether an element's name, id and classes alone tell whether it is meant."""
        return not self.combinators and not self.compounds[0].tests

    def matches(self, element: etree._Element, effort: Effort) -> bool:
        """Returns whether an element that has the names asked of it is meant. Raises EffortSpentError."""
        if not effort.take(1):
            raise EffortSpentError
        return all(test(element) for test in self.compounds[0].tests) and self._stands(element, effort, 0)

    def _stands(self, element: etree._Element, effort: Effort, at: int) -> bool:
        """Returns whether what is above or before an element is as asked."""
        if at == len(self.combinators):
            return True
        compound = self.compounds[at + 1]
        for other in _OTHERS[self.combinators[at]](element):
            if not effort.take(1):
                raise EffortSpentError
            if compound.fits(other) and self._stands(other, effort, at + 1):
                return True
        return False


def selectors(prelude: str) -> list[Selector]:
    """Returns the selectors before a rule's block, but for those that mean no element of a page at rest."""
    if len(prelude) > _LONGEST or prelude.count("(") > _DEEPEST:
        return []
    try:
        parsed = cssselect.parse(prelude)
    except cssselect.SelectorError:
        return []
    return [found for each in parsed if not each.pseudo_element and (found := _selector(each))]


@lru_cache(maxsize=4096)
def class_words(value: str) -> frozenset[str]:
    """Returns the words of a `class` attribute."""
    return frozenset(value.split())


def _selector(parsed: cssselect.Selector) -> Selector | None:
    compounds, combinators = [], []
    rest = parsed.parsed_tree
    try:
        while isinstance(rest, css.CombinedSelector):
            compounds.append(_compound(rest.subselector))
            combinators.append(rest.combinator)
            rest = rest.selector
        compounds.append(_compound(rest))
    except _UnknownSelectorError:
        return None
    further = zip(compounds[1:], combinators, strict=True)
    above = (compound.classes for compound, between in further if between in (" ", ">"))
    return Selector(tuple(compounds), tuple(combinators), parsed.specificity(), frozenset().union(*above))


def _compound(node: css.Tree) -> Compound:
    """Raises _UnknownSelectorError."""
    if isinstance(node, css.Element):
        return Compound(name=(node.element or "").lower())
    if isinstance(node, css.Hash):
        inner = _compound(node.selector)
        return replace(inner, ids=inner.ids | {node.id})
    if isinstance(node, css.Class):
        inner = _compound(node.selector)
        return replace(inner, classes=inner.classes | {node.class_name})
    if isinstance(node, css.Attrib) and node.namespace:
        inner = _compound(node.selector)
        return replace(inner, types=(*inner.types, _type_test(node)))
    if isinstance(node, css.Attrib | css.Negation | css.Matching | css.SpecificityAdjustment | css.Pseudo):
        inner = _compound(node.selector)
        return replace(inner, tests=(*inner.tests, _test(node)))
    raise _UnknownSelectorError


def _test(node: css.Tree) -> _Test:
    if isinstance(node, css.Attrib):
        return _attribute_test(node)
    if isinstance(node, css.Negation):
        refused = _compound(node.subselector)
        return lambda element: not refused.fits(element)
    if isinstance(node, css.Matching | css.SpecificityAdjustment):
        choices = [_compound(each) for each in node.selector_list]
        return lambda element: any(choice.fits(element) for choice in choices)
    if isinstance(node, css.Pseudo) and node.ident in _PSEUDO_CLASSES:
        return _PSEUDO_CLASSES[node.ident]
    raise _UnknownSelectorError


def _type_test(node: css.Attrib) -> tuple[str, str]:
    """Returns what is asked of an `epub:type`, the only prefixed attribute that books ask for."""
    if node.attrib.lower() != "type":
        raise _UnknownSelectorError
    return node.operator, _wanted(node)


def _attribute_test(node: css.Attrib) -> _Test:
    name, operator, wanted = node.attrib.lower(), node.operator, _wanted(node)

    def test(element: etree._Element) -> bool:
        value = element.get(name)
        return value is not None and _compare(operator, value[:_LONGEST], wanted)

    return test


def _wanted(node: css.Attrib) -> str:
    return str(node.value.value) if node.value is not None else ""


def _compare(operator: str, value: str, wanted: str) -> bool:
    compare = _OPERATORS.get(operator)
    return compare(value, wanted) if compare else operator == "exists" and bool(value)


def _parent(element: etree._Element) -> Iterator[etree._Element]:
    above = element.getparent()
    if above is not None:
        yield above


def _all_before(element: etree._Element) -> Iterator[etree._Element]:
    return element.itersiblings(etree.Element, preceding=True)


def _just_before(element: etree._Element) -> Iterator[etree._Element]:
    before = next(_all_before(element), None)
    if before is not None:
        yield before


def _is_first(element: etree._Element) -> bool:
    return next(_all_before(element), None) is None


def _is_last(element: etree._Element) -> bool:
    return next(element.itersiblings(etree.Element), None) is None


_OTHERS: dict[str, Callable[[etree._Element], Iterator[etree._Element]]] = {
    " ": lambda element: element.iterancestors(),
    ">": _parent,
    "+": _just_before,
    "~": _all_before,
}
_PSEUDO_CLASSES: dict[str, _Test] = {
    "first-child": _is_first,
    "last-child": _is_last,
    "only-child": lambda element: _is_first(element) and _is_last(element),
    "root": lambda element: element.getparent() is None,
}
