"""Which stories and chapters are shown to whom: every kind for every audience, by a rule of its own."""

from __future__ import annotations

import json
from dataclasses import dataclass
from itertools import product

from bot.database import Connection, Database
from bot.stories.details import Rating
from bot.stories.ids import GuildId, ReaderId, RoleId
from bot.stories.models import Audience
from bot.stories.queries import visibility
from tests.support.rows import insert

HEARTH, ANNEX = GuildId(1), GuildId(2)
MIRA, THEO = ReaderId(1), ReaderId(2)
TIES = (
    *("none", "read", "subscribed", "its channel subscribed", "saved", "joined"),
    *("another read", "another subscribed", "another saved", "another joined"),
)
OWN_TIES = {"read", "subscribed", "saved", "joined"}
MATURE_OPENED, EXPLICIT_OPENED = ReaderId(10), ReaderId(20)


@dataclass(frozen=True)
class Kind:
    """A kind of story: whose it is, what ties readers to it, what it is rated, whether it is taken down."""

    guild: GuildId | None
    tie: str
    rating: Rating | None
    gone: bool

    def is_visible(self, audience: Audience) -> bool:
        if self.gone:
            return False
        if self.guild in (None, audience.guild):
            return True
        return audience.direct and self.guild in audience.member_of and self.tie in OWN_TIES

    def is_permitted(self, audience: Audience, opened: set[Rating]) -> bool:
        rating = Rating.TEEN if self.rating is None else self.rating
        if rating in (Rating.GENERAL, Rating.TEEN) or audience.age_restricted:
            return True
        return audience.direct and rating in opened


def bring_in(connection: Connection, kind: Kind, readers: list[ReaderId]) -> int:
    story = insert(
        connection, "stories", guild_id=kind.guild, rating=kind.rating, removed_at=1 if kind.gone else None
    )
    chapter = insert(connection, "chapters", story_id=story, number=1, kind="body")
    for reader in [THEO] if kind.tie.startswith("another") else readers:
        match kind.tie.removeprefix("another "):
            case "read":
                insert(connection, "readings", reader_id=reader, story_id=story, chapter_id=chapter)
            case "subscribed":
                insert(connection, "subscriptions", reader_id=reader, story_id=story)
            case "its channel subscribed":
                insert(
                    connection, "subscriptions", reader_id=reader, story_id=story, channel_id=9_000 + reader
                )
            case "saved":
                insert(connection, "saved_stories", reader_id=reader, story_id=story)
            case "joined":
                together = insert(
                    connection, "read_alongs", story_id=story, guild_id=HEARTH, channel_id=10**6 + reader
                )
                insert(connection, "read_along_members", read_along_id=together, reader_id=reader)
    return story


async def test_a_story_is_shown_to_nobody_but_those_whom_it_is_for(database: Database) -> None:
    opened = {
        MIRA: set[Rating](),
        MATURE_OPENED: {Rating.MATURE},
        EXPLICIT_OPENED: {Rating.EXPLICIT},
    }
    kinds = [Kind(*each) for each in product((None, HEARTH), TIES, (None, *Rating), (False, True))]
    audiences = [
        Audience(reader, guild, direct, restricted, frozenset(member_of))
        for reader, guild, direct, restricted, member_of in product(
            opened,
            (None, HEARTH, ANNEX),
            (False, True),
            (False, True),
            ((), (HEARTH,), (ANNEX,), (ANNEX, HEARTH)),
        )
    ]

    def asked(connection: Connection) -> None:
        ids = {bring_in(connection, kind, list(opened)): kind for kind in kinds}
        for reader, ratings in opened.items():
            for rating in ratings:
                insert(connection, "opened_ratings", reader_id=reader, rating=rating)
        insert(connection, "opened_ratings", reader_id=THEO, rating=Rating.EXPLICIT)
        for audience in audiences:
            rows = connection.execute(
                f"SELECT id, {visibility.VISIBLE}, {visibility.PERMITTED}, {visibility.SHOWN} FROM stories",
                visibility.parameters(audience),
            ).fetchall()
            assert len(rows) == len(kinds)
            for story, visible, permitted, shown in rows:
                kind = ids[story]
                expected = kind.is_visible(audience), kind.is_permitted(audience, opened[audience.reader])
                assert (bool(visible), bool(permitted)) == expected, (kind, audience)
                assert bool(shown) == all(expected), (kind, audience)

    await database.transaction(asked)


# Chapters that are open to some before they are open to all

Access = tuple[tuple[int, ...] | None, ...]
"""The roles by which each chapter of a story can be read early; None where it is open to all."""
ROLES: Access = (None, (1,), (2,), (1, 2), ())


def is_open(access: Access, at: int, own: set[int]) -> bool:
    """Whether a chapter is open, and all before it: to all, or to somebody with one of its roles."""
    return all(needed is None or own & {*needed} for needed in access[: at + 1])


async def test_a_chapter_is_open_to_who_has_a_role_for_it_and_for_all_before(database: Database) -> None:
    def asked(connection: Connection) -> None:
        told: dict[int, tuple[Access, int]] = {}
        stories: dict[int, Access] = {}
        for access in product(ROLES, repeat=3):
            early = sum(each is not None for each in access)
            story = insert(connection, "stories", chapters=3 - early, words=10 * (3 - early))
            stories[story] = access
            for at, needed in enumerate((*access, (9,))):
                position = at if at < 3 else -1  # the last is taken out of the story, and closes nothing
                number = at + 1 if at < 3 else None
                chapter = insert(
                    connection,
                    "chapters",
                    story_id=story,
                    position=position,
                    number=number,
                    words=10,
                    kind="body",
                )
                if at < 3:
                    told[chapter] = access, at
                if needed is not None:
                    insert(
                        connection,
                        "early_access",
                        chapter_id=chapter,
                        story_id=story,
                        roles=json.dumps(needed),
                    )
        for own in (set[int](), {1}, {2}, {1, 2}, {3}, {9}):
            audience = Audience(MIRA, roles=frozenset(map(RoleId, own)))
            values = visibility.parameters(audience)
            for chapter, opened, to_all in connection.execute(
                f"SELECT id, {visibility.OPEN}, {visibility.OPEN_TO_ALL} FROM chapters", values
            ):
                access, at = told.get(chapter, (((9,),), 0))  # what is taken out stands alone
                assert bool(opened) is is_open(access, at, own), (access, at, own)
                assert bool(to_all) is (access[at] is None)
            counts = ", ".join(visibility.COUNTS.values())
            for story, closed_from, chapters, words in connection.execute(
                f"SELECT id, {visibility.CLOSED_FROM}, {counts} FROM stories", values
            ):
                access = stories[story]
                opened_ones = [at for at in range(3) if is_open(access, at, own)]
                first = next((at for at in range(3) if not is_open(access, at, own)), None)
                assert closed_from == first, (access, own)
                early = sum(access[at] is not None for at in opened_ones)
                total = early + sum(each is None for each in access)
                assert (chapters, words) == (total, 10 * total), (access, own)

    await database.transaction(asked)
