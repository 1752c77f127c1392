"""The database: jobs handed over as functions of a connection, and the schema's numbered steps."""

from bot.database.sqlite import Database
from bot.database.transactions import Connection, Job, Row, overwriting, savepoint

__all__ = ["Connection", "Database", "Job", "Row", "overwriting", "savepoint"]
