"""The shape of every component, in messages and in forms."""

from __future__ import annotations

from typing import Any

from bot.playground.rules.emoji import is_emoji
from bot.playground.rules.shapes import (
    Check,
    Flaws,
    Path,
    anything,
    boolean,
    both,
    each,
    one_of,
    record,
    snowflake,
    text,
    web_address,
    whole,
)

ACTION_ROW, BUTTON, STRING_SELECT, TEXT_INPUT = 1, 2, 3, 4
USER_SELECT, ROLE_SELECT, MENTIONABLE_SELECT, CHANNEL_SELECT = 5, 6, 7, 8
SECTION, TEXT_DISPLAY, THUMBNAIL, MEDIA_GALLERY, FILE, SEPARATOR = 9, 10, 11, 12, 13, 14
CONTAINER, LABEL, FILE_UPLOAD, RADIO_GROUP, CHECKBOX_GROUP, CHECKBOX = 17, 18, 19, 21, 22, 23

SELECTS = (STRING_SELECT, USER_SELECT, ROLE_SELECT, MENTIONABLE_SELECT, CHANNEL_SELECT)
LINK, PREMIUM = 5, 6
_BLOCKS = (ACTION_ROW, SECTION, TEXT_DISPLAY, MEDIA_GALLERY, FILE, SEPARATOR)
IN_MESSAGE = (*_BLOCKS, CONTAINER)
IN_FORM = (LABEL, TEXT_DISPLAY, ACTION_ROW)
_IN_LABEL = (TEXT_INPUT, *SELECTS, FILE_UPLOAD, RADIO_GROUP, CHECKBOX_GROUP, CHECKBOX)

CUSTOM_ID = text(1, 100)


def component(*allowed: int) -> Check:
    """Returns a check for a component of one of these types, in its shape."""

    def check(value: Any, path: Path, flaws: Flaws) -> None:
        kind = value.get("type") if isinstance(value, dict) else None
        if kind in allowed:
            _SHAPES[kind](value, path, flaws)
        else:
            flaws.add((*path, "type"), "UNION_TYPE_CHOICES", f"Value of field must be one of {allowed}.")

    return check


def _shape(needed: tuple[str, ...], /, **keys: Check) -> Check:
    return record({"type": anything, "id": whole(0, 2**31 - 1)} | keys, ("type", *needed))


def _emoji(value: Any, path: Path, flaws: Flaws) -> None:
    record({"id": snowflake, "name": text(0, 32), "animated": boolean})(value, path, flaws)
    if isinstance(value, dict) and not value.get("id") and not is_emoji(str(value.get("name", ""))):
        flaws.add((*path, "name"), "COMPONENT_INVALID_EMOJI", "Invalid emoji")


def _button_needs(value: Any, path: Path, flaws: Flaws) -> None:
    style = value["style"]
    needed = {LINK: "url", PREMIUM: "sku_id"}.get(style, "custom_id")
    for key in ("custom_id", "url", "sku_id"):
        if (value.get(key) is not None) != (key == needed):
            code = "BASE_TYPE_REQUIRED" if key == needed else "COMPONENT_KEY_NOT_ALLOWED"
            flaws.add((*path, key), code, f"A button of style {style} has {needed} and no other.")
    if style != PREMIUM and not value.get("label") and not value.get("emoji"):
        flaws.add(path, "BUTTON_COMPONENT_LABEL_OR_EMOJI_REQUIRED", "A label or an emoji is required.")


def _row_holds(value: Any, path: Path, flaws: Flaws) -> None:
    kinds = [child["type"] for child in value["components"]]
    if len(kinds) > 1 and any(kind != BUTTON for kind in kinds):
        flaws.add(
            (*path, "components"), "COMPONENT_LAYOUT_WIDTH_EXCEEDED", "A row has five buttons or one menu."
        )


def _choices_fit(value: Any, path: Path, flaws: Flaws) -> None:
    options = value.get("options")
    least, most = value.get("min_values", 1), value.get("max_values", 1)
    if most is not None and least is not None and least > most:
        flaws.add((*path, "min_values"), "SELECT_COMPONENT_MIN_EXCEEDS_MAX", "Exceeds max_values.")
    if options is None:
        return
    if most is not None and most > len(options):
        flaws.add((*path, "max_values"), "BASE_TYPE_MAX", "Exceeds the number of options.")
    values = [option["value"] for option in options]
    if len(set(values)) < len(values):
        flaws.add(
            (*path, "options"), "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED", "The values are not unique."
        )


