"""Web pages that hold a story."""

from bot.imports.formats.html.page import parse

__all__ = ["parse"]
