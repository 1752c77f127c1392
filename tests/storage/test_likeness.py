"""What stories are compared by, as the database keeps it: counted, found, and made up for."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

import pytest

from bot.models import Audience, Details, GuildId, Origin, ReaderId, Story, StoryId, Term
from bot.storage import likeness, migrations, stories
from bot.storage.likeness import Compared, Unlikened

ME = Audience(ReaderId(7), GuildId(2))
COMMON, RARE = Term(-5), Term(2_000_000_000)


@pytest.fixture
def connection() -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.row_factory = sqlite3.Row
    migrations.migrate(connection)
    yield connection
    connection.close()


def add(connection: sqlite3.Connection, weights: dict[Term, int], guild: GuildId | None = None) -> Story:
    """A story that is compared by these terms."""
    (number,) = connection.execute("SELECT count(*) FROM stories").fetchone()
    details = Details(title=f"Story {number}")
    story = Story.of(details, identity=StoryId(0), guild=guild, chapters=1, words=9)
    origin = Origin(f"{number}.txt", str(number), guild)
    identity = stories.insert(connection, story, origin, details, 0)
    story = Story.of(details, identity=identity, guild=guild, chapters=1, words=9)
    likeness.count(connection, identity, weights.keys())
    likeness.write(connection, story, Compared(weights, {}))
    return story


def test_stories_are_counted_once_under_each_term(connection: sqlite3.Connection) -> None:
    first, second = add(connection, {COMMON: 9, RARE: 3}), add(connection, {COMMON: 8})
    assert likeness.having(connection, [COMMON, RARE, Term(1)]) == ({COMMON: 2, RARE: 1}, 2)
    likeness.count(connection, first.id, [COMMON])
    likeness.count(connection, first.id, [COMMON])
    assert likeness.having(connection, [COMMON, RARE]) == ({COMMON: 2}, 2)
    likeness.count(connection, second.id, [])
    assert likeness.having(connection, [COMMON]) == ({COMMON: 1}, 1)


def test_what_very_many_share_does_not_hide_what_few_do(connection: sqlite3.Connection) -> None:
    for _ in range(200):
        add(connection, {COMMON: 900})
    few = add(connection, {COMMON: 100, RARE: 100})
    found = likeness.sharing(connection, {COMMON: 1.0, RARE: 50.0}, ME, 3)
    assert found[0].id == few.id
    assert len(found) == 3


def test_the_stories_of_other_servers_are_not_even_looked_at(connection: sqlite3.Connection) -> None:
    for _ in range(200):
        add(connection, {COMMON: 900}, GuildId(1))
    ours = [add(connection, {COMMON: 100}), add(connection, {COMMON: 90}, ME.guild)]
    assert [each.id for each in likeness.sharing(connection, {COMMON: 1.0}, ME, 10)] == [
        each.id for each in ours
    ]


def test_a_story_is_found_by_what_it_was_last_written_with_alone(connection: sqlite3.Connection) -> None:
    story = add(connection, {COMMON: 9})
    likeness.write(connection, story, Compared({RARE: 5}, {RARE: "lantern"}))
    assert likeness.sharing(connection, {COMMON: 1.0}, ME, 10) == []
    assert likeness.sharing(connection, {RARE: 1.0}, ME, 10) == [story]
    assert likeness.compared(connection, [story.id]) == {story.id: Compared({RARE: 5}, {RARE: "lantern"})}
    likeness.remove(connection, story.id)
    assert likeness.sharing(connection, {RARE: 1.0}, ME, 10) == []


def test_an_older_database_knows_which_stories_are_to_be_looked_at() -> None:
    connection = sqlite3.connect(":memory:")
    steps = [migrations._statements(script) for script in migrations._steps()]
    for statement in [each for step in steps[:12] for each in step]:
        connection.execute(statement)
    for title, removed_at in (("Ebb", None), ("Gone", 1)):
        connection.execute(
            "INSERT INTO stories (title, sort_title, authors, language, summary, notes, disclaimer, tags,"
            " source, licence, chapters, words, digest, added_at, removed_at)"
            " VALUES (?1, ?1, '[]', '', '', '', '', '[]', '', '', 1, 9, ?1, 0, ?2)",
            (title, removed_at),
        )
    for statement in steps[12]:
        connection.execute(statement)
    assert likeness.next_unlikened(connection) == Unlikened(StoryId(1), 1)
    assert connection.execute("SELECT count(*) FROM unlikened_stories").fetchone() == (1,)
    connection.close()
