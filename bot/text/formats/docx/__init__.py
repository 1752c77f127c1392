"""Word documents (.docx), as Word, LibreOffice and Google Docs write them."""

from bot.text.formats.docx.story import parse

__all__ = ["parse"]
