"""Web pages that hold a story."""

from bot.text.formats.html.page import parse

__all__ = ["parse"]
