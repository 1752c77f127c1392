"""Every column about a person or a server is known to exports and erasures, and told in docs/privacy.md."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing

import pytest

from bot.database import migrations
from bot.privacy.models import HELD, PARTS, SERVERS, STAYS_WITH_READER
from tests.support.paths import ROOT

A_PERSON = re.compile(
    r"reader|user|person|people|member|author|owner|librarian|host|who|_by$|^by|maker|opener|sender|recipient"
)
NOBODY_S = {
    "changed_chapters.chapter_id",
    "reader_numbers.readers",  # how many, roughly
    "memberships.member",  # whether they are one; the row is the reader's
    "series_parts.author",  # as stories name them
    "server_settings.author_role_id",
    "server_settings.authors_hand_in",
    "server_settings.host_role_id",
    "server_settings.librarian_role_id",
    "stories.authors",
    "stories.reader",  # the edition of the program that reads files
    "story_words.authors",
    "subscriptions.warned_by",  # the message that did
    "tastes.readers",  # how many
}
"""Columns whose names sound like a person's and are not."""
A_SERVER = re.compile(r"guild|server|channel")
OTHERWISE_GONE = {
    "direct_channels.channel_id",  # between the bot and a reader
    "early_access.guild_id",  # taken out, with its roles: the chapter stays closed to all others
    "left_servers.guild_id",  # goes when all else has
    "public_posts.channel_id",
    "read_alongs.channel_id",
    "stories.guild_id",  # with each story
    "subscriptions.channel_id",
    "term_stories.guild_id",  # with each story
}
"""Columns about servers whose rows go by another column than this, or are a reader's."""
NOT_ABOUT_PEOPLE = {
    *("announcements", "block_words", "carries", "changed_chapters", "changed_details", "chapters"),
    *("corrections", "counted_stories", "covers", "early_access", "erasures", "feed_entries"),
    *("folder_files", "former_block_words", "former_covers", "former_states"),
    *("likeness_totals", "likenesses", "pauses", "quote_words", "quotes", "ready_covers", "revisions"),
    *(
        "going_stories",
        "read_along_parts",
        "read_along_errands",
        "read_along_meetings",
        "leases",
        "left_servers",
        "reader_numbers",
    ),
    *("series_parts", "server_settings", "speakers", "story_words", "taken_offers", "tastes"),
    *("term_counts", "term_stories", "texts", "trainings", "unindexed_texts", "unlikened_stories"),
    *("packed_texts", "unpacked_texts", "unquoted_texts", "waiting_texts"),
}
"""Tables of which every column was looked at: they hold nothing about a person."""


@pytest.fixture
def schema() -> dict[str, list[str]]:
    """The columns of every table, with all migrations."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        migrations.migrate(connection)
        shadows = [
            name for (name,) in connection.execute("SELECT name FROM pragma_table_list WHERE type = 'shadow'")
        ]
        names = [
            name
            for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")
            if not name.startswith("sqlite_") and name not in shadows
        ]
        return {
            name: [
                column for (column,) in connection.execute(f"SELECT name FROM pragma_table_info('{name}')")
            ]
            for name in names
        }


def test_every_column_that_sounds_like_a_person_is_exported_and_erased(schema: dict[str, list[str]]) -> None:
    found = {
        f"{table}.{column}"
        for table, columns in schema.items()
        for column in columns
        if A_PERSON.search(column)
    }
    held = {f"{each.table}.{each.column}" for each in HELD}
    assert found - held - NOBODY_S == set(), "add it to bot/privacy/models.py and docs/privacy.md"
    assert held - {"readers.id"} <= found, "a column in bot/privacy/models.py is not in the schema"


def test_every_table_is_looked_at(schema: dict[str, list[str]]) -> None:
    about = {each.table for each in (*HELD, *PARTS)}
    assert set(schema) - about == NOT_ABOUT_PEOPLE, (
        "is it about a person? bot/privacy/models.py, docs/privacy.md"
    )


def test_every_column_is_told() -> None:
    told = (ROOT / "docs" / "privacy.md").read_text(encoding="utf-8")
    held = [f"`{each.table}.{each.column}`" for each in (*HELD, *PARTS)]
    assert [each for each in held if each not in told] == []


def test_what_goes_with_somebodys_rows_is_known() -> None:
    """A table whose rows are deleted with those of a person's table is a part of them."""
    gone = {each.table for each in HELD if each.stays != "TRUE"}
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        migrations.migrate(connection)
        below = {
            (table, column)
            for table, column, of in connection.execute(
                'SELECT tables.name, keys."from", keys."table" FROM sqlite_schema AS tables,'
                " pragma_foreign_key_list(tables.name) AS keys WHERE tables.type = 'table'"
                " AND keys.on_delete = 'CASCADE'"
            )
            if of in gone and table not in gone
        }
    assert below == {(each.table, each.column) for each in PARTS}


def test_every_column_about_a_server_is_erased_and_told(schema: dict[str, list[str]]) -> None:
    found = {
        f"{table}.{column}"
        for table, columns in schema.items()
        for column in columns
        if A_SERVER.search(column)
    }
    erased = {f"{each.table}.guild_id" for each in SERVERS}
    assert found == erased | OTHERWISE_GONE, "add it to bot/privacy/models.py and docs/privacy.md"
    told = (ROOT / "docs" / "privacy.md").read_text(encoding="utf-8")
    assert [
        each for each in (*(each.table for each in SERVERS), STAYS_WITH_READER) if f"`{each}`" not in told
    ] == []
