"""Word documents (.docx), as Word, LibreOffice and Google Docs write them."""

from bot.imports.formats.docx.story import parse

__all__ = ["parse"]
