"""EPUB 2 and 3."""

from bot.imports.formats.epub.book import parse

__all__ = ["parse"]
