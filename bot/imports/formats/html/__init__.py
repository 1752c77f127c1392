"""Web pages that hold a story."""

from bot.imports.manuscript import Manuscript


def parse(data: bytes, name: str) -> Manuscript:
    """Returns the story on a web page; `name` is the file's name, which may stand in for a title.

    Raises UnreadableFileError where there is none.
    """
    from bot.imports.formats.html import page  # noqa: PLC0415 - EPUBs and feeds need only parts of this package

    return page.parse(data, name)
