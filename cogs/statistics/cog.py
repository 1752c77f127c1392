"""The cog of `/stats`: a reader's year, its pictures, and showing it to others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from discord import app_commands
from discord.ext import commands

from bot.errors import StaleButtonError
from bot.language import _, spoken
from bot.pictures.picture import Picture
from bot.posts.models import PostedPicture
from bot.statistics.models import YearOfReading
from bot.statistics.presses import Chart, ShowYear, ShowYearHere
from cogs.posts.posting import Posting
from cogs.reading.aloud import offer_here
from cogs.statistics.errors import CannotShowError
from cogs.statistics.screens import PICTURE_FILE, year_panel, year_post
from cogs.ui.pictures import picture_file
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
        await reply(interaction, year_panel(found, Chart.NONE, "", offer_here(interaction)))

    @answers
    async def turn_year(self, interaction: Interaction, press: ShowYear) -> None:
        """Shows another year, or another picture."""
        found, chart = await self._wanted(interaction, press)
        if chart is Chart.NONE:
            await turn(interaction, year_panel(found, chart, "", offer_here(interaction)))
            return
        async with Waiting(interaction, _("Drawing it…")) as waiting:
            picture = await self._drawn(found, chart)
            panel = year_panel(found, chart, picture.alt, offer_here(interaction, picture=True))
            await waiting.end(panel, picture_file(picture, PICTURE_FILE))

    @answers
    async def show_here(self, interaction: Interaction, press: ShowYearHere) -> None:
        """Shows the year to everybody in the channel."""
        found, chart = await self._wanted(interaction, press)
        if offer_here(interaction, picture=chart is not Chart.NONE) is None:
            raise CannotShowError
        audience = await self._audiences.of(interaction)
        if chart is Chart.NONE:
            with speaking_here(interaction):
                view = year_post(found, "", audience.reader)
            await self._posting.post(interaction, audience, view, offer=press.offer)
            await turn(interaction, year_panel(found, chart, "", None))
            return
        async with Waiting(interaction, _("Posting it…")) as waiting:
            picture, own = await self._drawn(found, chart), spoken()
            with speaking_here(interaction):
                shown = picture if spoken() == own else await self._drawn(found, chart)
                view = year_post(found, shown.alt, audience.reader)
            posted = PostedPicture(PICTURE_FILE, shown.alt, shown.png)
            await self._posting.post(interaction, audience, view, picture=posted, offer=press.offer)
            await waiting.end(
                year_panel(found, chart, picture.alt, None), picture_file(picture, PICTURE_FILE)
            )

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
