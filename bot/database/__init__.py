"""The database: jobs handed over as functions of a connection, and the schema's numbered steps."""

from bot.database.interface import Connection, Cursor, Database, Job, Row
from bot.database.opening import database_at
from bot.database.sqlite import SQLiteDatabase
from bot.database.transactions import defer_foreign_keys, overwriting, savepoint

__all__ = [
    "Connection",
    "Cursor",
    "Database",
    "Job",
    "Row",
    "SQLiteDatabase",
    "database_at",
    "defer_foreign_keys",
    "overwriting",
    "savepoint",
]
