"""Commands and suggestions that Discord refuses, so that the playground does."""

from __future__ import annotations

from typing import Any

import pytest

from bot.playground.refusals import Refusal
from bot.playground.rules.commands import check_choices, check_command
from bot.playground.rules.shapes import Flaws
from tests.playground.reasons import reasons

Json = dict[str, Any]


def option(**more: Any) -> Json:
    return {"type": 3, "name": "story", "description": "Which story"} | more


def command(*options: Json, **more: Any) -> Json:
    return {"name": "read", "description": "Reads on", "options": list(options)} | more


def flaws_of(wanted: Json) -> str:
    flaws = Flaws()
    check_command(wanted, (), flaws)
    try:
        flaws.refuse()
    except Refusal as refused:
        return reasons(refused)
    return ""


LONG_CHOICES = [{"name": str(n) + "x" * 90, "value": str(n) + "y" * 90} for n in range(25)]


def test_commands_that_can_be_registered() -> None:
    assert flaws_of(command(option(choices=LONG_CHOICES))) == ""
    assert flaws_of(command(name="größe-2")) == ""
    assert flaws_of({"type": 3, "name": "Save as quote"}) == ""


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        (command(name="Read"), "name APPLICATION_COMMAND_INVALID_NAME"),
        (command(name="read on"), "name APPLICATION_COMMAND_INVALID_NAME"),
        (command(name="x" * 33), "name BASE_TYPE_BAD_LENGTH"),
        (command(name=""), "name BASE_TYPE_REQUIRED"),
        (command(description=""), "description BASE_TYPE_REQUIRED"),
        (command(description="x" * 101), "description BASE_TYPE_BAD_LENGTH"),
        (command(option(name="Story")), "options.0.name APPLICATION_COMMAND_INVALID_NAME"),
        (command(option(description="x" * 101)), "options.0.description BASE_TYPE_BAD_LENGTH"),
        (command(*(option(name=f"o{n}") for n in range(26))), "options BASE_TYPE_BAD_LENGTH"),
        (command(option(), option()), "options APPLICATION_COMMAND_OPTIONS_NAME_INVALID"),
        (
            command(option(name="a"), option(name="b", required=True)),
            "options APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID",
        ),
        (command(option(choices=LONG_CHOICES[:1] * 26)), "options.0.choices BASE_TYPE_BAD_LENGTH"),
        (
            command(option(choices=[{"name": "x" * 101, "value": "x"}])),
            "options.0.choices.0.name BASE_TYPE_BAD_LENGTH",
        ),
        (
            command(option(choices=LONG_CHOICES, autocomplete=True)),
            "options.0 APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE_CHOICES",
        ),
        (
            command(*(option(name=f"o{n}", choices=LONG_CHOICES) for n in range(2))),
            "APPLICATION_COMMAND_TOO_LARGE",
        ),
        (command(colour=1), "colour UNKNOWN_KEY"),
        ({"type": 3, "name": "Save", "description": "Saves"}, "description BASE_TYPE_MAX_LENGTH"),
    ],
)
def test_commands_that_cannot(wrong: Json, why: str) -> None:
    assert flaws_of(wrong) == why


def test_25_suggestions_of_100_characters() -> None:
    check_choices({"choices": [{"name": "x" * 100, "value": "x" * 100}] * 25})
    for wrong, why in (
        ([{"name": "x", "value": "x"}] * 26, "data.choices BASE_TYPE_BAD_LENGTH"),
        ([{"name": "x" * 101, "value": "x"}], "data.choices.0.name BASE_TYPE_BAD_LENGTH"),
        ([{"name": "", "value": "x"}], "data.choices.0.name BASE_TYPE_REQUIRED"),
        ([{"name": "x"}], "data.choices.0.value BASE_TYPE_REQUIRED"),
    ):
        with pytest.raises(Refusal) as refused:
            check_choices({"choices": wrong})
        assert reasons(refused.value) == why
