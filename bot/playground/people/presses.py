"""Checks a press of a button or a choice in a menu: it must be there, enabled, and offer what was chosen."""

from __future__ import annotations

from typing import Any

from bot.playground.people.resolved import Resolved
from bot.playground.refusals import Code, Refusal
from bot.playground.rules.components import BUTTON
from bot.playground.rules.trees import interactive
from bot.playground.wire import Json


def pressed(message: Json, data: Json, resolved: Resolved) -> Json:
    """Returns the press on this message as the bot receives it. Refuses it where Discord would."""
    component = interactive(message["components"]).get(str(data.get("custom_id")))
    if component is None or component["type"] != data.get("component_type"):
        raise Refusal(Code.INVALID_FORM, "The message has no such button or menu.")
    if component.get("disabled"):
        raise Refusal(Code.INVALID_FORM, "It is disabled.")
    kind = component["type"]
    common: Json = {"custom_id": component["custom_id"], "component_type": kind, "id": component["id"]}
    if kind == BUTTON:
        return common
    values = list(data.get("values") or ())
    check_count(component, values)
    if "options" in component:
        check_options(component, values)
    resolved.add_chosen(kind, values)
    return common | {"values": values} | ({"resolved": resolved.data} if resolved.data else {})


def check_count(component: Json, values: list[Any]) -> None:
    """Refuses too few, too many, or the same twice."""
    least, most = (
        1 if (bound := component.get(key)) is None else bound for key in ("min_values", "max_values")
    )
    if not least <= len(values) <= most or len(set(values)) < len(values):
        raise Refusal(Code.INVALID_FORM, f"Please choose between {least} and {most}.")


def check_options(component: Json, values: list[Any]) -> None:
    """Refuses values that are not among the options."""
    if not set(values) <= {option["value"] for option in component["options"]}:
        raise Refusal(Code.INVALID_FORM, "That is not among the options.")
