"""What people do with a bot, and what they get for it."""

from __future__ import annotations

import asyncio
import io
from collections.abc import Awaitable

import discord
import pytest
from discord import ui

from bot.playground import Playground
from tests.playground.parrot import Interaction, Parrot, layout, page
from tests.support import specification
from tests.support.person import Person, Refused


async def test_a_private_answer_is_seen_by_one_person_only(mira: Person, theo: Person) -> None:
    reply = await mira.slash("say", what="psst", times=2)
    assert (reply.outcome, reply.text, reply.ephemeral) == ("message", "psst psst", True)
    assert await mira.history() == await theo.history() == []
    await mira.slash("find", word="ember")
    shown = await theo.event("message_create")
    assert shown["content"] == "ember", "the private message has not come, the public one has"


async def test_the_specification_is_checked(mira: Person, playground: Playground) -> None:
    specification.require()
    await mira.slash("say")
    sent = playground.journal.of("POST /interactions/*")[0]
    sent.body["data"]["content"] = 7
    with pytest.raises(AssertionError, match="content"):
        specification.check(playground.journal.requests)
    sent.body["data"]["content"] = "seven"


async def test_pages_are_turned_in_place(mira: Person, parrot: Parrot) -> None:
    async def begin(interaction: Interaction) -> None:
        await interaction.response.send_message(view=page(1), ephemeral=True)

    async def turn(interaction: Interaction) -> None:
        number = int((interaction.custom_id or "").partition(":")[2])
        await interaction.response.edit_message(view=page(number))

    parrot.answers = {"say": begin, "turn:2": turn, "turn:3": turn}
    first = await mira.slash("say")
    second = await mira.press("Next")
    third = await mira.press("▶")
    assert [first.text, second.text, third.text] == ["Page 1", "Page 2", "Page 3"]
    assert third.outcome == "update"
    assert third.labels == ["▶ Next"]
    assert first.message and third.message and first.message["id"] == third.message["id"]
    assert third.ephemeral


async def test_a_deferred_answer_arrives_later(mira: Person, parrot: Parrot) -> None:
    async def think(interaction: Interaction) -> None:
        await interaction.response.defer(ephemeral=True, thinking=True)
        await interaction.edit_original_response(content="thought about it")
        await interaction.followup.send("and again", ephemeral=True)

    parrot.answers["say"] = think
    reply = await mira.slash("say")
    assert (reply.outcome, reply.text, reply.ephemeral) == ("deferred", "thought about it", True)
    assert (await mira.event("message_create", lambda m: m["content"] == "and again"))["flags"] == 64


async def test_the_first_follow_up_fills_the_deferred_message(mira: Person, parrot: Parrot) -> None:
    async def think(interaction: Interaction) -> None:
        await interaction.response.defer(ephemeral=True)
        await interaction.followup.send("not private, one would think")

    parrot.answers["say"] = think
    assert (await mira.slash("say")).ephemeral


async def test_a_press_can_be_answered_later(mira: Person, parrot: Parrot) -> None:
    async def begin(interaction: Interaction) -> None:
        await interaction.response.send_message(view=page(1))

    async def turn(interaction: Interaction) -> None:
        await interaction.response.defer()
        await interaction.edit_original_response(view=page(2))

    parrot.answers = {"say": begin, "turn:2": turn}
    await mira.slash("say")
    reply = await mira.press("Next")
    assert (reply.outcome, reply.text) == ("deferred_update", "Page 2")


async def test_a_form_is_filled_in(mira: Person, parrot: Parrot, playground: Playground) -> None:
    class Form(ui.Modal, title="About you"):
        name: ui.Label[Form] = ui.Label(
            text="Your name", component=ui.TextInput(custom_id="n", min_length=2, max_length=80)
        )
        tea: ui.Label[Form] = ui.Label(
            text="Tea",
            component=ui.Select(custom_id="t", options=[discord.SelectOption(label="Black", value="b")]),
        )
        picture: ui.Label[Form] = ui.Label(text="Picture", component=ui.FileUpload(custom_id="p"))

    async def ask(interaction: Interaction) -> None:
        await interaction.response.send_modal(Form(custom_id="form"))

    received: list[object] = []

    async def thank(interaction: Interaction) -> None:
        received.append(interaction.data)
        await interaction.response.send_message("thanks", ephemeral=True)

    parrot.answers = {"say": ask, "form": thank}
    form = await mira.slash("say")
    assert form.modal and form.modal["title"] == "About you"
    picture = await mira.upload("me.txt", b"a face")
    with pytest.raises(Refused, match="between 2 and 80 characters"):
        await mira.fill(form, your_name="M", tea=["b"], p=[picture])
    reply = await mira.fill(form, your_name="Mira", tea=["b"], p=[picture])
    assert reply.text == "thanks"
    [data] = received
    assert isinstance(data, dict)
    assert data["components"][0]["component"]["value"] == "Mira"
    assert data["resolved"]["attachments"][picture]["filename"] == "me.txt"


