"""What stories are compared by, as the database keeps it: counted, found, and made up for."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

import pytest

from bot.database import migrations
from bot.recommendations.models import Term
from bot.recommendations.queries import similar_stories
from bot.recommendations.queries.similar_stories import ChangedStory, SimilarityTerms
from bot.stories.chapters import BodySize
from bot.stories.details import Details
from bot.stories.ids import GuildId, ReaderId, StoryId
from bot.stories.models import Audience, Origin, Story
from bot.stories.queries import stories

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
    origin = Origin(f"{number}.txt", str(number), guild)
    identity = stories.insert(connection, details, BodySize(1, 9), origin, details, 0)
    story = Story.of(details, identity=identity, guild=guild, chapters=1, words=9)
    similar_stories.count(connection, identity, weights.keys())
    similar_stories.write(connection, story, SimilarityTerms(weights, {}))
    return story


def test_stories_are_counted_once_under_each_term(connection: sqlite3.Connection) -> None:
    first, second = add(connection, {COMMON: 9, RARE: 3}), add(connection, {COMMON: 8})
    assert similar_stories.having(connection, [COMMON, RARE, Term(1)]) == ({COMMON: 2, RARE: 1}, 2)
    similar_stories.count(connection, first.id, [COMMON])
    similar_stories.count(connection, first.id, [COMMON])
    assert similar_stories.having(connection, [COMMON, RARE]) == ({COMMON: 2}, 2)
    similar_stories.count(connection, second.id, [])
    assert similar_stories.having(connection, [COMMON]) == ({COMMON: 1}, 1)


def test_what_very_many_share_does_not_hide_what_few_do(connection: sqlite3.Connection) -> None:
    for _ in range(200):
        add(connection, {COMMON: 900})
    few = add(connection, {COMMON: 100, RARE: 100})
    found = similar_stories.sharing(connection, {COMMON: 1.0, RARE: 50.0}, ME, 3)
    assert found[0].id == few.id
    assert len(found) == 3


def test_the_stories_of_other_servers_are_not_even_looked_at(connection: sqlite3.Connection) -> None:
    for _ in range(200):
        add(connection, {COMMON: 900}, GuildId(1))
    ours = [add(connection, {COMMON: 100}), add(connection, {COMMON: 90}, ME.guild)]
    assert [each.id for each in similar_stories.sharing(connection, {COMMON: 1.0}, ME, 10)] == [
        each.id for each in ours
    ]


def test_a_story_is_found_by_what_it_was_last_written_with_alone(connection: sqlite3.Connection) -> None:
    story = add(connection, {COMMON: 9})
    similar_stories.write(connection, story, SimilarityTerms({RARE: 5}, {RARE: "lantern"}))
    assert similar_stories.sharing(connection, {COMMON: 1.0}, ME, 10) == []
    assert similar_stories.sharing(connection, {RARE: 1.0}, ME, 10) == [story]
    assert similar_stories.compared(connection, [story.id]) == {
        story.id: SimilarityTerms({RARE: 5}, {RARE: "lantern"})
    }
    similar_stories.remove(connection, story.id)
    assert similar_stories.sharing(connection, {RARE: 1.0}, ME, 10) == []


def test_an_older_database_knows_which_stories_are_to_be_looked_at() -> None:
    connection = sqlite3.connect(":memory:")
    connection.row_factory = sqlite3.Row
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
    assert similar_stories.next_changed(connection, ()) == ChangedStory(StoryId(1), 1)
    (left,) = connection.execute("SELECT count(*) FROM unlikened_stories").fetchone()
    assert left == 1
    connection.close()
