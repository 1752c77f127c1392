"""Names of a story that belong to one person."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence, Set
from itertools import takewhile
from typing import NamedTuple

_TITLED = """
mr mrs ms miss mx dr doctor sir dame lady lord master mistress prof professor rev reverend capt captain col
colonel gen general lt lieutenant sgt sergeant maj major insp inspector det detective mme madame mlle monsieur
king queen prince princess count countess arch duke duchess baron baroness
"""
_TITLES = frozenset(_TITLED.split())
_SPELT = """
dr:doctor prof:professor rev:reverend capt:captain col:colonel gen:general lt:lieutenant sgt:sergeant
maj:major insp:inspector det:detective mme:madame
"""
_WRITTEN_OUT = {short: long for short, _, long in (pair.partition(":") for pair in _SPELT.split())}
_CALLED = """
doctor professor reverend captain colonel general lieutenant sergeant major inspector detective count countess
duke duchess baron baroness prince princess king queen
"""
_ALONE = frozenset(_CALLED.split())
"""Titles by which somebody is called without a name."""
_SHORT = """
abe:abraham alec:alexander alex:alexander andy:andrew art:arthur ben:benjamin bert:albert bob:robert
charlie:charles chris:christopher dan:daniel dave:david dick:richard ed:edward eddie:edward fred:frederick
gil:gilbert greg:gregory harry:henry jeff:jeffrey jim:james jimmy:james joe:joseph ken:kenneth larry:lawrence
matt:matthew mike:michael nick:nicholas pete:peter phil:philip rob:robert sam:samuel steve:steven ted:edward
tim:timothy tom:thomas tommy:thomas tony:anthony vic:victor walt:walter will:william bill:william
abby:abigail becky:rebecca beth:elizabeth lizzy:elizabeth debbie:deborah jen:jennifer kate:katherine
kathy:katherine liz:elizabeth maggie:margaret peggy:margaret pam:pamela sue:susan vicky:victoria
"""
_SHORT_FORMS = {short: long for short, _, long in (pair.partition(":") for pair in _SHORT.split())}
_WITH_FIRST_NAMES = frozenset(("sir", "dame", "king", "queen", "prince", "princess"))
_OF_WIVES = frozenset(("mrs", "madame"))
_WOMEN = "mrs madame miss ms mlle lady dame countess duchess baroness queen princess"
_OF_WOMEN = frozenset(_WOMEN.split())
"""Titles that a wife or a sister may have with the surname of the only one who is listed."""
_OF_FAMILIES = _OF_WOMEN | {"mr", "monsieur", "lord", "sir"}
_ASIDE = re.compile(r"\s*\(([^()]*)\)\s*$")
_JAPANESE = re.compile("([\u30a0-\u30ff\u4e00-\u9fff]+)(さん|くん|君|ちゃん|さま|様)")
"""A name with the title behind it, which the story leaves out at times: 田中さん."""
_TOO_MANY = 50
"""The number of names sharing a word above which they are not joined."""


class _Name(NamedTuple):
    """A name in its parts, lower case; `title` is empty where there is none."""

    title: str
    words: tuple[str, ...]


def aliases(names: Iterable[str], characters: Sequence[str], seen: Set[str] = frozenset()) -> dict[str, str]:
    """Returns for each name the main name of its person: as the character list has it, or else the fullest
    one.

    Names are joined where they can mean one person only: a first name or a surname that one full name has; a
    title and a surname if the story writes them around a first name ("Mr. John Smith"), or if the list has
    one full name with that surname whose first name the story never uses alone. `seen` are the story's
    capitalised words. A title by itself ("the Count") is the only one's who bears it, a short first name
    ("Art") the only one's who has the long one. Husbands and wives, brothers and sisters are never joined. An
    entry of the list may give two names (`Name | Other name`) and an aside in brackets, which is a name if it
    has a title.
    """
    given = list(names)
    people = _People(characters, seen)
    for name in given:
        people.add(name)
    people.join()
    return {name: people.called(name) for name in given}


class _People:
    """The names of a story, grouped by person."""

    def __init__(self, characters: Sequence[str], seen: Set[str]) -> None:
        self._written: dict[_Name, str] = {}
        self._fuller: dict[_Name, _Name] = {}
        self._sharing: dict[str, list[_Name]] = defaultdict(list)
        self._seen = {_parts(name): name for name in seen if name.strip()}
        self._bearers: dict[str, set[_Name]] = defaultdict(set)
        for seen_name in self._seen:
            self._bearers[seen_name.words[-1]].add(seen_name)
        for entry in characters:
            entry_names = _entry_names(entry)
            for name in entry_names:
                self.add(name)
                self._join(_parts(name), _parts(entry_names[0]))
        self._listed = frozenset(self._written)

    def add(self, written: str) -> None:
        """Adds a name. The spelling in small letters replaces one in capitals."""
        name = _parts(written)
        if name not in self._written:
            for word in {name.words[0], name.words[-1]}:
                self._sharing[word].append(name)
        if self._written.get(name, "A").isupper():
            self._written[name] = written

    def called(self, written: str) -> str:
        """Returns the main name of the person with this name."""
        return self._written[self._person(_parts(written))]

    def join(self) -> None:
        """Joins each name to the only person whose fuller name it can be short for, fuller names first."""
        for name in sorted(
            self._written, key=lambda name: (-len(name.words), not name.title, name.words[0] in _SHORT_FORMS)
        ):
            if name.words[0] in _ALONE and len(name.words) == 1:
                self._join_title(name)
            elif name not in self._listed and max(map(len, name.words)) > 1:
                people = {self._person(other) for other in self._alike(name) if self._shortens(name, other)}
                if len(people) == 1:
                    self._join(name, people.pop())

    def _join_title(self, name: _Name) -> None:
        """Joins a title by itself to the only one who bears it in the story."""
        borne = [one for one in (*self._seen, *self._written) if one.title == name.words[0]]
        if len({self._person(one).words for one in borne}) != 1 or name in self._fuller:
            return
        bearer = _Name(name.words[0], max((one.words for one in borne), key=len))
        people = {
            self._person(one) for one in self._written if one.words[-1:] == bearer.words[-1:] and one != name
        }
        if bearer in self._written:
            self._join(name, bearer)
        elif len(people) == 1:
            self._join(name, people.pop())
        elif not people and bearer in self._seen:
            self.add(self._seen[bearer])
            self._join(name, bearer)

    def _alike(self, name: _Name) -> list[_Name]:
        """Returns the other names that share its first or its last word; none where they are too many."""
        sharing = [self._sharing[word] for word in {name.words[0], name.words[-1]}]
        if long := _SHORT_FORMS.get(name.words[0]):
            sharing.append(self._sharing[long])
        if sum(map(len, sharing)) > _TOO_MANY:
            return []
        return [other for names in sharing for other in names if other != name]

    def _shortens(self, name: _Name, other: _Name) -> bool:
        """Returns whether a name can be short for an `other`, fuller one."""
        if not name.title or name.title == other.title:
            if not name.title and other.title in _OF_WIVES and len(other.words) > 1:
                return False  # Mrs. John Rook is not John
            part = _is_part(name.words, other.words) and not self._has_namesakes(name, other)
            return part or (name.title == other.title and _is_short_form(name, other))
        if other.title or name.words[-1] not in (other.words[0], other.words[-1]):
            return False
        if name.title in _WITH_FIRST_NAMES and name.words == other.words[:1] != other.words:
            return True
        fuller = len(other.words) > len(name.words) and name.title not in _OF_WIVES
        if fuller and _Name(name.title, other.words) in self._seen:
            return True
        surname = other.words[-len(name.words) :] == name.words
        return (
            surname and name.title not in _OF_WOMEN and other in self._listed and self._is_only(name, other)
        )

    def _has_namesakes(self, name: _Name, other: _Name) -> bool:
        """Returns whether a surname by itself, as `Rook` is for `Mr. Rook`, may be somebody else's of the
        family."""
        if len(name.words) > 1 or name.title or name.words[0] != other.words[-1]:
            return False
        bearers = (*self._bearers[name.words[0]], other)
        titles = {one.title for one in bearers if one.title in _OF_FAMILIES}
        first_names = {one.words[:-1] for one in bearers if one.words[:-1]}
        return len(titles) > 1 or len(first_names) > 1 or not titles <= {other.title, "mr"}

    def _is_only(self, name: _Name, other: _Name) -> bool:
        """Returns whether a surname occurs with no other title and no other first name, and the first name
        never alone."""
        length = len(name.words)
        bearers = [one for one in self._sharing[name.words[-1]] if one.words[-length:] == name.words]
        titles = {one.title for one in bearers if one.title}
        first_names = {one.words[0] for one in bearers if len(one.words) > length}
        first = _Name("", other.words[:1])
        used_alone = len(other.words) > length and (first in self._seen or first in self._written)
        return titles == {name.title} and len(first_names) <= 1 and not used_alone

    def _join(self, name: _Name, other: _Name) -> None:
        if self._person(name) != self._person(other):
            self._fuller[self._person(name)] = self._person(other)

    def _person(self, name: _Name) -> _Name:
        while name in self._fuller:
            name = self._fuller[name]
        return name


def _is_short_form(name: _Name, other: _Name) -> bool:
    """Returns whether a name has the short form of the other's first name, and no other surname."""
    same = _SHORT_FORMS.get(name.words[0]) == other.words[0]
    return same and (len(name.words) == 1 or name.words[1:] == other.words[1:])


def _is_part(words: tuple[str, ...], fuller: tuple[str, ...]) -> bool:
    if words in (fuller[: len(words)], fuller[-len(words) :]):
        return True
    return len(words) > 1 and (words[0], words[-1]) == (fuller[0], fuller[-1]) and len(words) < len(fuller)


def _entry_names(entry: str) -> list[str]:
    """Returns the names of one person in an entry of the list of characters, the main one first."""
    aside = _ASIDE.search(entry)
    names = [part.strip() for part in _ASIDE.sub("", entry).split("|") if part.strip()]
    return [*names, aside[1]] if aside and names and _parts(aside[1]).title else names


def _parts(written: str) -> _Name:
    words = [word.rstrip(".") or word for word in written.casefold().replace("’", "'").split()]
    words = [_WRITTEN_OUT.get(word, word) for word in words if word != "the"] or words
    if len(words) == 1 and (called := _JAPANESE.fullmatch(words[0])):
        return _Name(called[2], (called[1],))
    titles = list(takewhile(_TITLES.__contains__, words))
    if len(titles) == len(words):  # for "the Professor" the title is the name
        return _Name("", tuple(words))
    return _Name(" ".join(titles), tuple(words[len(titles) :]))