_CHOICE: dict[str, Check] = {
    "label": text(1, 100),
    "value": text(1, 100),
    "description": text(0, 100),
    "default": boolean,
}
_OPTION = record(_CHOICE | {"emoji": _emoji}, ("label", "value"))
_MEDIA = record({"url": web_address}, ("url",))
_CAPTION = text(1, 1024)


def _select(*needed: str, **keys: Check) -> Check:
    shape = _shape(
        ("custom_id", *needed),
        custom_id=CUSTOM_ID,
        placeholder=text(0, 150),
        min_values=whole(0, 25),
        max_values=whole(1, 25),
        disabled=boolean,
        required=boolean,
        default_values=each(
            record({"id": snowflake, "type": one_of("user", "role", "channel")}, ("id", "type"))
        ),
        **keys,
    )
    return both(shape, _choices_fit)


def _choice_group(least: int, **keys: Check) -> Check:
    options = each(record(_CHOICE, ("label", "value")), least, 10)
    shape = _shape(("custom_id", "options"), custom_id=CUSTOM_ID, required=boolean, options=options, **keys)
    return both(shape, _choices_fit)


_SHAPES: dict[int, Check] = {
    ACTION_ROW: both(_shape(("components",), components=each(component(BUTTON, *SELECTS), 1, 5)), _row_holds),
    BUTTON: both(
        _shape(
            ("style",),
            style=whole(1, 6),
            label=text(0, 80),
            custom_id=CUSTOM_ID,
            url=both(text(1, 512), web_address),
            sku_id=snowflake,
            emoji=_emoji,
            disabled=boolean,
        ),
        _button_needs,
    ),
    STRING_SELECT: _select("options", options=each(_OPTION, 1, 25)),
    USER_SELECT: _select(),
    ROLE_SELECT: _select(),
    MENTIONABLE_SELECT: _select(),
    CHANNEL_SELECT: _select(channel_types=each(whole(0, 16))),
    SECTION: _shape(
        ("components", "accessory"),
        components=each(component(TEXT_DISPLAY), 1, 3),
        accessory=component(BUTTON, THUMBNAIL),
    ),
    TEXT_DISPLAY: _shape(("content",), content=text(1, 4000)),
    THUMBNAIL: _shape(("media",), media=_MEDIA, description=_CAPTION, spoiler=boolean),
    MEDIA_GALLERY: _shape(
        ("items",),
        items=each(record({"media": _MEDIA, "description": _CAPTION, "spoiler": boolean}, ("media",)), 1, 10),
    ),
    FILE: _shape(("file",), file=_MEDIA, spoiler=boolean),
    SEPARATOR: _shape((), divider=boolean, spacing=one_of(1, 2)),
    CONTAINER: _shape(
        ("components",),
        components=each(component(*_BLOCKS), 1, 40),
        accent_color=whole(0, 0xFFFFFF),
        spoiler=boolean,
    ),
    TEXT_INPUT: _shape(
        ("custom_id", "style"),
        custom_id=CUSTOM_ID,
        style=one_of(1, 2),
        label=text(1, 45),
        value=text(0, 4000),
        placeholder=text(0, 100),
        required=boolean,
        min_length=whole(0, 4000),
        max_length=whole(1, 4000),
    ),
    LABEL: _shape(
        ("label", "component"), label=text(1, 45), description=text(1, 100), component=component(*_IN_LABEL)
    ),
    FILE_UPLOAD: _shape(
        ("custom_id",),
        custom_id=CUSTOM_ID,
        min_values=whole(0, 10),
        max_values=whole(1, 10),
        required=boolean,
    ),
    RADIO_GROUP: _choice_group(2),
    CHECKBOX_GROUP: _choice_group(1, min_values=whole(0, 10), max_values=whole(1, 10)),
    CHECKBOX: _shape(("custom_id",), custom_id=CUSTOM_ID, default=boolean),
}
FORM_ROW = _shape(("components",), components=each(component(TEXT_INPUT), 1, 1))
