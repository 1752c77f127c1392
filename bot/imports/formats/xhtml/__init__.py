"""(X)HTML, wherever it comes from: a tree read safely, and walked to stored Markdown."""

from bot.imports.formats.xhtml.walk import read, read_all

__all__ = ["read", "read_all"]
