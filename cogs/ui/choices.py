"""The choices that autocomplete offers."""

from __future__ import annotations

import functools
import logging
from collections.abc import Awaitable, Callable, Iterable
from typing import Any, TypeVar

from discord import app_commands

from bot.errors import FiresideError
from bot.language import _
from bot.language.names import WEEKDAYS
from bot.quotes.models import Speaker
from bot.stories.models import Chapter, Suggestion
from bot.stories.naming import chapter_name
from bot.subscriptions.models import Schedule
from bot.text.daytimes import clock_face
from bot.text.direction import isolated
from cogs.ui.labels import authors_of, clipped, percentage

_HOURS = (7, 12, 18, 21)

log = logging.getLogger(__name__)

Choices = list[app_commands.Choice[str]]
Method = TypeVar("Method", bound=Callable[..., Awaitable[Choices]])


def none_on_error(method: Method) -> Method:
    """Makes an autocomplete method offer nothing where it fails: discord.py leads its errors to no
    handler."""

    @functools.wraps(method)
    async def offered(*args: Any) -> Choices:
        try:
            return await method(*args)
        except FiresideError:
            return []  # there is nothing to choose from
        except Exception:
            log.exception("While offering choices")
            return []

    return offered  # type: ignore[return-value]


def story_choice(suggestion: Suggestion) -> app_commands.Choice[str]:
    """Returns the choice of a story, named with its authors and the percent that this reader has read."""
    by = f" — {authors_of(suggestion.authors)}" if suggestion.authors else ""
    far = "" if suggestion.percent is None else f" ({percentage(suggestion.percent)})"
    name = clipped(isolated(suggestion.title) + by, 100 - len(far)) + far
    return app_commands.Choice(name=name, value=f"id:{suggestion.story}")


def speaker_choice(speaker: Speaker) -> app_commands.Choice[str]:
    """Returns the choice of a speaker."""
    name = clipped(speaker.name, 100)
    return app_commands.Choice(name=name, value=name)


def chapter_choice(chapter: Chapter) -> app_commands.Choice[str]:
    """Returns the choice of a chapter."""
    return app_commands.Choice(name=clipped(chapter_name(chapter), 100), value=f"id:{chapter.id}")


def time_choices(typed: str, meant: Schedule | None, zone: str) -> Choices:
    """Returns the choice of the time typed so far or, with nothing typed, of some usual times, each with the
    time zone."""
    offered = [meant] if meant else []
    if not typed.strip():
        offered = [Schedule(hour * 60) for hour in _HOURS]
    return [
        app_commands.Choice(name=f"{time_line(each)} ({zone})", value=time_line(each)) for each in offered
    ]


def time_line(times: Schedule) -> str:
    """Returns a time of day as it can be typed: 18:00, or Sunday 10:00."""
    day = "" if times.weekday is None else f"{_(WEEKDAYS[times.weekday])} "
    return f"{day}{clock_face(times.minute)}"


def zone_choices(typed: str, zones: Iterable[str]) -> Choices:
    """Returns at most 25 choices of time zones whose names contain the typed text."""
    wanted = typed.strip().replace(" ", "_").casefold()
    found = sorted(zone for zone in zones if wanted in zone.casefold())
    return [app_commands.Choice(name=zone, value=zone) for zone in found[:25]]
