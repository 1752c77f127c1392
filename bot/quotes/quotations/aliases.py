"""Names of a story that belong to one person."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence, Set
from typing import NamedTuple

_TITLES = frozenset(
    (
        *(
            "mr",
            "mrs",
            "ms",
            "miss",
            "mx",
            "dr",
            "doctor",
            "sir",
            "dame",
            "lady",
            "lord",
            "master",
            "mistress",
        ),
        *(
            "prof",
            "professor",
            "rev",
            "reverend",
            "capt",
            "captain",
            "col",
            "colonel",
            "gen",
            "general",
            "lt",
        ),
        *("lieutenant", "sgt", "sergeant", "maj", "major", "insp", "inspector", "det", "detective", "mme"),
        *("madame", "mlle", "monsieur", "king", "queen", "prince", "princess", "count", "countess", "duke"),
        *("duchess", "baron", "baroness"),
    )
)
_WITH_FIRST_NAMES = frozenset(("sir", "dame", "king", "queen", "prince", "princess"))
_ASIDE = re.compile(r"\s*\([^()]*\)\s*$")
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
    capitalised words. An entry of the list may give two names (`Name | Other name`) and an aside in brackets.
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
        self._seen = {_parts(name) for name in seen if name.strip()}
        for entry in characters:
            entry_names = [part.strip() for part in _ASIDE.sub("", entry).split("|") if part.strip()]
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
        for name in sorted(self._written, key=lambda name: (-len(name.words), not name.title)):
            if name not in self._listed and max(map(len, name.words)) > 1:
                people = {self._person(other) for other in self._alike(name) if self._shortens(name, other)}
                if len(people) == 1:
                    self._join(name, people.pop())

    def _alike(self, name: _Name) -> list[_Name]:
        """Returns the other names that share its first or its last word; none where they are too many."""
        sharing = [self._sharing[word] for word in {name.words[0], name.words[-1]}]
        if sum(map(len, sharing)) > _TOO_MANY:
            return []
        return [other for names in sharing for other in names if other != name]

    def _shortens(self, name: _Name, other: _Name) -> bool:
        """Returns whether a name can be short for an `other`, fuller one."""
        if not name.title or name.title == other.title:
            return _is_part(name.words, other.words)
        if other.title or name.words[-1] not in (other.words[0], other.words[-1]):
            return False
        if name.title in _WITH_FIRST_NAMES and name.words == other.words[:1] != other.words:
            return True
        if len(other.words) > len(name.words) and _Name(name.title, other.words) in self._seen:
            return True
        surname = other.words[-len(name.words) :] == name.words
        return surname and other in self._listed and self._is_only(name, other)

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


def _is_part(words: tuple[str, ...], fuller: tuple[str, ...]) -> bool:
    if words in (fuller[: len(words)], fuller[-len(words) :]):
        return True
    return len(words) > 1 and (words[0], words[-1]) == (fuller[0], fuller[-1]) and len(words) < len(fuller)


def _parts(written: str) -> _Name:
    words = [word.rstrip(".") or word for word in written.casefold().replace("’", "'").split()]
    plain = tuple(word for word in words if word not in _TITLES and word != "the")
    if not plain:  # for "the Professor" the title is the name
        return _Name("", tuple(words))
    return _Name(" ".join(word for word in words if word in _TITLES), plain)
