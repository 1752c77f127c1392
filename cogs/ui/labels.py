"""Names and measures in the form that readers see."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from functools import lru_cache

import discord

from bot.language import NN_, _, ngettext
from bot.stories.details import UNRATED
from bot.stories.models import Story
from bot.text import markup
from bot.text.direction import isolated, listed, open_isolates
from bot.text.passages import passages


def clipped(text: str, limit: int) -> str:
    """Returns text on one line of at most `limit` characters; text that is cut ends in an ellipsis."""
    line = " ".join(text.split())
    if len(line) <= limit:
        return line
    kept = line[: limit - 1 - len(open_isolates(line[: limit - 1]))]
    return f"{kept.rstrip()}…{open_isolates(kept)}"


@lru_cache(maxsize=4_096)
def escaped(text: str, limit: int) -> str:
    """Returns a plain name as Markdown of at most `limit` characters, isolated for use within a sentence."""
    most = room = limit - (len(isolated(text)) - len(text))
    while len(shown := markup.escape(clipped(text, room))) > most:
        room -= max(1, (len(shown) - most) // 2)
    return isolated(shown)


def joined(names: Iterable[str]) -> str:
    """Returns names in a row, each isolated, the last after an “and”."""
    *most, last = names
    return _("{names} and {last}", names=listed(most), last=isolated(last)) if most else isolated(last)


def block_quote(markdown: str, limit: int) -> str:
    """Returns stored Markdown as a block quote of at most `limit` characters and, where it is cut, a last
    line."""
    block = markup.quote(markdown)
    shown = passages(block, limit)[0]
    return shown.render(block) + ("\n> …" if shown.end < len(block) else "")


def authors_of(authors: Sequence[str]) -> str:
    """Returns the authors' names in a row, each isolated, or an empty string where nobody is named."""
    return joined(authors) if authors else ""


_COUNTED = {
    "chapter": NN_("{number} chapter", "{number} chapters"),
    "day": NN_("{number} day", "{number} days"),
    "entry": NN_("{number} entry", "{number} entries"),
    "new chapter": NN_("{number} new chapter", "{number} new chapters"),
    "quote": NN_("{number} quote", "{number} quotes"),
    "reader": NN_("{number} reader", "{number} readers"),
    "story": NN_("{number} story", "{number} stories"),
    "week": NN_("{number} week", "{number} weeks"),
    "word": NN_("{number} word", "{number} words"),
}


def counted(number: int, noun: str) -> str:
    """Returns a number with its noun, as it stands by itself or in a list of facts; within a sentence
    `ngettext` counts."""
    return ngettext(*_COUNTED[noun], number)


def rating_of(story: Story) -> str:
    """Returns a story's rating: the author's, or the one that it counts as without."""
    if story.rating is None:
        return _("{rating} (not rated)", rating=_(UNRATED.label))
    return _(story.rating.label)


def reading_time(story: Story) -> str:
    """Returns about how long it takes to read a story."""
    minutes = max(1, round(story.words / story.words_a_minute))
    hours, rest = divmod(minutes, 60)
    if hours >= 10 or (hours and not rest):
        return _("{hours} h", hours=round(minutes / 60))
    if hours:
        return _("{hours} h {minutes} min", hours=hours, minutes=rest)
    return _("{minutes} min", minutes=minutes)


def percentage(percent: int) -> str:
    """Returns a number of percent as the reader's language writes it."""
    return _("{percent}%", percent=percent)


def bar(percent: int) -> str:
    """Returns a percentage as a bar of ten characters."""
    filled = percent // 10
    return "▰" * filled + "▱" * (10 - filled)


def story_named(story: Story) -> str:
    """Returns a story's title and authors for use within a sentence, as Markdown."""
    title = f"**{escaped(story.title, 160)}**"
    if not story.authors:
        return title
    return _("{title} by {authors}", title=title, authors=escaped(authors_of(story.authors), 80))


def story_line(story: Story) -> str:
    """Returns a story's title and authors for one line of a list, as Markdown."""
    by = f" · {escaped(authors_of(story.authors), 80)}" if story.authors else ""
    return f"**{escaped(story.title, 160)}**{by}"


def summary_of(story: Story, limit: int) -> str:
    """Returns the beginning of a story's summary for a list, as Markdown of at most `limit` characters, which
    ends behind a word."""
    whole = " ".join(markup.strip(story.summary).split())
    if len(whole) > limit - 20:  # escapes take some room
        cut = whole[: limit - 20].rpartition(" ")[0] or whole[: limit - 20]
        whole = cut.rstrip(" ,;:–—.") + "…"
    return escaped(whole, limit)


def moment(time: int) -> str:
    """Returns a time (UTC, seconds) that Discord shows to everybody in their own time zone."""
    return discord.utils.format_dt(datetime.fromtimestamp(time, UTC), "f")


def day_of(time: int) -> str:
    """Returns the day of a time, as Discord shows it in everybody's own time zone."""
    return discord.utils.format_dt(datetime.fromtimestamp(time, UTC), "D")
