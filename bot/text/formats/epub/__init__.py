"""EPUB 2 and 3."""

from bot.text.formats.epub.book import parse

__all__ = ["parse"]
