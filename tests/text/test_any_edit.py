"""Any story, any edit: places hold wherever paragraphs go."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.text.continuity import Version, continued
from bot.text.edits import MappedPlace, Stretch, map_place, stretches
from tests.support.rounds import rounds

_words = st.sampled_from(
    ["the", "a", "lamp", "sea", "rope", "boat", "wind", "door", "of", "no", "and", "crow"]
)
_paragraphs = st.lists(_words, min_size=1, max_size=14).map(" ".join) | st.sampled_from(["* * *", "“No.”"])
_chapters = st.builds(
    Version,
    st.sampled_from(["", "a", "b", "c", "d"]),
    st.sampled_from(["", "One", "Two"]),
    st.lists(_paragraphs, max_size=6).map("\n\n".join),
)
_stories = st.lists(_chapters, min_size=1, max_size=5)
_Draft = list[list[str]]
_Edit = Callable[[random.Random, _Draft], None]


def _insert(pick: random.Random, draft: _Draft) -> None:
    chapter = pick.choice(draft)
    chapter.insert(pick.randint(0, len(chapter)), pick.choice(["* * *", "“No.”", "a new lamp of salt"]))


def _remove(pick: random.Random, draft: _Draft) -> None:
    if chapter := pick.choice(draft):
        chapter.pop(pick.randrange(len(chapter)))


def _duplicate(pick: random.Random, draft: _Draft) -> None:
    if chapter := pick.choice(draft):
        pick.choice(draft).append(pick.choice(chapter))


def _move(pick: random.Random, draft: _Draft) -> None:
    if chapter := pick.choice(draft):
        paragraph = chapter.pop(pick.randrange(len(chapter)))
        there = pick.choice(draft)
        there.insert(pick.randint(0, len(there)), paragraph)


def _reword(pick: random.Random, draft: _Draft) -> None:
    if chapter := pick.choice(draft):
        at = pick.randrange(len(chapter))
        words = chapter[at].split()
        words[pick.randrange(len(words))] = pick.choice(["storm", "the", "see", "a b"])
        chapter[at] = " ".join(words)


def _split(pick: random.Random, draft: _Draft) -> None:
    at = pick.randrange(len(draft))
    cut = pick.randint(0, len(draft[at]))
    draft[at : at + 1] = [draft[at][:cut], draft[at][cut:]]


def _merge(pick: random.Random, draft: _Draft) -> None:
    at = pick.randrange(len(draft))
    draft[at : at + 2] = [[paragraph for chapter in draft[at : at + 2] for paragraph in chapter]]


def _reorder(pick: random.Random, draft: _Draft) -> None:
    draft.insert(pick.randrange(len(draft)), draft.pop(pick.randrange(len(draft))))


_edits = st.lists(
    st.sampled_from([_insert, _remove, _duplicate, _move, _reword, _split, _merge, _reorder]), max_size=6
)


def _after(story: list[Version], edits: list[_Edit], pick: random.Random) -> list[Version]:
    draft = [[paragraph for paragraph in one.text.split("\n\n") if paragraph] for one in story]
    for edit in edits:
        edit(pick, draft)
    names = [*story, *([Version("", "", "")] * len(draft))]
    return [
        Version(
            pick.choice([name.key, "z"]), pick.choice([name.title, name.title, "New"]), "\n\n".join(chapter)
        )
        for name, chapter in zip(names, draft, strict=False)
    ]


def _unique(story: list[Version]) -> dict[str, tuple[int, int]]:
    """Where the paragraphs stand that a version has once."""
    places: dict[str, tuple[int, int]] = {}
    counts: Counter[str] = Counter()
    for number, chapter in enumerate(story):
        for found in re.finditer(r"[^\n]+", chapter.text):
            places[found[0]] = number, found.start()
            counts[found[0]] += 1
    return {paragraph: place for paragraph, place in places.items() if counts[paragraph] == 1}


_any_edit = settings(max_examples=rounds(30, full=300))


@_any_edit
@given(_stories, _edits, st.randoms(use_true_random=False))
def test_an_unedited_paragraph_keeps_every_place_wherever_it_goes(
    old: list[Version], edits: list[_Edit], pick: random.Random
) -> None:
    new = _after(old, edits, pick)
    survivors, here, there = stretches(old, new), _unique(old), _unique(new)
    for paragraph in here.keys() & there.keys():
        (chapter, start), (now, begins) = here[paragraph], there[paragraph]
        for step in range(len(paragraph) + 1):
            assert map_place(survivors[chapter], start + step) == MappedPlace(now, begins + step, True)


@_any_edit
@given(_stories, _edits, st.randoms(use_true_random=False))
def test_no_place_falls_outside_the_text_and_exact_is_true(
    old: list[Version], edits: list[_Edit], pick: random.Random
) -> None:
    new = _after(old, edits, pick)
    for chapter, survivors in zip(old, stretches(old, new), strict=True):
        assert survivors[0].start == 0
        assert all(one.end <= following.start for one, following in pairwise(survivors))
        for stretch in survivors:
            copy = new[stretch.chapter].text[stretch.at : stretch.at + stretch.end - stretch.start]
            assert copy == chapter.text[stretch.start : stretch.end]
        for offset in range(len(chapter.text) + 1):
            place = map_place(survivors, offset)
            assert 0 <= place.offset <= len(new[place.chapter].text)
            covered = [one for one in survivors if one.start <= offset <= one.end > one.start]
            assert place.exact is bool(covered)


@_any_edit
@given(_stories, _edits)
def test_the_same_edit_gives_the_same_places(old: list[Version], edits: list[_Edit]) -> None:
    new = _after(old, edits, random.Random(7))
    assert stretches(old, new) == stretches(old, new)
    origins = [origin for origin in continued(old, new) if origin is not None]
    assert len(set(origins)) == len(origins)
    assert stretches(old, old) == [(Stretch(0, len(one.text), at, 0),) for at, one in enumerate(old)]


@_any_edit
@given(st.lists(st.integers(2, 9), min_size=1, max_size=8), _edits, _edits, st.randoms(use_true_random=False))
def test_two_edits_one_after_the_other_lead_to_the_same_words(
    lengths: list[int], first: list[_Edit], second: list[_Edit], pick: random.Random
) -> None:
    """Every word of the story is its own, so that a place can be told by it."""
    numbers = iter(range(100))
    paragraphs = [" ".join(chr(0x100 + next(numbers)) * 3 for _ in range(length)) for length in lengths]
    old = [Version("1", "One", "\n\n".join(paragraphs[:4])), Version("2", "Two", "\n\n".join(paragraphs[4:]))]
    middle = _after(old, first, pick)
    new = _after(middle, second, pick)
    one, two = stretches(old, middle), stretches(middle, new)
    for chapter, text in enumerate(one.text for one in old):
        for word in re.finditer(r"\w+", text):
            place = map_place(one[chapter], word.start())
            place = map_place(two[place.chapter], place.offset) if place.exact else place
            if place.exact:
                assert new[place.chapter].text[place.offset :].startswith(word[0])
