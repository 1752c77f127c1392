"""Presses and their `custom_id`s: those in old messages mean what they always did."""

from __future__ import annotations

from dataclasses import dataclass, fields
from enum import Enum
from importlib import import_module
from typing import Annotated, Any, NewType, get_args, get_origin, get_type_hints

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.errors import StaleButtonError
from bot.presses import KINDS, WORDS_LIMIT, Press, chosen_of, press_of, value_of
from bot.stories.ids import StoryId
from bot.stories.models import Place
from tests.support.paths import ROOT

for module in ROOT.glob("bot/*/*presses.py"):
    import_module(f"bot.{module.parent.name}.{module.stem}")

LARGEST = 2**63 - 1
_LINES = (ROOT / "tests" / "client" / "presses.txt").read_text(encoding="utf-8").splitlines()
LISTED = [line for line in _LINES if line and not line.startswith(("#", " "))]
MEANINGS = [line.strip() for line in _LINES if line.startswith(" ")]


def values(hint: Any, number: st.SearchStrategy[int]) -> st.SearchStrategy[Any]:
    """All that a field of this type can hold; its whole numbers and ids are some of these."""
    if get_origin(hint) is Annotated:
        return st.sampled_from(get_args(hint)[0])
    if hint is str:
        return st.text(max_size=WORDS_LIMIT)
    if hint == int | None:
        return number.map(abs) | st.none()
    if type(None) in get_args(hint):
        return number.filter(bool) | st.none()
    if isinstance(hint, type) and issubclass(hint, Enum):
        return st.sampled_from(hint)
    return number if hint is int or isinstance(hint, NewType) else records(hint, number)


def records(kind: type[Any], number: st.SearchStrategy[int]) -> st.SearchStrategy[Any]:
    hints = get_type_hints(kind, include_extras=True)
    return st.builds(kind, **{each.name: values(hints[each.name], number) for each in fields(kind)})


def presses(number: st.SearchStrategy[int]) -> st.SearchStrategy[Press]:
    return st.sampled_from(list(KINDS.values())).flatmap(lambda kind: records(kind, number))


@pytest.mark.parametrize(("custom_id", "meaning"), list(zip(LISTED, MEANINGS, strict=True)))
def test_a_button_in_an_old_message_is_the_press_that_it_was(custom_id: str, meaning: str) -> None:
    press = press_of(custom_id)
    assert repr(press) == meaning
    assert press.custom_id == custom_id


def test_every_kind_of_press_is_listed_and_none_has_gone() -> None:
    assert {press_of(custom_id).code for custom_id in LISTED} == set(KINDS)


def test_a_new_kind_of_press_is_known_by_its_code() -> None:
    @dataclass(frozen=True, slots=True)
    class Knock(Press, code="knock"):
        door: int

    try:
        assert Knock(7).custom_id == "knock:7"
        assert press_of("knock:7") == Knock(7)
    finally:
        del KINDS["knock"]


@given(presses(st.integers(-LARGEST, LARGEST)))
@settings(deadline=None)
def test_a_press_comes_back_as_it_was_sent(press: Press) -> None:
    assert press_of(press.custom_id) == press


@given(presses(st.just(-(10**12))))
@settings(deadline=None)
def test_the_longest_press_fits_discord(press: Press) -> None:
    assert len(press.custom_id) <= 100


@pytest.mark.parametrize("code", sorted(KINDS))
def test_four_of_the_longest_ids_fit_discord(code: str) -> None:
    assert len(code + 4 * f":{-LARGEST}") <= 100


def test_a_longer_text_is_cut() -> None:
    longest = press_of(f"library:99999={'w' * 500}")
    assert longest.custom_id == f"library:99999={'w' * WORDS_LIMIT}"


@pytest.mark.parametrize(
    "custom_id",
    [
        "",
        "resume",
        "NEXT:1:1:0:0",
        "next",
        "next:",
        "next:1:1:0",
        "next:1:1:0:0:0",
        "next:1:1:0:-",
        "next:1:1:0:1-1",
        "next:1:1::0",
        "next:1:1:0:0:",
        "next:1:1:0:0=sea",
        "next:1:1:0:0\n",
        "next:1:1:0:٣",
        f"next:{2**63}:1:0:0",
        f"next:{-(2**63)}:1:0:0",
        f"next:{'9' * 99}:1:0:0",
        "exportshelf:",
        "prefer:4",
        "prefer:-1",
        "shelf:5",
        "entry:1:5:0",
        "stats:2026:3",
        "details:1:4",
    ],
)
def test_what_is_no_press_of_ours_is_refused(custom_id: str) -> None:
    with pytest.raises(StaleButtonError):
        press_of(custom_id)


@given(records(Place, st.integers(-LARGEST, LARGEST)), st.integers(0, LARGEST).map(StoryId))
@settings(deadline=None)
def test_what_is_chosen_in_a_menu_comes_back(place: Place, story: StoryId) -> None:
    assert chosen_of(Place, value_of(place)) == place
    assert chosen_of(StoryId, value_of(story)) == story


@pytest.mark.parametrize("value", ["", "1:2", "1:2:3:4", "1:2:x", f"1:2:{2**63}", "1:2:3=4"])
def test_what_was_never_offered_in_a_menu_is_refused(value: str) -> None:
    with pytest.raises(StaleButtonError):
        chosen_of(Place, value)
