"""The cog of `/stats`: a reader's year, its pictures, and showing it to others."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import discord
from discord import app_commands, ui
from discord.ext import commands

from bot.errors import StaleButtonError
from bot.language import _
from bot.pictures.picture import Picture
from bot.posts.models import PostedPicture
from bot.statistics.models import YearOfReading
from bot.statistics.presses import Chart, ShowYear, ShowYearHere
from bot.stories.models import Audience
from cogs.posts.posting import Posting
from cogs.reading.aloud import may_read_aloud
from cogs.statistics.errors import CannotShowError
from cogs.statistics.screens import PICTURE_FILE, year_panel, year_post
from cogs.ui.replies import Interaction, Waiting, reply, speaking_here, turn
from cogs.ui.router import answers

if TYPE_CHECKING:
    from bot.client import StoryBot


_FIRST_YEAR, _LAST_YEAR = 1970, 9999


class StatisticsCog(commands.Cog):
    """Shows readers the numbers of their reading."""

    def __init__(self, bot: StoryBot) -> None:
        self._statistics = bot.app.statistics
        self._pictures = bot.app.pictures
        self._posting = Posting(bot)
        self._audiences = bot.audiences

    @app_commands.command()
    @app_commands.describe(year="Which year; leave it out for this one")
    async def stats(
        self,
        interaction: Interaction,
        year: app_commands.Range[int, _FIRST_YEAR, _LAST_YEAR] | None = None,
    ) -> None:
        """See your reading: words, days in a row, favourites, and your year as a picture."""
        found = await self._statistics.of_year(await self._audiences.of(interaction), year)
        await reply(interaction, year_panel(found, Chart.NONE, "", _offer(interaction, Chart.NONE)))

    @answers
    async def turn_year(self, interaction: Interaction, press: ShowYear) -> None:
        """Shows another year, or another picture."""
        found, chart = await self._wanted(interaction, press)
        if chart is Chart.NONE:
            await turn(interaction, year_panel(found, chart, "", _offer(interaction, chart)))
            return
        async with Waiting(interaction, _("Drawing it…")) as waiting:
            picture = await self._drawn(found, chart)
            panel = year_panel(found, chart, picture.alt, _offer(interaction, chart))
            await waiting.end(panel, _file(picture))

    @answers
    async def show_here(self, interaction: Interaction, press: ShowYearHere) -> None:
        """Shows the year to everybody in the channel. The offer has the id of the press or command that made
        it, so that it is taken only once."""
        found, chart = await self._wanted(interaction, press)
        if not _may_show(interaction, chart):
            raise CannotShowError
        audience = await self._audiences.of(interaction)
        if chart is Chart.NONE:
            with speaking_here(interaction):
                view = year_post(found, "", audience.reader)
            await self._post(interaction, audience, view, press.offer)
            await turn(interaction, year_panel(found, chart, "", None))
            return
        async with Waiting(interaction, _("Posting it…")) as waiting:
            picture = await self._drawn(found, chart)
            with speaking_here(interaction):
                shown = await self._drawn(found, chart)
                view = year_post(found, shown.alt, audience.reader)
            posted = PostedPicture(PICTURE_FILE, shown.alt, shown.png)
            await self._post(interaction, audience, view, press.offer, posted)
            await waiting.end(year_panel(found, chart, picture.alt, None), _file(picture))

    async def _post(
        self,
        interaction: Interaction,
        audience: Audience,
        view: ui.LayoutView,
        offer: int,
        picture: PostedPicture | None = None,
    ) -> None:
        await self._posting.post(interaction, audience, view, picture=picture, offer=offer)

    async def _wanted(
        self, interaction: Interaction, press: ShowYear | ShowYearHere
    ) -> tuple[YearOfReading, Chart]:
        """Returns the year and the picture that a press names; no picture where nothing was read in the year.
        Raises StaleButtonError."""
        if not _FIRST_YEAR <= press.year <= _LAST_YEAR:
            raise StaleButtonError
        found = await self._statistics.of_year(await self._audiences.of(interaction), press.year)
        return found, press.chart if found.total.words else Chart.NONE

    async def _drawn(self, year: YearOfReading, chart: Chart) -> Picture:
        if chart is Chart.YEAR:
            return await self._pictures.of_year(year.year, year.words)
        return await self._pictures.of_months(year.year, year.months)


def _offer(interaction: Interaction, chart: Chart) -> int | None:
    return interaction.id if _may_show(interaction, chart) else None


def _may_show(interaction: Interaction, chart: Chart) -> bool:
    """Returns whether a year can be posted here, with this picture."""
    may_attach = chart is Chart.NONE or interaction.app_permissions.attach_files
    return may_attach and may_read_aloud(interaction)


def _file(picture: Picture) -> discord.File:
    return discord.File(io.BytesIO(picture.png), PICTURE_FILE, description=picture.alt)
