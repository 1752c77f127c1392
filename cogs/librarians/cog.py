"""The cog of `/stories settings`: who looks after a server's stories, and its time zone."""

from __future__ import annotations

import asyncio
from typing import Literal

import discord
from discord import app_commands

from bot.librarians.presses import LeaveToManagers, NoAuthors, NoHosts
from bot.readers.time_zones import time_zones
from bot.stories.ids import RoleId
from cogs.librarians.errors import EverybodysRoleError
from cogs.librarians.screens import server_settings
from cogs.librarians.stories_group import StoriesCog, stories_command
from cogs.ui.choices import Choices, none_on_error, zone_choices
from cogs.ui.credentials import credentials_of
from cogs.ui.replies import Interaction, reply, turn
from cogs.ui.router import answers


class LibrariansCog(StoriesCog):
    """Keeps a server's settings."""

    @none_on_error
    async def _zones(self, interaction: Interaction, current: str) -> Choices:
        return zone_choices(current, await asyncio.to_thread(time_zones))

    @stories_command
    @app_commands.describe(
        role="Whose members are librarians, besides everybody who manages the server",
        time_zone="The time zone of the times that librarians set",
        authors="Who may bring in stories of their own: a role, or everyone",
        authors_may="What authors may do with their own stories",
        remarks="Whether readers may tell authors about typos and thoughts, privately",
        hosts="Who may start read-alongs, besides moderators: a role, or everyone",
    )
    @app_commands.autocomplete(time_zone=_zones)
    async def settings(
        self,
        interaction: Interaction,
        role: discord.Role | None = None,
        time_zone: app_commands.Range[str, 1, 60] | None = None,
        remarks: Literal["on", "off"] | None = None,
        authors: discord.Role | None = None,
        authors_may: Literal["change their own", "hand in only"] | None = None,
        hosts: discord.Role | None = None,
    ) -> None:
        """Choose who looks after this server’s stories, its time zone, and what readers may do."""
        who = await credentials_of(interaction)
        if role is not None and role.is_default():
            raise EverybodysRoleError
        if all(each is None for each in (role, time_zone, remarks, authors, authors_may, hosts)):
            settings = await self._librarians.settings(who)
        else:
            settings = await self._librarians.change_settings(
                who,
                role=None if role is None else RoleId(role.id),
                time_zone=time_zone,
                takes_remarks=None if remarks is None else remarks == "on",
                author_role=None if authors is None else RoleId(authors.id),
                authors_hand_in=None if authors_may is None else authors_may == "hand in only",
                host_role=None if hosts is None else RoleId(hosts.id),
            )
        await reply(interaction, server_settings(settings, interaction.guild_id))

    @answers
    async def leave_to_managers(self, interaction: Interaction, press: LeaveToManagers) -> None:
        """Removes the librarians' role."""
        settings = await self._librarians.without_role(await credentials_of(interaction))
        await turn(interaction, server_settings(settings, interaction.guild_id))

    @answers
    async def no_authors(self, interaction: Interaction, press: NoAuthors) -> None:
        """Lets nobody but librarians bring in stories."""
        settings = await self._librarians.without_authors(await credentials_of(interaction))
        await turn(interaction, server_settings(settings, interaction.guild_id))

    @answers
    async def no_hosts(self, interaction: Interaction, press: NoHosts) -> None:
        """Lets nobody but moderators and librarians start read-alongs."""
        settings = await self._librarians.without_hosts(await credentials_of(interaction))
        await turn(interaction, server_settings(settings, interaction.guild_id))