async def test_a_choice_in_a_menu_must_be_offered(mira: Person, parrot: Parrot) -> None:
    async def offer(interaction: Interaction) -> None:
        menu: ui.Select[ui.LayoutView] = ui.Select(
            custom_id="menu",
            options=[discord.SelectOption(label=f"Chapter {n}", value=str(n)) for n in (1, 2)],
        )
        await interaction.response.send_message(view=layout(ui.Container(ui.ActionRow(menu))))

    async def chosen(interaction: Interaction) -> None:
        assert interaction.data
        await interaction.response.send_message(f"chose {interaction.data.get('values')}")

    parrot.answers = {"say": offer, "menu": chosen}
    menu = await mira.slash("say")
    assert (await mira.choose("Chapter 2")).text == "chose ['2']"
    with pytest.raises(Refused, match="not among the options"):
        assert menu.message
        data = {"component_type": 3, "custom_id": "menu", "values": ["3"]}
        await mira.call(
            "POST",
            "interactions",
            json={"type": 3, "channel_id": mira.channel_id, "message_id": menu.message["id"], "data": data},
        )


async def test_suggestions_while_typing(mira: Person) -> None:
    choices = await mira.autocomplete("find", "word", "hea")
    assert [choice["name"] for choice in choices] == ["hearth", "heath"]


async def test_options_subcommands_and_menus_reach_the_bot(mira: Person, theo: Person) -> None:
    assert (await mira.slash("tell about", who=theo.user.id)).text == "Theo is here"
    message = await theo.say("the fire is warm")
    assert (await mira.menu("Remember this", message)).text == "remembered: the fire is warm"
    assert (await mira.menu("Greet", theo.user.payload())).text == "hello Theo"
    for wrong, why in (
        ({"times": 4}, "out of bounds"),
        ({"times": "2"}, "right kind"),
        ({"nothing": "x"}, "no option nothing"),
    ):
        with pytest.raises(Refused, match=why):
            await mira.slash("say", **wrong)
    with pytest.raises(Refused, match="word"):
        await mira.slash("find")
    with pytest.raises(Refused, match="choices"):
        await mira.slash("find", word="x", size="huge")


async def test_a_file_in_an_option_and_an_age_restricted_command(mira: Person) -> None:
    file = await mira.upload("tale.txt", b"Once upon a time")
    with pytest.raises(Refused, match="age-restricted"):
        await mira.slash("files", file=file)
    mira.go("after-dark")
    assert (await mira.slash("files", file=file)).text == "Once upon a time"


async def test_pictures_go_out_and_can_be_fetched(
    mira: Person, parrot: Parrot, playground: Playground
) -> None:
    async def show(interaction: Interaction) -> None:
        file = discord.File(io.BytesIO(b"not quite a picture"), "cover 1.png", description="A cover")
        gallery: ui.MediaGallery[ui.LayoutView] = ui.MediaGallery(
            discord.MediaGalleryItem("attachment://cover_1.png")
        )
        await interaction.response.send_message(view=layout(gallery), file=file)

    parrot.answers["say"] = show
    reply = await mira.slash("say")
    url = reply.components[0]["items"][0]["media"]["url"]
    assert url.startswith(playground.url)
    assert await mira.fetch(url) == b"not quite a picture"
    assert reply.message and reply.message["attachments"][0]["content_type"] == "image/png"


async def test_a_press_must_be_possible(mira: Person, theo: Person, parrot: Parrot) -> None:
    async def begin(interaction: Interaction) -> None:
        off: ui.Button[ui.LayoutView] = ui.Button(label="Off", custom_id="off", disabled=True)
        row: ui.ActionRow[ui.LayoutView] = ui.ActionRow(off)
        await interaction.response.send_message(view=layout(row), ephemeral=True)

    async def forged(interaction: Interaction) -> None:
        await interaction.response.send_message("nice try", ephemeral=True)

    parrot.answers = {"say": begin, "made up": forged}
    panel = await mira.slash("say")
    with pytest.raises(Refused, match="disabled"):
        await mira.press("Off")
    with pytest.raises(Refused, match="Unknown Message"):
        await theo.press("Off", panel)
    assert (await mira.forge("made up")).text == "nice try"


async def test_no_answer_within_three_seconds(mira: Person, parrot: Parrot, playground: Playground) -> None:
    async def dawdle(interaction: Interaction) -> None:
        playground.stage.age_tokens(3)
        await interaction.response.send_message("too late")

    parrot.answers["say"] = dawdle
    reply = await mira.slash("say")
    assert (reply.outcome, reply.error) == ("failed", "The application did not respond")
    assert [failure.code for failure in parrot.failures] == [10062]


async def test_one_answer_each_and_nothing_after_a_quarter_of_an_hour(
    mira: Person, parrot: Parrot, playground: Playground
) -> None:
    refused: list[int] = []
    finished = asyncio.Event()

    async def insist(interaction: Interaction) -> None:
        follow_up = parrot.follow_up(interaction, {"content": "more"})
        again = interaction.response.send_message("one"), parrot.first_answer(interaction, "two")
        for attempt in (follow_up, *again):
            refused.append(await _refusal(attempt))
        playground.stage.age_tokens(15 * 60)
        refused.append(await _refusal(parrot.follow_up(interaction, {"content": "more"})))
        finished.set()

    parrot.answers["say"] = insist
    assert (await mira.slash("say")).text == "one"
    await finished.wait()
    assert refused == [10015, 0, 40060, 50027]


async def _refusal(attempt: Awaitable[object]) -> int:
    try:
        await attempt
    except discord.HTTPException as failure:
        return failure.code
    return 0
