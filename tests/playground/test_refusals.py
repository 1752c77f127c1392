"""Discord refuses it, so the playground does."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.playground.refusals import Refusal
from bot.playground.rules.commands import check_choices, check_command
from bot.playground.rules.emoji import is_emoji
from bot.playground.rules.messages import Flag, check_flags, check_form, check_message, check_result
from bot.playground.rules.shapes import Flaws

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

WRONG: dict[str, Json] = {
    "too much text": {"content": "x" * 2001},
    "nothing at all": {"content": ""},
    "an unknown key": {"content": "x", "colour": 1},
    "six rows": {"components": [row(button(custom_id=str(n))) for n in range(6)]},
    "six buttons in a row": {"components": [row(*(button(custom_id=str(n)) for n in range(6)))]},
    "a button beside a menu": {"components": [row(button(), menu())]},
    "a button outside of a row": {"components": [button()]},
    "an empty row": {"components": [row()]},
    "no custom_id": {"components": [row(button(custom_id=None))]},
    "one custom_id twice": {"components": [row(button(), button())]},
    "a long custom_id": {"components": [row(button(custom_id="x" * 101))]},
    "a long label": {"components": [row(button(label="x" * 81))]},
    "neither label nor emoji": {"components": [row(button(label=None))]},
    "an emoji that is none": {"components": [row(button(emoji={"name": "⋯"}))]},
    "a link with a custom_id": {"components": [row(button(style=5, url="https://example.org"))]},
    "a link that is none": {"components": [row(button(style=5, url="story", custom_id=None))]},
    "a menu of 26": {
        "components": [row(menu(options=[{"label": str(n), "value": str(n)} for n in range(26)]))]
    },
    "an empty menu": {"components": [row(menu(options=[]))]},
    "one value twice": {"components": [row(menu(options=[{"label": "a", "value": "a"}] * 2))]},
    "a long option": {"components": [row(menu(options=[{"label": "x" * 101, "value": "a"}]))]},
    "more to choose than there is": {"components": [row(menu(max_values=2))]},
    "at least more than at most": {"components": [row(menu(min_values=2))]},
    "layout without its flag": {"components": [words(5)]},
    "content beside layout": laid_out(words(5)) | {"content": "x"},
    "embeds beside layout": laid_out(words(5)) | {"embeds": [{"title": "x"}]},
    "41 components": laid_out(*(words(1) for _ in range(41))),
    "41 with the nested": laid_out(
        *({"type": 17, "components": [words(1) for _ in range(20)]} for _ in range(2))
    ),
    "4,001 characters": laid_out(words(2000), {"type": 17, "components": [words(2001)]}),
    "an empty text": laid_out(words(0)),
    "a container in a container": laid_out(
        {"type": 17, "components": [{"type": 17, "components": [words(1)]}]}
    ),
    "a section without its accessory": laid_out({"type": 9, "components": [words(1)]}),
    "four texts in a section": laid_out({"type": 9, "components": [words(1)] * 4, "accessory": button()}),
    "an unknown component": laid_out({"type": 99}),
    "an empty gallery": laid_out({"type": 12, "items": []}),
    "one id twice": laid_out(words(1) | {"id": 3}, words(1) | {"id": 3}),
    "an embed over 6,000 in all": {"embeds": [{"description": "x" * 3001}] * 2},
    "a long description": {"embeds": [{"description": "x" * 4097}]},
    "a long title": {"embeds": [{"title": "x" * 257}]},
    "26 fields": {"embeds": [{"fields": [{"name": "a", "value": "b"}] * 26}]},
    "a long field": {"embeds": [{"fields": [{"name": "a", "value": "x" * 1025}]}]},
    "a field without value": {"embeds": [{"fields": [{"name": "a", "value": ""}]}]},
    "an empty embed": {"embeds": [{}]},
    "11 embeds": {"embeds": [{"title": "x"}] * 11},
    "a flag that is no number": {"content": "x", "flags": "64"},
}


@pytest.mark.parametrize("body", FINE.values(), ids=FINE)
def test_messages_that_go_through(body: Json) -> None:
    sent(body)


@pytest.mark.parametrize("body", WRONG.values(), ids=WRONG)
def test_messages_that_do_not(body: Json) -> None:
    with pytest.raises(Refusal) as refused:
        sent(body)
    assert refused.value.status == 400


def test_a_refusal_says_where() -> None:
    with pytest.raises(Refusal) as refused:
        sent({"components": [row(button(label="x" * 81))]})
    errors = refused.value.body()["errors"]
    [error] = errors["components"]["0"]["components"]["0"]["label"]["_errors"]
    assert error == {"code": "BASE_TYPE_MAX_LENGTH", "message": "Must be 80 or fewer in length."}


def test_the_layout_flag_is_never_taken_away() -> None:
    check_flags(0, Flag.COMPONENTS_V2)
    check_flags(Flag.COMPONENTS_V2, Flag.COMPONENTS_V2)
    with pytest.raises(Refusal):
        check_flags(Flag.COMPONENTS_V2, 0)


def field(**more: Any) -> Json:
    written = {"type": 4, "custom_id": "field", "style": 1} | more
    return {"type": 18, "label": "Name", "component": written}


def form(*components: Json, **more: Any) -> Json:
    return {"title": "A form", "custom_id": "form", "components": list(components)} | more


def test_a_form_that_can_be_shown() -> None:
    check_form(form(*(field(custom_id=str(n)) for n in range(5))))


@pytest.mark.parametrize(
    "wrong",
    [
        form(),
        form(*(field(custom_id=str(n)) for n in range(6))),
        form(field(), title="x" * 46),
        form(field(), custom_id=""),
        form(field(), field()),
        form(field(max_length=4001)),
        form(field() | {"label": "x" * 46}),
        form(row(button())),
        form(words(5) | {"type": 12}),
    ],
)
def test_a_form_that_cannot(wrong: Json) -> None:
    with pytest.raises(Refusal):
        check_form(wrong)


def option(**more: Any) -> Json:
    return {"type": 3, "name": "story", "description": "Which story"} | more


def command(*options: Json, **more: Any) -> Json:
    return {"name": "read", "description": "Reads on", "options": list(options)} | more


def flaws_of(wanted: Json) -> int:
    flaws = Flaws()
    check_command(wanted, (), flaws)
    return len(flaws)


LONG_CHOICES = [{"name": str(n) + "x" * 90, "value": str(n) + "y" * 90} for n in range(25)]


def test_commands_that_can_be_registered() -> None:
    assert flaws_of(command(option(choices=LONG_CHOICES))) == 0
    assert flaws_of(command(name="größe-2")) == 0
    assert flaws_of({"type": 3, "name": "Save as quote"}) == 0


@pytest.mark.parametrize(
    "wrong",
    [
        command(name="Read"),
        command(name="read on"),
        command(name="x" * 33),
        command(name=""),
        command(description=""),
        command(description="x" * 101),
        command(option(name="Story")),
        command(option(description="x" * 101)),
        command(*(option(name=f"o{n}") for n in range(26))),
        command(option(), option()),
        command(option(name="a"), option(name="b", required=True)),
        command(option(choices=LONG_CHOICES[:1] * 26)),
        command(option(choices=[{"name": "x" * 101, "value": "x"}])),
        command(option(choices=LONG_CHOICES, autocomplete=True)),
        command(*(option(name=f"o{n}", choices=LONG_CHOICES) for n in range(2))),
        command(colour=1),
        {"type": 3, "name": "Save", "description": "Saves"},
    ],
)
def test_commands_that_cannot(wrong: Json) -> None:
    assert flaws_of(wrong) > 0


def test_25_suggestions_of_100_characters() -> None:
    check_choices({"choices": [{"name": "x" * 100, "value": "x" * 100}] * 25})
    for wrong in ([{"name": "x", "value": "x"}] * 26, [{"name": "x" * 101, "value": "x"}], [{"name": ""}]):
        with pytest.raises(Refusal):
            check_choices({"choices": wrong})


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
