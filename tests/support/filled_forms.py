"""Forms as Discord's client sends them: what was entered, and what stood there before."""

from __future__ import annotations

from tests.support.replies import Json


def _as_shown(field: Json) -> str | list[str] | None:
    """What a field of a form holds before anybody changes it."""
    if "options" in field:
        return [option["value"] for option in field["options"] if option.get("default")]
    value: str | None = field.get("value")
    return value


def filled(component: Json, given: Json, says: str = "") -> Json:
    """The part of a form with its entries put in; those are taken out of `given`."""
    says = (component.get("label") or says).lower().replace(" ", "_")
    if "component" in component:
        return {"type": component["type"], "component": filled(component["component"], given, says)}
    if "components" in component:
        rows = [filled(inner, given) for inner in component["components"]]
        return {"type": component["type"], "components": rows}
    entered: Json = {"type": component["type"]}
    if "custom_id" in component:
        entered["custom_id"] = component["custom_id"]
        entry = given.pop(component["custom_id"], None)
        entry = given.pop(says, _as_shown(component)) if entry is None else entry
        entered["values" if isinstance(entry, list) else "value"] = entry
    return entered
