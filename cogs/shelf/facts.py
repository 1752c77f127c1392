"""What the shelf knows of a story, in words."""

from __future__ import annotations

from bot.language import _, ngettext
from bot.shelf.models import Reach, ShelfLine
from bot.stories.naming import name_beside
from cogs.ui.labels import counted, day_of, percentage, reading_time

_DATES = 3
"""The most dates that the list gives for a story that was finished several times: the latest."""


def stars_of(stars: int) -> str:
    """Returns a rating from one to five as stars."""
    return "★" * stars + "☆" * (5 - stars)


def place_in(line: ShelfLine, now: Reach) -> str:
    """Returns where its reader is: how far, and in which chapter."""
    return " · ".join(filter(None, (percentage(now.percent), name_beside(line.story, now.chapter))))


def to_read(line: ShelfLine) -> str:
    """Returns how long a story that was not begun is, and when it was saved."""
    story = line.story
    facts = [counted(story.chapters, "chapter"), reading_time(story)]
    if line.saved_at is not None:
        facts.append(_("saved on {day}", day=day_of(line.saved_at)))
    return " · ".join(facts)


def when_finished(line: ShelfLine, most: int = _DATES) -> str:
    """Returns when a story was read to its end; of several dates, so many of the latest."""
    dates = [day_of(each) for each in line.finished]
    if len(dates) < 2:
        return _("finished on {day}", day=dates[0]) if dates else _("read to the end")
    cut = "… " if len(dates) > most else ""
    when = cut + ", ".join(dates[-most:])
    return ngettext("read {number} time: {dates}", "read {number} times: {dates}", len(dates), dates=when)
