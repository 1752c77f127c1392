"""Plain text, as people post and publish it."""

from bot.imports.formats.plain.story import parse

__all__ = ["parse"]
