"""The service of everything public: written down, sent, found again after a crash, and taken away."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Collection

from bot.clock import Clock
from bot.database import Connection, Database
from bot.errors import RatingRefusedError, StoryGoneError
from bot.posts.errors import NotPostedError, PostDelayedError
from bot.posts.messenger import Messenger, Postponed, Rejected, Unreachable
from bot.posts.models import CLAIM, PATIENCE, Obstacle, PostId, PublicPost, WantedPost
from bot.posts.queries import public_posts
from bot.readers.queries import readers
from bot.stories.access import permitted_story
from bot.stories.details import Rating
from bot.stories.ids import ChapterId
from bot.stories.models import Audience
from bot.workers import Batch, Worker

log = logging.getLogger(__name__)

_STILL_WANTED = 15 * 60
"""Seconds after which nobody expects the post of a press any more, since the press itself has no answer by
then (Discord's documentation, "Interaction Callback")."""


class PublicPosts:
    """Posts what everybody in a channel sees, once each.

    What is wanted is written down before it is sent, so that a crash, a takedown or a higher rating in
    between finds it. One worker ends what was interrupted, another removes what may not stand any more.
    """

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._unsent, self._unwelcome = asyncio.Event(), asyncio.Event()

    def look(self) -> None:
        """Has the worker look at once for posts that may not stand any more."""
        self._unwelcome.set()

    async def write_down(self, audience: Audience, wanted: WantedPost) -> PublicPost | None:
        """Writes down a post before it is sent, and returns it, or None where its offer was taken before.

        Raises StoryGoneError or RatingRefusedError where its story may not be shown to this audience.
        """

        def job(connection: Connection) -> PublicPost | None:
            now = self._clock.now()
            if wanted.story is not None:
                permitted_story(connection, wanted.story, audience)
            if wanted.offer is not None and not readers.take_offer(connection, wanted.offer, now):
                return None
            post = public_posts.insert(connection, wanted, audience, now, now + CLAIM)
            return public_posts.get(connection, post)

        return await self._database.transaction(job)

    async def send(self, post: PublicPost, messenger: Messenger) -> int:
        """Sends a post that was written down just now, and returns the message.

        Raises NotPostedError where Discord refuses it. Raises PostDelayedError where Discord does not confirm
        it: the worker sees to it.
        """
        try:
            return await self._sent(post, messenger)
        except Postponed:
            log.info("The post %d was not confirmed, and is sent again", post.id)
        try:
            return await self._sent(post, messenger)  # its nonce keeps it from standing there twice
        except Postponed as error:
            self._unsent.set()
            raise PostDelayedError from error

    async def forget(self, message: int) -> None:
        """Deletes the record of a public message that no longer exists."""
        await self._database.transaction(lambda connection: public_posts.forget_message(connection, message))

    async def turned(self, message: int, chapter: ChapterId) -> None:
        """Records the chapter that a public message is about to show instead."""
        await self._database.transaction(lambda connection: public_posts.turn(connection, message, chapter))

    async def question(self, channel: int) -> None:
        """Has the posts in a channel that is no longer age-restricted looked at again."""
        await self._database.transaction(lambda connection: public_posts.question(connection, channel))
        self.look()

    async def _sent(self, post: PublicPost, messenger: Messenger) -> int:
        """Sends a post and records the message. Raises Postponed, or NotPostedError where Discord refuses it:
        then it is forgotten."""
        try:
            async with asyncio.timeout(PATIENCE):
                message = await messenger.post(post)
        except TimeoutError as error:
            raise Postponed from error
        except (Unreachable, Rejected) as error:
            await self._forget(post)
            raise NotPostedError from error
        await self._settle(post, message)
        return message

    async def _settle(self, post: PublicPost, message: int) -> None:
        assert post.mark is not None  # noqa: S101 - whatever is sent has one
        mark = post.mark
        await self._database.transaction(lambda connection: public_posts.settle(connection, mark, message))
        self.look()  # its story may have been taken down while it was on its way

    async def _forget(self, post: PublicPost) -> None:
        await self._database.transaction(lambda connection: public_posts.forget(connection, post.id))

    # What was interrupted

    def sender(self, messenger: Messenger) -> Worker[PostId]:
        """Returns the worker that finds or sends the posts whose sending was interrupted."""
        return Worker(
            "public posts", self._clock, self._to_send, lambda post: self._end(post, messenger), self._unsent
        )

    async def _to_send(self, waiting: Collection[PostId]) -> Batch[PostId]:
        now = self._clock.now()
        found, next_at = await self._database.read(
            lambda connection: public_posts.next_to_send(connection, waiting, now)
        )
        return Batch([found] if found is not None else (), next_at)

    async def _end(self, identity: PostId, messenger: Messenger) -> None:
        """Ends the sending of a post that was interrupted. Raises Unreachable, Postponed or Rejected where it
        has to be tried again."""
        post = await self._database.read(lambda connection: public_posts.get(connection, identity))
        if post is None or post.components is None:
            return
        try:
            message = await _found(post, messenger)
        except Unreachable as error:
            if error.obstacle is not Obstacle.GONE:
                raise
            await self._forget(post)
            return
        if message is not None:
            await self._settle(post, message)
        elif await self._is_wanted(post, messenger):
            try:
                await self._sent(post, messenger)
            except NotPostedError as error:
                log.warning("The post %d is given up, and its offer open again: %r", post.id, error.__cause__)
        else:
            log.warning("The post %d is given up: it came too late, or may not be shown any more", post.id)
            await self._forget(post)

    async def _is_wanted(self, post: PublicPost, messenger: Messenger) -> bool:
        """Returns whether a post that is not there may still be sent, and makes it known that it is being
        sent."""
        restricted = await messenger.is_age_restricted(post.channel)

        def job(connection: Connection) -> bool:
            now = self._clock.now()
            if post.written_at < now - _STILL_WANTED:
                return False
            audience = public_posts.audience(connection, post.id, age_restricted=restricted)
            try:
                if post.story is not None:
                    permitted_story(connection, post.story, audience)
            except (StoryGoneError, RatingRefusedError):
                return False
            public_posts.postpone(connection, post.id, now + CLAIM)
            return True

        return await self._database.transaction(job)

    # What may not stand any more

    def remover(self, messenger: Messenger) -> Worker[PostId]:
        """Returns the worker that removes the posts of stories and chapters that are taken out, and those
        whose channel is not open to their rating."""
        return Worker(
            "takedowns",
            self._clock,
            self._to_remove,
            lambda post: self._remove(post, messenger),
            self._unwelcome,
            everywhere=True,  # what is deleted by two is gone, and a takedown waits for nobody
        )

    async def _to_remove(self, waiting: Collection[PostId]) -> Batch[PostId]:
        now = self._clock.now()
        found = await self._database.read(
            lambda connection: public_posts.next_to_remove(connection, waiting, now)
        )
        return Batch([found] if found is not None else ())

    async def _remove(self, identity: PostId, messenger: Messenger) -> None:
        """Removes a post, unless its channel turns out to be open to it."""

        def job(connection: Connection) -> tuple[PublicPost | None, Rating | None]:
            return public_posts.get(connection, identity), public_posts.rating_in_question(
                connection, identity
            )

        post, rating = await self._database.read(job)
        if post is None:
            return
        try:
            if rating is not None and await messenger.is_age_restricted(post.channel):
                await self._database.transaction(
                    lambda connection: public_posts.clear(connection, identity, rating)
                )
                return
            message = post.message or await _found(post, messenger)
            if message is not None:
                await messenger.delete(post.channel, message)
        except Unreachable as error:
            if error.obstacle is not Obstacle.GONE:
                raise
        await self._forget(post)


async def _found(post: PublicPost, messenger: Messenger) -> int | None:
    """Returns the message of a post that may have arrived, or None."""
    if post.mark is None:
        return None
    found = await messenger.look_for(post.mark, post.channel, post.written_at)
    return None if found is None else found.id
