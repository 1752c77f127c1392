"""Names and descriptions of commands in the languages that Fireside speaks, for discord.py."""

from __future__ import annotations

from collections.abc import Mapping

import discord
from discord import app_commands
from discord.app_commands import TranslationContextLocation as Where
from discord.app_commands import locale_str

from bot.language import translation

_CONTEXTS: Mapping[Where, str] = {
    Where.command_name: "command",
    Where.group_name: "command",
    Where.parameter_name: "option",
    Where.choice_name: "choice",
}
"""The contexts in which names are found in the catalogs; descriptions are sentences like any other."""


class CommandTranslator(app_commands.Translator):
    """Looks up what Discord shows of commands. Discord itself shows it by the language of whoever looks."""

    async def translate(
        self, string: locale_str, locale: discord.Locale, context: app_commands.TranslationContextTypes
    ) -> str | None:
        """Returns the text in this language, or None where it stays English."""
        return translation(string.message, locale.value, _CONTEXTS.get(context.location, ""))
