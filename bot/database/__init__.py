"""The database: jobs handed over as functions of a connection, and the schema's numbered steps."""

from bot.database.sqlite import Database
from bot.database.transactions import Connection, Row, savepoint

__all__ = ["Connection", "Database", "Row", "savepoint"]
