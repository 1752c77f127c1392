"""The operator's settings, from the environment or from `.env`; `.env.example` explains each."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self
from urllib.parse import urlsplit

from dotenv import dotenv_values

from bot.backups.service import Backups
from bot.errors import DatabaseOnServerError, SettingsError
from bot.imports.models import ImportLimits
from bot.leases.models import Shards

ROOT = Path(__file__).resolve().parent.parent
"""The checkout that Fireside runs from."""

DISCORD_API_URL = "https://discord.com/api/v10"
_FORMATS = ("TEXT", "JSON")
_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")
_SQLITE = "sqlite:///"
_POSTGRESQL = ("postgresql://", "postgres://")
DATABASE_FORMS = (
    f"{_SQLITE}data/fireside.sqlite3 (below the project's folder), {_SQLITE}/var/lib/fireside.sqlite3 "
    f"(from the root) or {_POSTGRESQL[0]}fireside@localhost/fireside (on a server)"
)
"""How the URL of a database is written."""
BACKUPS = Backups(ROOT / "data" / "backups", keep=7)
"""Those that are made by hand, where no folder is set."""
_MB = 1024 * 1024
_LARGEST = 10**9
_LAST_PORT = 65_535
_BOUNDS = re.compile(r"(\d{1,4})(?:\s*-\s*(\d{1,4}))?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings, checked."""

    token: str = field(repr=False)
    database: Path | str = field(repr=False)
    api_url: str
    log_level: str
    log_as_json: bool
    health_port: int | None
    watched_folder: Path | None
    limits: ImportLimits
    backups: Backups | None
    shards: Shards

    @property
    def file(self) -> Path:
        """The SQLite file. Raises DatabaseOnServerError where there is none."""
        if isinstance(self.database, Path):
            return self.database
        raise DatabaseOnServerError

    @classmethod
    def from_env(cls, environ: Mapping[str, str] | None = None, *, offline: bool = False) -> Self:
        """Returns the settings from the environment, which wins, and `.env`;
        an empty value counts as not given.

        `offline` is for commands that need no Discord: no token is asked for. Raises SettingsError with every
        fault.
        """
        if environ is None:
            environ = {**_given(dotenv_values(ROOT / ".env")), **_given(os.environ)}
        given = _given(environ)
        faults: list[str] = []
        settings = cls(
            token=_token(given, faults, offline=offline),
            database=_database(given, faults),
            api_url=_api_url(given, faults),
            log_level=_one_of(given, faults, "LOG_LEVEL", "INFO", _LEVELS),
            log_as_json=_one_of(given, faults, "LOG_FORMAT", "TEXT", _FORMATS) == "JSON",
            health_port=_port(given, faults),
            watched_folder=_folder(given, faults),
            limits=_limits(given, faults),
            backups=_backups(given, faults),
            shards=_shards(given, faults),
        )
        if faults:
            raise SettingsError(faults)
        return settings


def _given(values: Mapping[str, str | None]) -> dict[str, str]:
    return {name: value.strip() for name, value in values.items() if value and value.strip()}


def _token(given: Mapping[str, str], faults: list[str], *, offline: bool) -> str:
    token = given.get("DISCORD_TOKEN", "")
    if not token and not offline:
        faults.append(
            "DISCORD_TOKEN is missing: it is the bot's token, from "
            "https://discord.com/developers/applications, your application, Bot, Reset Token. "
            "Put it into the file .env (copy .env.example)."
        )
    if any(character.isspace() for character in token):
        faults.append("DISCORD_TOKEN has white space in it: copy the token once more, as one piece.")
    return token


def _database(given: Mapping[str, str], faults: list[str]) -> Path | str:
    url = given.get("DATABASE_URL", f"{_SQLITE}data/fireside.sqlite3")
    place = database_of(url)
    if place is None:
        faults.append(f"DATABASE_URL must look like {DATABASE_FORMS}.")
    return place or ROOT / url


def database_of(url: str) -> Path | str | None:
    """Returns the SQLite file, or the server's address, that a URL names; None where it names none."""
    if url.startswith(_POSTGRESQL):
        return url
    path = url.removeprefix(_SQLITE)
    return None if path == url or not path else ROOT / path


