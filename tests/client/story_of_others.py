"""A story that is none of theirs, with one of everything that presses name, and what is kept of others."""

from __future__ import annotations

import asyncio
from typing import Any

from bot.database import Connection, Row
from bot.imports.manuscript import Manuscript, ManuscriptChapter
from bot.stories.details import Details, Rating
from bot.stories.ids import ReaderId
from bot.stories.models import Audience, Credentials, Excerpt, Place
from tests.support.fireside import Fireside
from tests.support.person import PATIENCE, Person, a_moment
from tests.support.small_stories import SECRET, WORDS

FILE = b"Title: The Copper Kettle\nAuthor: Orla Finch\n\nIt had been on the boil since four.\n"
PAGE = "\n\n".join(f"“{WORDS}, {n},” said Quill. " + "The night went on. " * 20 for n in range(6))
TABLES = {
    "StoryId": "stories",
    "ChapterId": "chapters",
    "ChangeId": "changes",
    "ReleaseId": "releases",
    "DraftId": "drafts",
    "RemarkId": "remarks",
    "QuoteId": "quotes",
    "SavedQuoteId": "saved_quotes",
    "SubscriptionId": "subscriptions",
    "ReadingId": "readings",
    "SpeakerId": "speakers",
    "ReadAlongId": "read_alongs",
    "PartId": "read_along_parts",
}
"""The table in which a thing of this type has its id."""
LOOKED_AFTER = (
    *("stories", "covers", "former_covers", "chapters", "revisions", "changes", "releases", "early_access"),
    *("remark_blocks", "announcements", "feeds", "read_alongs", "read_along_parts"),
)
"""What only those who look after stories change."""
OWNED = (
    *("readings", "passed", "saved_quotes", "saved_stories", "subscriptions", "remarks", "vetoes"),
    *("avoided_tags", "public_posts", "read_along_members", "read_along_talkers"),
)
"""What is a reader's own, by `reader_id`."""
WORKED_OUT = frozenset({"covering", "accent", "cautions"})
"""Columns that workers fill in after the start."""


async def tended(fireside: Fireside, rating: Rating | None = None) -> None:
    """Brings in a story of The Hearth's, and makes one of everything that a press can name."""
    app, guild = fireside.app, fireside.guild()
    details = Details(
        title=SECRET, authors=("Wilhelmina Quill",), summary=f"{WORDS}.", tags=("smoulder",), rating=rating
    )
    chapters = ManuscriptChapter("Dusk", PAGE), ManuscriptChapter("Dawn", PAGE)
    story = await fireside.add(Manuscript(details, chapters), guild)
    keeper = Credentials(ReaderId(1), guild, manages=True, owner=True)

    async def tell(doing: str) -> None:
        """Nobody waits."""

    chapter = (await app.library.whole(story))[0].chapter.id
    await app.editing.rewrite(keeper, chapter, f"{PAGE}\n\nAnd so it ended.")
    due = fireside.clock.now() + 10**6
    await app.planning.plan(keeper, story, [ManuscriptChapter("Dusk again", PAGE)], due)
    await app.drafts.make(keeper, "kettle.txt", FILE, tell, guild)
    reader = Audience(ReaderId(2), guild, age_restricted=True)
    await app.new_remarks.make(reader, Excerpt(Place(chapter, 1, 0), 4), "", "Hm.")
    dark = fireside.playground.world.channel_named("after-dark")
    await app.hosting.plan(reader, keeper, story, int(dark.id), {"first": "tomorrow"})
    mira = await fireside.person("Mira", "after-dark")
    await mira.slash("read", story=SECRET)
    await mira.press("❝ Quote")
    await mira.choose(f"{WORDS}, 0")
    await mira.slash("subscribe", story=SECRET)
    async with asyncio.timeout(PATIENCE):
        while await counted(fireside, "unquoted_texts") or await counted(fireside, "stories", "covering = 0"):
            await a_moment()


async def counted(fireside: Fireside, table: str, condition: str = "TRUE") -> int:
    sql = f"SELECT count(*) FROM {table} WHERE {condition}"
    return int(await fireside.database.read(lambda c: c.execute(sql).fetchone()[0]))


async def ids_of(fireside: Fireside) -> dict[str, int]:
    """The id of something of each type that there is."""

    def job(connection: Connection) -> dict[str, int]:
        first = {
            kind: connection.execute(f"SELECT min(id) FROM {table}").fetchone()[0]
            for kind, table in TABLES.items()
        }
        assert all(first.values()), first
        return first

    world = fireside.playground.world
    role = world.guild_named("The Hearth").role_named("Librarians")
    given = {
        "ReaderId": int(world.person_named("Mira").id),
        "GuildId": fireside.guild(),
        "RoleId": int(role.id),
    }
    return given | {"MarkId": 1, "DeliveryId": 1} | await fireside.database.read(job)


async def of_others(fireside: Fireside, person: Person) -> dict[str, list[tuple[Any, ...]]]:
    """All that is kept but what is this person's own."""

    def job(connection: Connection) -> dict[str, list[tuple[Any, ...]]]:
        found = {table: connection.execute(f"SELECT * FROM {table}") for table in LOOKED_AFTER}
        for table in OWNED:
            sql = f"SELECT * FROM {table} WHERE reader_id <> ?"
            found[table] = connection.execute(sql, (int(person.user.id),))
        sql = "SELECT * FROM drafts WHERE made_by <> ?"
        found["drafts"] = connection.execute(sql, (int(person.user.id),))
        sql = "SELECT * FROM server_settings WHERE guild_id = ?"  # those of the other may be somebody else's
        found["server_settings"] = connection.execute(sql, (int(fireside.guild()),))
        return {table: [as_people_made_it(row) for row in rows] for table, rows in found.items()}

    return await fireside.database.read(job)


def as_people_made_it(row: Row) -> tuple[Any, ...]:
    """What a row says, without what is worked out in the background meanwhile."""
    return tuple(row[name] for name in row.keys() if name not in WORKED_OUT)  # noqa: SIM118 - a row has no names itself
