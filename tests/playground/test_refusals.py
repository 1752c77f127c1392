"""Discord refuses it, so the playground does."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.playground.refusals import Refusal
from bot.playground.rules.emoji import is_emoji
from bot.playground.rules.messages import Flag, check_flags, check_form, check_message, check_result
from tests.playground.reasons import reasons

Json = dict[str, Any]

BLANK: Json = {"content": "", "embeds": [], "attachments": [], "components": [], "flags": 0}


def button(**more: Any) -> Json:
    return {"type": 2, "style": 1, "label": "Next", "custom_id": "next"} | more


def row(*children: Json) -> Json:
    return {"type": 1, "components": list(children)}


def menu(**more: Any) -> Json:
    return {"type": 3, "custom_id": "menu", "options": [{"label": "a", "value": "a"}]} | more


def words(length: int) -> Json:
    return {"type": 10, "content": "x" * length}


def sent(body: Json) -> None:
    """Refuses as posting this body would."""
    check_message(body)
    check_result(BLANK | body)


def laid_out(*components: Json) -> Json:
    return {"components": list(components), "flags": Flag.COMPONENTS_V2}


FINE: dict[str, Json] = {
    "as much text as there may be": {"content": "x" * 2000},
    "five full rows": {
        "components": [row(*(button(custom_id=f"{y}{x}") for x in range(5))) for y in range(5)]
    },
    "forty components": laid_out(*(words(100) for _ in range(40))),
    "a section with a button": laid_out(
        {"type": 17, "components": [{"type": 9, "components": [words(5)], "accessory": button()}]}
    ),
    "a link": {"components": [row(button(style=5, url="https://example.org", custom_id=None))]},
    "a large embed": {"embeds": [{"title": "x" * 256, "description": "x" * 4096}]},
    "a menu of 25": {
        "components": [row(menu(options=[{"label": str(n), "value": str(n)} for n in range(25)]))]
    },
}

WRONG: dict[str, tuple[Json, str]] = {
    "too much text": ({"content": "x" * 2001}, "content BASE_TYPE_MAX_LENGTH"),
    "nothing at all": ({"content": ""}, "EMPTY_MESSAGE"),
    "an unknown key": ({"content": "x", "colour": 1}, "colour UNKNOWN_KEY"),
    "six rows": (
        {"components": [row(button(custom_id=str(n))) for n in range(6)]},
        "components BASE_TYPE_BAD_LENGTH",
    ),
    "six buttons in a row": (
        {"components": [row(*(button(custom_id=str(n)) for n in range(6)))]},
        "components.0.components BASE_TYPE_BAD_LENGTH",
    ),
    "a button beside a menu": (
        {"components": [row(button(), menu())]},
        "components.0.components COMPONENT_LAYOUT_WIDTH_EXCEEDED",
    ),
    "a button outside of a row": ({"components": [button()]}, "components.0.type UNION_TYPE_CHOICES"),
    "an empty row": ({"components": [row()]}, "components.0.components BASE_TYPE_BAD_LENGTH"),
    "no custom_id": (
        {"components": [row(button(custom_id=None))]},
        "components.0.components.0.custom_id BASE_TYPE_REQUIRED",
    ),
    "one custom_id twice": (
        {"components": [row(button(), button())]},
        "components COMPONENT_CUSTOM_ID_DUPLICATED",
    ),
    "a long custom_id": (
        {"components": [row(button(custom_id="x" * 101))]},
        "components.0.components.0.custom_id BASE_TYPE_BAD_LENGTH",
    ),
    "a long label": (
        {"components": [row(button(label="x" * 81))]},
        "components.0.components.0.label BASE_TYPE_MAX_LENGTH",
    ),
    "neither label nor emoji": (
        {"components": [row(button(label=None))]},
        "components.0.components.0 BUTTON_COMPONENT_LABEL_OR_EMOJI_REQUIRED",
    ),
    "an emoji that is none": (
        {"components": [row(button(emoji={"name": "⋯"}))]},
        "components.0.components.0.emoji.name COMPONENT_INVALID_EMOJI",
    ),
    "a link with a custom_id": (
        {"components": [row(button(style=5, url="https://example.org"))]},
        "components.0.components.0.custom_id COMPONENT_KEY_NOT_ALLOWED",
    ),
    "a link that is none": (
        {"components": [row(button(style=5, url="story", custom_id=None))]},
        "components.0.components.0.url URL_TYPE_INVALID_URL",
    ),
    "a menu of 26": (
        {"components": [row(menu(options=[{"label": str(n), "value": str(n)} for n in range(26)]))]},
        "components.0.components.0.options BASE_TYPE_BAD_LENGTH",
    ),
    "an empty menu": (
        {"components": [row(menu(options=[]))]},
        "components.0.components.0.options BASE_TYPE_BAD_LENGTH",
    ),
    "one value twice": (
        {"components": [row(menu(options=[{"label": "a", "value": "a"}] * 2))]},
        "components.0.components.0.options SELECT_COMPONENT_OPTION_VALUE_DUPLICATED",
    ),
    "a long option": (
        {"components": [row(menu(options=[{"label": "x" * 101, "value": "a"}]))]},
        "components.0.components.0.options.0.label BASE_TYPE_BAD_LENGTH",
    ),
    "more to choose than there is": (
        {"components": [row(menu(max_values=2))]},
        "components.0.components.0.max_values BASE_TYPE_MAX",
    ),
    "at least more than at most": (
        {"components": [row(menu(min_values=2))]},
        "components.0.components.0.min_values SELECT_COMPONENT_MIN_EXCEEDS_MAX",
    ),
    "layout without its flag": ({"components": [words(5)]}, "components.0.type UNION_TYPE_CHOICES"),
    "content beside layout": (
        laid_out(words(5)) | {"content": "x"},
        "content MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2",
    ),
    "embeds beside layout": (
        laid_out(words(5)) | {"embeds": [{"title": "x"}]},
        "embeds MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2",
    ),
    "41 components": (laid_out(*(words(1) for _ in range(41))), "components BASE_TYPE_BAD_LENGTH"),
    "41 with the nested": (
        laid_out(*({"type": 17, "components": [words(1) for _ in range(20)]} for _ in range(2))),
        "components COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED",
    ),
    "4,001 characters": (
        laid_out(words(2000), {"type": 17, "components": [words(2001)]}),
        "components COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED",
    ),
    "an empty text": (laid_out(words(0)), "components.0.content BASE_TYPE_REQUIRED"),
    "a container in a container": (
        laid_out({"type": 17, "components": [{"type": 17, "components": [words(1)]}]}),
        "components.0.components.0.type UNION_TYPE_CHOICES",
    ),
    "a section without its accessory": (
        laid_out({"type": 9, "components": [words(1)]}),
        "components.0.accessory BASE_TYPE_REQUIRED",
    ),
    "four texts in a section": (
        laid_out({"type": 9, "components": [words(1)] * 4, "accessory": button()}),
        "components.0.components BASE_TYPE_BAD_LENGTH",
    ),
    "an unknown component": (laid_out({"type": 99}), "components.0.type UNION_TYPE_CHOICES"),
    "an empty gallery": (laid_out({"type": 12, "items": []}), "components.0.items BASE_TYPE_BAD_LENGTH"),
    "one id twice": (
        laid_out(words(1) | {"id": 3}, words(1) | {"id": 3}),
        "components COMPONENT_ID_DUPLICATED",
    ),
    "an embed over 6,000 in all": (
        {"embeds": [{"description": "x" * 3001}] * 2},
        "embeds MAX_EMBED_SIZE_EXCEEDED",
    ),
    "a long description": (
        {"embeds": [{"description": "x" * 4097}]},
        "embeds.0.description BASE_TYPE_MAX_LENGTH",
    ),
    "a long title": ({"embeds": [{"title": "x" * 257}]}, "embeds.0.title BASE_TYPE_MAX_LENGTH"),
    "26 fields": (
        {"embeds": [{"fields": [{"name": "a", "value": "b"}] * 26}]},
        "embeds.0.fields BASE_TYPE_BAD_LENGTH",
    ),
    "a long field": (
        {"embeds": [{"fields": [{"name": "a", "value": "x" * 1025}]}]},
        "embeds.0.fields.0.value BASE_TYPE_BAD_LENGTH",
    ),
    "a field without value": (
        {"embeds": [{"fields": [{"name": "a", "value": ""}]}]},
        "embeds.0.fields.0.value BASE_TYPE_REQUIRED",
    ),
    "an empty embed": ({"embeds": [{}]}, "embeds.0.description BASE_TYPE_REQUIRED"),
    "11 embeds": ({"embeds": [{"title": "x"}] * 11}, "embeds BASE_TYPE_BAD_LENGTH"),
    "a flag that is no number": ({"content": "x", "flags": "64"}, "flags NUMBER_TYPE_COERCE"),
}


@pytest.mark.parametrize("body", FINE.values(), ids=FINE)
def test_messages_that_go_through(body: Json) -> None:
    sent(body)


@pytest.mark.parametrize(("body", "why"), WRONG.values(), ids=WRONG)
def test_messages_that_do_not(body: Json, why: str) -> None:
    with pytest.raises(Refusal) as refused:
        sent(body)
    assert refused.value.status == 400
    assert reasons(refused.value) == why


def test_a_refusal_says_where() -> None:
    with pytest.raises(Refusal) as refused:
        sent({"components": [row(button(label="x" * 81))]})
    errors = refused.value.body()["errors"]
    [error] = errors["components"]["0"]["components"]["0"]["label"]["_errors"]
    assert error == {"code": "BASE_TYPE_MAX_LENGTH", "message": "Must be 80 or fewer in length."}


def test_the_layout_flag_is_never_taken_away() -> None:
    check_flags(0, Flag.COMPONENTS_V2)
    check_flags(Flag.COMPONENTS_V2, Flag.COMPONENTS_V2)
    with pytest.raises(Refusal) as refused:
        check_flags(Flag.COMPONENTS_V2, 0)
    assert reasons(refused.value) == "flags MESSAGE_CANNOT_REMOVE_COMPONENTS_V2_FLAG"


def field(**more: Any) -> Json:
    written = {"type": 4, "custom_id": "field", "style": 1} | more
    return {"type": 18, "label": "Name", "component": written}


def form(*components: Json, **more: Any) -> Json:
    return {"title": "A form", "custom_id": "form", "components": list(components)} | more


def test_a_form_that_can_be_shown() -> None:
    check_form(form(*(field(custom_id=str(n)) for n in range(5))))


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        (form(), "components BASE_TYPE_BAD_LENGTH"),
        (form(*(field(custom_id=str(n)) for n in range(6))), "components BASE_TYPE_BAD_LENGTH"),
        (form(field(), title="x" * 46), "title BASE_TYPE_BAD_LENGTH"),
        (form(field(), custom_id=""), "custom_id BASE_TYPE_REQUIRED"),
        (form(field(), field()), "components COMPONENT_CUSTOM_ID_DUPLICATED"),
        (form(field(max_length=4001)), "components.0.component.max_length NUMBER_TYPE_RANGE"),
        (form(field() | {"label": "x" * 46}), "components.0.label BASE_TYPE_BAD_LENGTH"),
        (form(row(button())), "components.0.components.0.type UNION_TYPE_CHOICES"),
        (form(words(5) | {"type": 12}), "components.0.type UNION_TYPE_CHOICES"),
    ],
)
def test_a_form_that_cannot(wrong: Json, why: str) -> None:
    with pytest.raises(Refusal) as refused:
        check_form(wrong)
    assert reasons(refused.value) == why


def test_what_is_an_emoji() -> None:
    assert all(map(is_emoji, ["▶", "◀️", "📖", "❤️", "1️⃣", "⏭"]))
    assert not any(map(is_emoji, ["", "⋯", "☰", "❝", "Next", "→", "1"]))


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(
                ["type", "components", "custom_id", "style", "label", "options", "content", "embeds"]
            ),
            inner,
            max_size=5,
        )
    ),
    max_leaves=12,
)


@given(
    st.dictionaries(st.sampled_from(["content", "components", "embeds", "flags", "attachments"]), anything)
)
def test_no_body_is_too_strange_to_refuse(body: Json) -> None:
    try:
        check_message(body)
    except Refusal as refused:
        assert refused.body()["code"] == 50035
