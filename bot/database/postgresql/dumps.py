"""Backups of a database on a server, by PostgreSQL's own tools: `pg_dump`, `pg_restore` and `psql`."""

from __future__ import annotations

import os
import re
import subprocess  # nosec B404
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from psycopg import conninfo

from bot.database.errors import NotABackupError, ToolFailedError, ToolMissingError, ToolOlderError
from bot.database.postgresql.session import connected, session
from bot.database.troubles import trouble_with_file

_ANYBODY_S = ("--no-owner", "--no-privileges")
_VERSION = re.compile(rb"\b(\d+)(?:\.\d+)?")
_BYTES = 1 << 20
_QUIET = "SET LOCAL client_min_messages = warning;"
_FAILING = b"\nSELECT 1 / 0;\n"
"""What undoes the whole transaction."""
_THERE = """
    SELECT format('DROP TABLE IF EXISTS %s CASCADE;', CAST(oid AS regclass)) FROM pg_class
    WHERE relnamespace = CAST(current_schema() AS regnamespace) AND relkind IN ('r', 'p')
    UNION ALL
    SELECT format('DROP ROUTINE IF EXISTS %s CASCADE;', CAST(oid AS regprocedure)) FROM pg_proc
    WHERE pronamespace = CAST(current_schema() AS regnamespace)
    AND NOT EXISTS (SELECT 1 FROM pg_depend WHERE objid = pg_proc.oid AND deptype = 'e')
"""


def dump(url: str, target: Path) -> None:
    """Writes a database to a file of its own, as it is at one moment; others read and write it meanwhile.

    The file appears under its name once it is whole and can be read. Raises a DatabaseError.
    """
    _require(url, "pg_dump", "pg_restore")
    partial = target.with_name(f".{target.name}.partial")
    address, secrets = _address(url)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        _run(["pg_dump", "--format=custom", *_ANYBODY_S, f"--file={partial}", address], secrets)
        _contents(partial)
        with partial.open("rb") as file:
            os.fsync(file.fileno())
        partial.replace(target)
    except OSError as error:
        raise trouble_with_file(error, target) from error
    finally:
        with suppress(OSError):
            partial.unlink(missing_ok=True)


def restore(url: str, backup: Path) -> None:
    """Puts what is in a backup in the place of all that is in a database, in one transaction: all or nothing.

    Nobody else may use the database meanwhile. Raises a DatabaseError; then nothing is changed.
    """
    _require(url, "pg_restore", "psql")
    _contents(backup)
    with session(url) as connection:
        going = [row[0] for row in connection.execute(_THERE).fetchall()]
    address, secrets = _address(url)
    psql = ["psql", "--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1", address]
    with (
        _started(["pg_restore", *_ANYBODY_S, "--file=-", str(backup)], {}) as read,
        _started(psql, secrets) as written,
    ):
        complaint = _hand_over(going, read, written)
    if read.returncode or written.returncode:
        raise ToolFailedError("psql" if written.returncode else "pg_restore", complaint)


def _started(command: Sequence[str], secrets: Mapping[str, str]) -> subprocess.Popen[bytes]:
    pipe = subprocess.PIPE
    return subprocess.Popen(  # noqa: S603 - the operator's own tools  # nosec B603
        command, stdin=pipe, stdout=pipe, stderr=pipe, env={**os.environ, **secrets}
    )


def _hand_over(going: Iterable[str], read: subprocess.Popen[bytes], written: subprocess.Popen[bytes]) -> str:
    """Has psql do what pg_restore writes, after these statements. Where pg_restore does not come to its end,
    nothing is kept. Returns what psql complains of."""
    source, sink, complaints = read.stdout, written.stdin, written.stderr
    if source is None or sink is None or complaints is None:
        raise TypeError("Both have pipes.")
    with suppress(BrokenPipeError):
        sink.writelines(f"{each}\n".encode() for each in (_QUIET, *going))
        while part := source.read(_BYTES):
            sink.write(part)
        if read.wait():
            sink.write(_FAILING)
    with suppress(BrokenPipeError):
        sink.close()
    written.stdin = None
    return " ".join(complaints.read().decode(errors="replace").split())


def _contents(backup: Path) -> None:
    """Raises NotABackupError for a file that holds no library."""
    command = ["pg_restore", "--list", str(backup)]
    listed = subprocess.run(command, capture_output=True, check=False)  # noqa: S603 - as below  # nosec B603
    if listed.returncode or b"TABLE DATA public schema_version" not in listed.stdout:
        raise NotABackupError


def _require(url: str, *tools: str) -> None:
    """Raises ToolMissingError or ToolOlderError unless these tools are there, no older than the server."""
    with connected(url) as connection:
        server = connection.info.server_version // 10_000
    for tool in tools:
        try:
            command = [tool, "--version"]
            told = subprocess.run(command, capture_output=True, check=True).stdout  # noqa: S603 - as below  # nosec B603
        except (OSError, subprocess.CalledProcessError) as error:
            raise ToolMissingError(tool) from error
        found = _VERSION.search(told)
        if found is None or int(found[1]) < server:
            raise ToolOlderError(tool, int(found[1]) if found else 0, server)


def _address(url: str) -> tuple[str, Mapping[str, str]]:
    """Returns an address as an argument that anybody may see, and what goes into the environment."""
    parts = conninfo.conninfo_to_dict(url)
    password = parts.pop("password", None)
    return f"--dbname={conninfo.make_conninfo('', **parts)}", {
        "PGPASSWORD": str(password)
    } if password else {}


def _run(command: Sequence[str], secrets: Mapping[str, str]) -> None:
    environment = {**os.environ, **secrets}
    done = subprocess.run(  # noqa: S603 - the operator's own tools  # nosec B603
        command, capture_output=True, check=False, env=environment
    )
    if done.returncode:
        raise ToolFailedError(command[0], " ".join(done.stderr.decode(errors="replace").split()))
