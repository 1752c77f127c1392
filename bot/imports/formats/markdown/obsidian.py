"""What Obsidian, and programs like it, add to Markdown: comments, and boxes with a title."""

from __future__ import annotations

import re

from bot.imports.labels import introduces

_COMMENT = re.compile(r"^%%(?:(?!%%)[^\n]|\n(?!\s*\n\s*\n)){1,4000}?%%[ \t]*$", re.MULTILINE)
_CALLOUT = re.compile(r"^(?P<quote>>[ \t]?)\[![\w-]{1,30}\][+-]?[ \t]*(?P<title>[^\n]*)\n?", re.MULTILINE)


def without_comments(text: str, warnings: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    """Returns a text without its comments (`%% … %%` in lines of their own), and the warnings with one about
    them."""
    text, count = _COMMENT.subn("", text)
    if not count:
        return text, warnings
    comments = "1 comment" if count == 1 else f"{count} comments"
    return text, (*warnings, f"Left out: {comments} between signs of %%.")


def callouts_as_quotes(text: str) -> str:
    """Returns a text whose boxes (`> [!note] Title`) are quotes that begin with their title."""

    def opened(callout: re.Match[str]) -> str:
        title = callout["title"].strip()
        if not title:
            return ""
        label = f"{title}:" if introduces(f"{title}:") else f"**{title}**"
        return f"{callout['quote']}{label}\\\n" if callout[0].endswith("\n") else f"{callout['quote']}{label}"

    return _CALLOUT.sub(opened, text)
