"""Markdown as people write it, with or without front matter."""

from bot.imports.formats.markdown.story import parse

__all__ = ["parse"]
