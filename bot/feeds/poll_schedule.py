"""Schedules the next look at a feed: pure functions from its state and the result of the last look."""

from __future__ import annotations

import random
from dataclasses import replace

from bot.feeds.models import Fetched, FetchOutcome, TiedFeed

A_QUARTER, AN_HOUR, A_DAY, A_WEEK = 900, 3_600, 86_400, 7 * 86_400


def after_reading(feed: TiedFeed, answer: Fetched, now: int, *, changed: bool) -> TiedFeed:
    """Returns the feed after a successful look: the next one comes sooner if something had changed, else
    later, within a quarter of an hour and a day.
    """
    same = answer.outcome is FetchOutcome.UNCHANGED  # then the server need not repeat what it said
    interval = feed.interval // 2 if changed else feed.interval * 3 // 2
    interval = min(max(interval, A_QUARTER), A_DAY)
    return replace(
        feed,
        address=answer.address,
        etag=answer.known.etag or (feed.etag if same else ""),
        modified=answer.known.modified or (feed.modified if same else ""),
        interval=interval,
        next_at=now + spread(interval),
        tried_at=now,
        read_at=now,
        failures=0,
        error="",
    )


def after_failure(feed: TiedFeed, reason: str, now: int, not_before: int | None = None) -> TiedFeed:
    """Returns the feed after a failed look: the wait doubles each time,
    and is at least as long as the server asked for, but never more than a week.
    """
    wait = spread(min(feed.interval * 2 ** min(feed.failures, 10), A_WEEK))
    asked = min((not_before or now) - now, A_WEEK)
    next_at = now + max(wait, asked)
    return replace(feed, next_at=next_at, tried_at=now, failures=feed.failures + 1, error=reason)


def after_the_end(feed: TiedFeed, reason: str, now: int) -> TiedFeed:
    """Returns the feed once its server has said that it is gone for good."""
    return replace(feed, next_at=None, tried_at=now, failures=feed.failures + 1, error=reason)


def spread(seconds: int) -> int:
    """Returns a wait shortened or lengthened by up to a tenth, so that feeds tied together drift apart."""
    return round(seconds * random.uniform(0.9, 1.1))  # noqa: S311 - no secret  # nosec B311
