"""A small real bot for the playground's own tests. What it answers, each test says."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import discord
from discord import app_commands, ui
from discord.ext import commands

Interaction = discord.Interaction["Parrot"]
Command = app_commands.Command[Any, ..., Any] | app_commands.Group | app_commands.ContextMenu
Answer = Callable[[Interaction], Awaitable[Any]]


class Parrot(commands.AutoShardedBot):
    """Answers by `answers`: of a command's name or a `custom_id`, what to do."""

    def __init__(self, intents: discord.Intents | None = None) -> None:
        super().__init__(
            command_prefix=[],
            intents=intents or discord.Intents(guilds=True, guild_messages=True, dm_messages=True),
            guild_ready_timeout=0,
            help_command=None,
        )
        self.answers: dict[str, Answer] = {}
        self.heard: list[discord.Message] = []
        self.failures: list[discord.HTTPException] = []

    async def setup_hook(self) -> None:
        for command in COMMANDS:
            self.tree.add_command(command)
        await self.tree.sync()

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """discord.py would wait five seconds before a second session."""

    async def on_message(self, message: discord.Message, /) -> None:
        self.heard.append(message)

    async def on_interaction(self, interaction: Interaction) -> None:
        if interaction.type in (discord.InteractionType.component, discord.InteractionType.modal_submit):
            await self.answer(interaction.custom_id or "", interaction)

    async def answer(self, name: str, interaction: Interaction) -> None:
        """Does what the test wants done, and keeps what went wrong for it."""
        try:
            await self.answers[name](interaction)
        except discord.HTTPException as failure:
            self.failures.append(failure)

    async def first_answer(self, interaction: Interaction, content: str) -> None:
        """Answers an interaction behind discord.py's back, which would not do so twice."""
        path = "/interactions/{webhook_id}/{webhook_token}/callback"
        route = discord.http.Route("POST", path, webhook_id=interaction.id, webhook_token=interaction.token)
        await self.http.request(route, json={"type": 4, "data": {"content": content}})

    async def follow_up(self, interaction: Interaction, body: dict[str, Any]) -> None:
        """Follows an interaction up, answered or not."""
        path = "/webhooks/{webhook_id}/{webhook_token}"
        route = discord.http.Route(
            "POST", path, webhook_id=interaction.application_id, webhook_token=interaction.token
        )
        await self.http.request(route, json=body)

    async def post(self, channel: str, body: dict[str, Any]) -> dict[str, Any]:
        """Posts a raw body; HTTPException with Discord's code if it is refused."""
        route = discord.http.Route("POST", "/channels/{channel_id}/messages", channel_id=channel)
        return dict(await self.http.request(route, json=body))


@app_commands.command()
async def say(
    interaction: Interaction, what: str = "hello", times: app_commands.Range[int, 1, 3] = 1
) -> None:
    """Says it."""
    if "say" in interaction.client.answers:
        await interaction.client.answer("say", interaction)
    else:
        await interaction.response.send_message(" ".join([what] * times), ephemeral=True)


tell = app_commands.Group(name="tell", description="Tells", allowed_contexts=None)


@tell.command()
async def about(interaction: Interaction, who: discord.User) -> None:
    """Tells about somebody."""
    await interaction.response.send_message(f"{who.display_name} is here")


@tell.command()
async def place(interaction: Interaction, role: discord.Role, channel: discord.TextChannel) -> None:
    """Tells whether you have a role, and whether you may speak in a channel."""
    assert isinstance(interaction.user, discord.Member)
    has = role in interaction.user.roles
    speaks = interaction.namespace.channel.permissions.send_messages
    await interaction.response.send_message(f"{role.name}: {has}, #{channel.name}: {speaks}")


@app_commands.command()
@app_commands.choices(size=[app_commands.Choice(name="small", value="s")])
async def find(interaction: Interaction, word: str, size: app_commands.Choice[str] | None = None) -> None:
    """Finds a word."""
    await interaction.response.send_message(f"{word} {size.value if size else ''}")


@find.autocomplete("word")
async def _words(interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
    words = [word for word in ("hearth", "heath", "ember") if word.startswith(typed)]
    return [app_commands.Choice(name=word, value=word) for word in words]


@app_commands.command(nsfw=True)
async def files(interaction: Interaction, file: discord.Attachment) -> None:
    """Reads a file."""
    await interaction.response.send_message((await file.read()).decode())


@app_commands.context_menu(name="Remember this")
async def remember(interaction: Interaction, message: discord.Message) -> None:
    await interaction.response.send_message(f"remembered: {message.content}", ephemeral=True)


@app_commands.context_menu(name="Greet")
async def greet(interaction: Interaction, user: discord.User) -> None:
    await interaction.response.send_message(f"hello {user.display_name}")


COMMANDS: tuple[Command, ...] = (say, tell, find, files, remember, greet)


def layout(*items: ui.Item[Any]) -> ui.LayoutView:
    """A Components V2 message that discord.py does not keep."""
    view = ui.LayoutView(timeout=None)
    for item in items:
        view.add_item(item)
    view.stop()
    return view


def page(number: int) -> ui.LayoutView:
    """A page of a book with a button to the next one."""
    turn: ui.Button[Any] = ui.Button(label="Next", emoji="▶", custom_id=f"turn:{number + 1}")
    row: ui.ActionRow[Any] = ui.ActionRow(turn)
    return layout(ui.TextDisplay(f"Page {number}"), row)
