"""The forms (modals) shown to people, and their entries."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bot.playground.entities import User
from bot.playground.media import Media
from bot.playground.messages import Message
from bot.playground.people.presses import check_count, check_options
from bot.playground.people.resolved import Resolved
from bot.playground.refusals import Code, Refusal
from bot.playground.rules.components import (
    ACTION_ROW,
    CHECKBOX,
    LABEL,
    RADIO_GROUP,
    STRING_SELECT,
    TEXT_DISPLAY,
    TEXT_INPUT,
)
from bot.playground.rules.trees import interactive
from bot.playground.wire import Json


@dataclass(frozen=True)
class ShownForm:
    """A form as it was shown, and the message whose component led to it."""

    form: Json
    message: Message | None


class Forms:
    """The latest form of each custom_id that each person was shown."""

    def __init__(self) -> None:
        self._shown: dict[tuple[str, str], ShownForm] = {}

    def show(self, person: User, form: Json, message: Message | None) -> Json:
        """Shows a checked form to a person, and returns it with its components numbered."""
        numbered = form | {"components": Media([]).components(form["components"])}
        self._shown[person.id, form["custom_id"]] = ShownForm(numbered, message)
        return numbered

    def shown(self, person: User, custom_id: str) -> ShownForm:
        """Returns the form that the person has before them."""
        if found := self._shown.get((person.id, custom_id)):
            return found
        raise Refusal(Code.INVALID_FORM, "No such form was shown to you.")


def filled_in(form: Json, submitted: Any, resolved: Resolved) -> Json:
    """Returns the form as the bot receives it: every field with its entry.

    Refuses an entry that does not fit.
    """
    given = interactive(submitted)
    components = [_filled(found, given, resolved) for found in form["components"]]
    data: Json = {"custom_id": form["custom_id"], "components": components}
    return data | {"resolved": resolved.data} if resolved.data else data


def _filled(component: Json, given: dict[str, Json], resolved: Resolved) -> Json:
    kind = component["type"]
    common: Json = {"type": kind, "id": component["id"]}
    if kind == TEXT_DISPLAY:
        return common
    if kind == LABEL:
        return common | {"component": _filled(component["component"], given, resolved)}
    if kind == ACTION_ROW:
        return common | {"components": [_filled(c, given, resolved) for c in component["components"]]}
    entered = given.get(component["custom_id"], {})
    entry = _ENTRIES.get(kind, _chosen)(component, entered)
    resolved.add_chosen(kind, entry.get("values", []))
    return common | {"custom_id": component["custom_id"]} | entry


def _written(component: Json, entered: Json) -> Json:
    value = str(entered.get("value") or "")
    least = component.get("min_length") or 0
    most = component.get("max_length") or 4000
    if not value and component.get("required", True):
        raise Refusal(Code.INVALID_FORM, "Please fill in what is required.")
    if value and not least <= len(value) <= most:
        raise Refusal(Code.INVALID_FORM, f"Please write between {least} and {most} characters.")
    return {"value": value}


def _ticked(component: Json, entered: Json) -> Json:
    return {"value": bool(entered.get("value"))}


def _picked(component: Json, entered: Json) -> Json:
    value = entered.get("value")
    if value is not None or component.get("required", True):
        check_options(component, [value])
    return {"value": value}


def _chosen(component: Json, entered: Json) -> Json:
    values = list(entered.get("values") or ())
    if values or component.get("required", True):
        check_count(component, values)
    if component["type"] == STRING_SELECT or component.get("options"):
        check_options(component, values)
    return {"values": values}


_ENTRIES: dict[int, Callable[[Json, Json], Json]] = {
    TEXT_INPUT: _written,
    CHECKBOX: _ticked,
    RADIO_GROUP: _picked,
}