def _api_url(given: Mapping[str, str], faults: list[str]) -> str:
    url = given.get("DISCORD_API_URL", DISCORD_API_URL).rstrip("/")
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.netloc:
        faults.append(f"DISCORD_API_URL must be a web address such as {DISCORD_API_URL}.")
    return url


def _one_of(
    given: Mapping[str, str], faults: list[str], name: str, usual: str, choices: Sequence[str]
) -> str:
    value = given.get(name, usual).upper()
    if value not in choices:
        faults.append(f"{name} must be one of {', '.join(choices)}.")
    return value


def _port(given: Mapping[str, str], faults: list[str]) -> int | None:
    if "HEALTH_PORT" not in given:
        return None
    port = _number(given, faults, "HEALTH_PORT", 9180)
    if port > _LAST_PORT:
        faults.append(f"HEALTH_PORT must be at most {_LAST_PORT}.")
    return port


def _folder(given: Mapping[str, str], faults: list[str]) -> Path | None:
    if "WATCHED_FOLDER" not in given:
        return None
    folder = ROOT / given["WATCHED_FOLDER"]
    if not _is_folder(folder):
        faults.append("WATCHED_FOLDER names no folder: make it, or leave the setting out.")
    return folder


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # in a folder that may not be entered
        return False


def _limits(given: Mapping[str, str], faults: list[str]) -> ImportLimits:
    usual = ImportLimits()
    return ImportLimits(
        file_bytes=_number(given, faults, "FILE_LIMIT_MB", usual.file_bytes // _MB) * _MB,
        story_words=_number(given, faults, "STORY_LIMIT_WORDS", usual.story_words),
        stories_of_server=_number(given, faults, "SERVER_LIMIT_STORIES", usual.stories_of_server),
        import_seconds=_number(given, faults, "IMPORT_LIMIT_SECONDS", usual.import_seconds),
        import_bytes=_number(given, faults, "IMPORT_LIMIT_MB", usual.import_bytes // _MB) * _MB,
    )


def _backups(given: Mapping[str, str], faults: list[str]) -> Backups | None:
    keep = _number(given, faults, "BACKUP_KEEP", BACKUPS.keep)
    return Backups(ROOT / given["BACKUP_FOLDER"], keep) if "BACKUP_FOLDER" in given else None


def _shards(given: Mapping[str, str], faults: list[str]) -> Shards:
    count = _number(given, faults, "SHARD_COUNT", 1) if "SHARD_COUNT" in given else None
    if "SHARD_IDS" not in given:
        return Shards(None, count)
    if not given.get("DATABASE_URL", "").startswith(_POSTGRESQL):
        faults.append("SHARD_IDS is for several processes over one database on a server: see DATABASE_URL.")
    if count is None:
        faults.append("SHARD_IDS needs SHARD_COUNT, the number of shards of all processes together.")
    ids = _whole_numbers(given["SHARD_IDS"])
    if not ids:
        faults.append("SHARD_IDS must be the numbers of shards, such as 0-3 or 0,2,5.")
    elif count is not None and ids[-1] >= count:
        faults.append(f"SHARD_IDS must be below SHARD_COUNT: with {count} they go from 0 to {count - 1}.")
    return Shards(ids, count)


def _whole_numbers(text: str) -> tuple[int, ...]:
    """Returns the numbers of a list such as `0-3, 7`, in order; none where it is no such list."""
    found = set[int]()
    for part in text.split(","):
        bounds = _BOUNDS.fullmatch(part.strip())
        if bounds is None or int(bounds[1]) > (last := int(bounds[2] or bounds[1])):
            return ()
        found.update(range(int(bounds[1]), last + 1))
    return tuple(sorted(found))


def _number(given: Mapping[str, str], faults: list[str], name: str, usual: int) -> int:
    value = given.get(name, str(usual))
    if not (value.isascii() and value.isdigit() and 0 < int(value) < _LARGEST):
        faults.append(f"{name} must be a whole number above 0, such as {usual}.")
        return usual
    return int(value)
