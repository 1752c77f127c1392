"""Everything a message or a form can hold, there and back, through discord.py."""

from __future__ import annotations

import io
from typing import Any

import discord
import pytest
import pytest_asyncio
from discord import ui

from bot.playground import Playground
from tests.playground.parrot import Interaction, Parrot, layout
from tests.support.person import Person
from tests.support.replies import Reply

Json = dict[str, Any]


def everything() -> ui.LayoutView:
    """One of each component that a message can hold."""
    picture = "attachment://cover.png"
    card: ui.Section[Any] = ui.Section(
        "Title", "Author", accessory=ui.Thumbnail(picture, description="Cover")
    )
    offer: ui.Section[Any] = ui.Section("Read it", accessory=ui.Button(label="Read", custom_id="read"))
    menus: list[ui.Item[Any]] = [
        ui.ActionRow(ui.UserSelect(custom_id="user")),
        ui.ActionRow(ui.RoleSelect(custom_id="role")),
        ui.ActionRow(ui.ChannelSelect(custom_id="channel", channel_types=[discord.ChannelType.text])),
        ui.ActionRow(ui.MentionableSelect(custom_id="mentionable", min_values=0, max_values=2)),
    ]
    return layout(
        ui.Container(card, ui.Separator(), offer, *menus, accent_color=0x336699, spoiler=True),
        ui.MediaGallery(discord.MediaGalleryItem(picture, spoiler=True)),
        ui.File("attachment://book.txt"),
        ui.ActionRow(
            ui.Button(label="More", url="https://example.org"), ui.Button(emoji="📖", custom_id="book")
        ),
    )


@pytest_asyncio.fixture(loop_scope="session")
async def shown(mira: Person, parrot: Parrot) -> Reply:
    async def show(interaction: Interaction) -> None:
        files = [
            discord.File(io.BytesIO(b"picture"), "cover.png"),
            discord.File(io.BytesIO(b"words"), "book.txt"),
        ]
        await interaction.response.send_message(view=everything(), files=files, ephemeral=True)

    async def echo(interaction: Interaction) -> None:
        assert interaction.message is not None
        data: Any = interaction.data
        kinds = sorted(kind for kind, found in data.get("resolved", {}).items() if found)
        seen = len(interaction.message.components)
        await interaction.response.send_message(f"{data.get('values')} {kinds} {seen}")

    parrot.answers = dict.fromkeys(("user", "role", "channel", "mentionable", "read", "book"), echo)
    parrot.answers["say"] = show
    return await mira.slash("say")


async def test_a_layout_shows_all_it_holds(shown: Reply, playground: Playground) -> None:
    assert shown.text == "Title\n\nAuthor\n\nRead it"
    assert shown.labels == ["Read", "More", "📖"]
    box, gallery, file, _ = shown.components
    assert (box["accent_color"], box["spoiler"]) == (0x336699, True)
    cover = box["components"][0]["accessory"]["media"]["url"]
    assert cover == gallery["items"][0]["media"]["url"]
    assert cover.startswith(f"{playground.url}/attachments/")
    assert (file["name"], file["size"]) == ("book.txt", 5)


async def test_its_buttons_work_however_deep(mira: Person, shown: Reply) -> None:
    assert (await mira.press("Read", shown)).text == "None [] 4"
    assert (await mira.press("📖", shown)).text == "None [] 4"


@pytest.mark.parametrize(
    ("menu", "component_type", "resolved"),
    [
        ("user", 5, "['members', 'users']"),
        ("role", 6, "['roles']"),
        ("channel", 8, "['channels']"),
        ("mentionable", 7, "['members', 'users']"),
    ],
)
async def test_what_is_chosen_is_explained_to_the_bot(
    mira: Person, shown: Reply, playground: Playground, menu: str, component_type: int, resolved: str
) -> None:
    guild = playground.world.guild_named("The Hearth")
    value = {"role": guild.id, "channel": mira.channel_id}.get(menu, mira.user.id)
    assert shown.message
    body: Json = {"type": 3, "channel_id": mira.channel_id, "message_id": shown.message["id"]}
    data = {"component_type": component_type, "custom_id": menu, "values": [value]}
    answer = await mira.call("POST", "interactions", json=body | {"data": data})
    assert answer["message"]["content"] == f"['{value}'] {resolved} 4"


