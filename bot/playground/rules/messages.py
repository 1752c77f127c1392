"""The validation of a message or a form that a bot sends."""

from __future__ import annotations

from bot.playground.refusals import Code, Refusal
from bot.playground.rules.components import (
    ACTION_ROW,
    CUSTOM_ID,
    FORM_ROW,
    IN_FORM,
    IN_MESSAGE,
    TEXT_DISPLAY,
    component,
)
from bot.playground.rules.embeds import embeds
from bot.playground.rules.polls import poll
from bot.playground.rules.shapes import (
    Check,
    Flaws,
    Path,
    anything,
    boolean,
    each,
    one_of,
    record,
    snowflake,
    text,
    whole,
)
from bot.playground.rules.trees import walk
from bot.playground.wire import Json


class Flag:
    """Message flags."""

    SUPPRESS_EMBEDS = 1 << 2
    HAS_THREAD = 1 << 5
    EPHEMERAL = 1 << 6
    LOADING = 1 << 7
    SUPPRESS_NOTIFICATIONS = 1 << 12
    COMPONENTS_V2 = 1 << 15


_ATTACHMENT = record(
    {
        "id": snowflake,
        "filename": text(1, 1024),
        "description": text(0, 1024),
        **dict.fromkeys(
            ("title", "size", "url", "proxy_url", "content_type", "spoiler", "is_spoiler", "flags"), anything
        ),
        **dict.fromkeys(("height", "width", "ephemeral", "duration_secs", "waveform"), anything),
    },
    ("id",),
)
_MENTIONS = record(
    {
        "parse": each(one_of("users", "roles", "everyone"), 0, 3),
        "users": each(snowflake, 0, 100),
        "roles": each(snowflake, 0, 100),
        "replied_user": boolean,
    }
)
_KEYS: dict[str, Check] = {
    "content": text(0, 2000),
    "embeds": embeds,
    "components": each(component(*IN_MESSAGE), 0, 40),
    "attachments": each(_ATTACHMENT, 0, 10),
    "allowed_mentions": _MENTIONS,
    "flags": whole(0, 2**31 - 1),
    "tts": boolean,
}
_MESSAGE = record(_KEYS)
_CHANNEL_MESSAGE = record(
    _KEYS
    | {
        "nonce": text(0, 25),
        "enforce_nonce": boolean,
        "sticker_ids": each(snowflake, 0, 3),
        "message_reference": anything,
        "poll": poll,
    }
)
_FORM = record(
    {"custom_id": CUSTOM_ID, "title": text(1, 45), "components": anything},
    ("custom_id", "title", "components"),
)


def check_message(body: Json, *, in_channel: bool = False) -> None:
    """Refuses a body that is wrong in itself, whatever message it is for."""
    flaws = Flaws()
    (_CHANNEL_MESSAGE if in_channel else _MESSAGE)(body, (), flaws)
    flaws.refuse()


def check_result(message: Json) -> None:
    """Refuses a message that would be invalid once the body is applied: empty,
    or mixed in its ways of layout.
    """
    flaws = Flaws()
    if message["flags"] & Flag.COMPONENTS_V2:
        _check_layout(message, flaws)
    else:
        _check_rows(message["components"], flaws)
    _check_custom_ids(message["components"], ("components",), flaws)
    flaws.refuse()
    if not any(message.get(key) for key in ("content", "embeds", "attachments", "components", "poll")):
        raise Refusal(Code.EMPTY_MESSAGE)


def check_flags(before: int, after: int) -> None:
    """Refuses to remove the Components V2 flag from a message that has it."""
    if before & ~after & Flag.COMPONENTS_V2:
        flaws = Flaws()
        flaws.add(
            ("flags",),
            "MESSAGE_CANNOT_REMOVE_COMPONENTS_V2_FLAG",
            "The flag IS_COMPONENTS_V2 cannot be removed.",
        )
        flaws.refuse()


def check_form(form: Json) -> None:
    """Refuses an invalid form (a modal)."""
    flaws = Flaws()
    _FORM(form, (), flaws)
    flaws.refuse()
    each(_in_form, 1, 5)(form["components"], ("components",), flaws)
    flaws.refuse()
    _check_custom_ids(form["components"], ("components",), flaws)
    flaws.refuse()


def _in_form(value: object, path: Path, flaws: Flaws) -> None:
    row = isinstance(value, dict) and value.get("type") == ACTION_ROW
    (FORM_ROW if row else component(*IN_FORM))(value, path, flaws)


def _check_layout(message: Json, flaws: Flaws) -> None:
    for key in ("content", "embeds", "poll"):
        if message.get(key):
            flaws.add(
                (key,),
                "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2",
                f"The '{key}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2",
            )
    nested = list(walk(message["components"]))
    if len(nested) > 40:
        flaws.add(
            ("components",),
            "COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED",
            "The maximum number of components is 40",
        )
    if sum(len(found["content"]) for found in nested if found["type"] == TEXT_DISPLAY) > 4000:
        flaws.add(
            ("components",),
            "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED",
            "The text of all components exceeds 4000",
        )


def _check_rows(components: list[Json], flaws: Flaws) -> None:
    if len(components) > 5:
        flaws.add(("components",), "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 5 in length.")
    for index, found in enumerate(components):
        if found["type"] != ACTION_ROW:
            flaws.add(
                ("components", index, "type"),
                "UNION_TYPE_CHOICES",
                "Only with MessageFlags.IS_COMPONENTS_V2.",
            )


def _check_custom_ids(components: list[Json], path: Path, flaws: Flaws) -> None:
    for key in ("custom_id", "id"):
        taken = [found[key] for found in walk(components) if found.get(key)]
        if len(set(taken)) < len(taken):
            flaws.add(path, f"COMPONENT_{key.upper()}_DUPLICATED", f"Component {key} cannot be duplicated")
