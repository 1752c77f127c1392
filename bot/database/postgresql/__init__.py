"""PostgreSQL, for who outgrows one file: the same jobs and the same SQL over psycopg."""

from bot.database.postgresql.engine import PostgreSQLDatabase

__all__ = ["PostgreSQLDatabase"]