async def test_a_form_can_ask_in_every_way(mira: Person, parrot: Parrot) -> None:
    def ways() -> ui.Modal:
        form = ui.Modal(title="All of it", custom_id="form")
        radio: ui.RadioGroup[Any] = ui.RadioGroup(custom_id="radio")
        boxes: ui.CheckboxGroup[Any] = ui.CheckboxGroup(custom_id="boxes", max_values=2)
        for name in ("one", "two"):
            radio.add_option(label=name, value=name)
            boxes.add_option(label=name, value=name)
        form.add_item(ui.TextDisplay("Please choose."))
        for text, item in (
            ("Radio", radio),
            ("Boxes", boxes),
            ("Agree", ui.Checkbox(custom_id="agree")),
            ("Who", ui.UserSelect[Any](custom_id="who", required=False)),
        ):
            form.add_item(ui.Label(text=text, component=item))
        return form

    received: list[Any] = []

    async def ask(interaction: Interaction) -> None:
        await interaction.response.send_modal(ways())

    async def take(interaction: Interaction) -> None:
        received.append(interaction.data)
        await interaction.response.send_message("taken")

    parrot.answers = {"say": ask, "form": take}
    form = await mira.slash("say")
    await mira.fill(form, radio="two", boxes=["one", "two"], agree=True, who=[])
    inputs = [part["component"] for part in received[0]["components"] if "component" in part]
    assert [entry.get("value", entry.get("values")) for entry in inputs] == ["two", ["one", "two"], True, []]


async def test_the_older_layout_turns_into_the_newer(mira: Person, parrot: Parrot) -> None:
    async def show(interaction: Interaction) -> None:
        embed = discord.Embed(title="A title", description="Words").set_footer(text="Foot")
        embed.add_field(name="Field", value="Value").set_image(url="attachment://a.png")
        old = ui.View(timeout=None)
        old.add_item(ui.Button(label="Turn", custom_id="turn"))
        old.stop()
        await interaction.response.send_message(
            "Hello", embed=embed, view=old, file=discord.File(io.BytesIO(b"x"), "a.png")
        )

    async def turn(interaction: Interaction) -> None:
        await interaction.response.edit_message(
            content=None, embed=None, attachments=[], view=layout(ui.TextDisplay("New"))
        )

    parrot.answers = {"say": show, "turn": turn}
    first = await mira.slash("say")
    assert first.text == "Hello\n\nA title\n\nWords\n\nField\n\nValue\n\nFoot"
    second = await mira.press("Turn")
    assert (second.text, second.labels) == ("New", [])
    assert second.message and second.message["attachments"] == []


async def test_in_direct_messages(mira: Person, parrot: Parrot) -> None:
    where: list[Interaction] = []

    async def note(interaction: Interaction) -> None:
        where.append(interaction)
        await interaction.response.send_message("here")

    parrot.answers["say"] = note
    await mira.go_direct()
    assert (await mira.slash("say")).text == "here"
    assert isinstance(where[0].channel, discord.DMChannel)
    assert where[0].guild_id is None and where[0].context.dm_channel
    assert where[0].user.id == int(mira.user.id)
    assert [message["content"] for message in await mira.history()] == ["here"]


async def test_what_an_interaction_says_about_its_place(mira: Person, parrot: Parrot) -> None:
    seen: list[Interaction] = []

    async def note(interaction: Interaction) -> None:
        seen.append(interaction)
        await interaction.response.send_message("noted", ephemeral=True)

    parrot.answers["say"] = note
    await mira.slash("say")
    mira.go("after-dark")
    await mira.slash("say")
    plain, dark = seen
    assert isinstance(plain.channel, discord.TextChannel) and isinstance(dark.channel, discord.TextChannel)
    assert (plain.channel.nsfw, dark.channel.nsfw) == (False, True)
    assert plain.app_permissions.send_messages and not plain.permissions.manage_guild
    assert plain.locale is discord.Locale.british_english
    assert plain.is_guild_integration()


async def test_follow_ups_can_be_changed_and_taken_back(mira: Person, parrot: Parrot) -> None:
    async def follow(interaction: Interaction) -> None:
        answer = await interaction.response.send_message("first")
        assert answer.message_id is not None
        assert (await interaction.original_response()).id == answer.message_id
        second = await interaction.followup.send("second", wait=True)
        await second.edit(content="changed")
        third = await interaction.followup.send("third", wait=True)
        await third.delete()
        await interaction.delete_original_response()

    parrot.answers["say"] = follow
    first = await mira.slash("say")
    assert first.message
    await mira.event("message_delete", lambda gone: gone["id"] == first.message["id"])  # type: ignore[index]
    assert [message["content"] for message in await mira.history()] == ["changed"]
    assert parrot.failures == []
