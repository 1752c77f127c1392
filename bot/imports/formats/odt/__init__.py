"""OpenDocument texts (.odt), as LibreOffice, Word and Google Docs write them."""

from bot.imports.formats.odt.story import parse

__all__ = ["parse"]
