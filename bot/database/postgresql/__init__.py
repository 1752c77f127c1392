"""PostgreSQL, for those who outgrow one file: the same jobs and the same SQL over psycopg.

Importing this package, or any module of it, raises DriverMissingError where psycopg is not installed.
"""

from bot.database.errors import DriverMissingError

try:
    from bot.database.postgresql.engine import PostgreSQLDatabase
except ImportError as error:
    raise DriverMissingError from error

__all__ = ["PostgreSQLDatabase"]
