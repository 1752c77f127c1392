"""Instalments marked as read, each with those that came before it."""

from __future__ import annotations

from bot.database import Connection
from bot.errors import StaleButtonError, StoryGoneError
from bot.reading.elsewhere import read_elsewhere
from bot.reading.positions import Move
from bot.stories.access import permitted_story
from bot.stories.models import Audience, Excerpt, Place, Story
from bot.stories.queries import chapters
from bot.subscriptions.guards import existing_subscription
from bot.subscriptions.models import Subject, Subscription
from bot.subscriptions.presses import Piece
from bot.subscriptions.queries import serials


def mark_piece(
    connection: Connection, audience: Audience, piece: Piece, now: int, *, moving: bool = True
) -> tuple[Place, Move]:
    """Marks an instalment as read, with what its serial has brought before it. Returns the place behind it
    and the move by which a reader goes on there, as `read_elsewhere` does. Raises as `own_serial`."""
    _, story = own_serial(connection, audience, piece)
    excerpts = _taken_off(connection, piece)
    return read_elsewhere(connection, audience, story, excerpts, now, moving=moving)


def own_serial(connection: Connection, audience: Audience, piece: Piece) -> tuple[Subscription, Story]:
    """Returns the serial of an instalment, stopped or not, and its story.

    Raises StoryGoneError, RatingRefusedError, or StaleButtonError where it is not this reader's.
    """
    chapter = chapters.get(connection, piece.place.chapter, None)
    if chapter is None:
        raise StoryGoneError
    story = permitted_story(connection, chapter.story, audience)
    found = existing_subscription(connection, piece.subscription).subscription
    if found.subject is not Subject.SERIAL or found.channel is not None or found.reader != audience.reader:
        raise StaleButtonError
    if found.story != story.id:
        raise StaleButtonError
    return found, story


def _taken_off(connection: Connection, piece: Piece) -> list[Excerpt]:
    """Returns what a serial has brought up to the end of an instalment, which is last, and takes it off what
    is not marked as read."""
    found: list[Excerpt] = []
    for each in serials.brought(connection, piece.subscription):
        stretch = each.excerpt
        found.append(stretch)
        there = (stretch.place.chapter, stretch.place.revision) == (piece.place.chapter, piece.place.revision)
        if there and stretch.place.offset < piece.end <= stretch.end:
            serials.take_off(connection, piece.subscription, each, piece.end)
            return [*found[:-1], Excerpt(stretch.place, piece.end), piece.excerpt]
    return [piece.excerpt]  # what came before it was marked with a later one
