"""The cog of `/settings`: readers' preferences."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from discord import app_commands
from discord.ext import commands

from bot.readers.models import Preferences
from bot.readers.presses import (
    ChooseWarnings,
    GuardFromSpoilers,
    OpenTimesForm,
    OpenWarningsForm,
    PreferLength,
    SetTimes,
    ShowSettings,
    ShowWarnings,
    TypeWarnings,
)
from bot.readers.time_zones import time_zones
from bot.stories.ids import ReaderId
from cogs.readers.screens import settings_menu, show_times_form, show_warnings_form, warnings_menu
from cogs.ui import forms
from cogs.ui.choices import Choices, none_on_error, zone_choices
from cogs.ui.replies import Interaction, reply, turn
from cogs.ui.router import answers

if TYPE_CHECKING:
    from bot.client import StoryBot


class SettingsCog(commands.Cog):
    """Shows and changes a reader's preferences."""

    def __init__(self, bot: StoryBot) -> None:
        self._preferences = bot.app.preferences
        self._clock = bot.app.clock
        self._audiences = bot.audiences

    @app_commands.command()
    @app_commands.describe(
        time_zone="Your time zone, like Europe/Lisbon",
        quiet_hours="When I shouldn’t send you anything, such as 22:00–7:00; “off” for none",
    )
    async def settings(
        self,
        interaction: Interaction,
        time_zone: app_commands.Range[str, 1, 60] | None = None,
        quiet_hours: app_commands.Range[str, 1, 60] | None = None,
    ) -> None:
        """Choose how you read: page length, spoilers, time zone, quiet hours."""
        reader = ReaderId(interaction.user.id)
        chosen = await self._preferences.set_times(reader, time_zone, quiet_hours)
        await reply(interaction, settings_menu(chosen, self._clock.now()))

    @settings.autocomplete("time_zone")
    @none_on_error
    async def _zones(self, interaction: Interaction, current: str) -> Choices:
        return zone_choices(current, await asyncio.to_thread(time_zones))

    @answers
    async def show(self, interaction: Interaction, press: ShowSettings) -> None:
        """Shows all preferences."""
        await self._show(interaction, await self._preferences.of(ReaderId(interaction.user.id)))

    @answers
    async def prefer(self, interaction: Interaction, press: PreferLength) -> None:
        """Sets the passage length."""
        chosen = await self._preferences.set_length(ReaderId(interaction.user.id), press.length)
        await self._show(interaction, chosen)

    @answers
    async def guard(self, interaction: Interaction, press: GuardFromSpoilers) -> None:
        """Sets the spoiler guard."""
        chosen = await self._preferences.set_spoilers(ReaderId(interaction.user.id), press.spoilers)
        await self._show(interaction, chosen)

    @answers
    async def open_form(self, interaction: Interaction, press: OpenTimesForm) -> None:
        """Opens the form for the time zone and the quiet hours."""
        await show_times_form(interaction, await self._preferences.of(ReaderId(interaction.user.id)))

    @answers
    async def set_times(self, interaction: Interaction, press: SetTimes) -> None:
        """Sets the time zone and the quiet hours from the form."""
        entries = forms.entries_of(interaction)
        zone, quiet = entries.get("zone", "").strip(), entries.get("quiet")
        chosen = await self._preferences.set_times(ReaderId(interaction.user.id), zone, quiet)
        await self._show(interaction, chosen)

    @answers
    async def warnings(self, interaction: Interaction, press: ShowWarnings) -> None:
        """Shows what the reader is warned of, and what they can be."""
        await self._show_warnings(interaction, await self._preferences.of(ReaderId(interaction.user.id)))

    @answers
    async def choose_warnings(self, interaction: Interaction, press: ChooseWarnings) -> None:
        """Has the reader warned of what they chose."""
        data: Mapping[str, Any] = interaction.data or {}
        names = [str(each) for each in data.get("values") or []]
        chosen = await self._preferences.set_warnings(ReaderId(interaction.user.id), names)
        await self._show_warnings(interaction, chosen)

    @answers
    async def open_warnings_form(self, interaction: Interaction, press: OpenWarningsForm) -> None:
        """Opens the form for what the reader is warned of."""
        chosen = await self._preferences.of(ReaderId(interaction.user.id))
        await show_warnings_form(interaction, chosen.warned_of)

    @answers
    async def type_warnings(self, interaction: Interaction, press: TypeWarnings) -> None:
        """Has the reader warned of what they typed."""
        names = forms.entries_of(interaction).get("names", "").splitlines()
        chosen = await self._preferences.set_warnings(ReaderId(interaction.user.id), names)
        await self._show_warnings(interaction, chosen)

    async def _show_warnings(self, interaction: Interaction, chosen: Preferences) -> None:
        known = await self._preferences.warnings_known(await self._audiences.of(interaction))
        await turn(interaction, warnings_menu(chosen.warned_of, known))

    async def _show(self, interaction: Interaction, chosen: Preferences) -> None:
        await turn(interaction, settings_menu(chosen, self._clock.now()))
