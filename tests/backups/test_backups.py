"""A library is backed up while it is read, and restored: every place is there again."""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from errno import EACCES
from pathlib import Path

import pytest

from bot.backups.service import Backups
from bot.cli.single import only_process_of
from bot.clock import Clock
from bot.database import copies, migrations
from bot.database.errors import DatabaseUnopenableError, NoLibraryError
from bot.errors import DatabaseNotWritableError
from tests.support.command_line import CommandLine
from tests.support.fireside import Fireside, burning
from tests.support.spoilt_libraries import damaged, foreign, newer, no_database

pytestmark = pytest.mark.sqlite_only("copies of the file; a server has its own tests")

STORY = "Low Water at Skerrow"
A_DAY = 86_400


@pytest.fixture
def library(tmp_path: Path, sample_library: Path) -> Path:
    """The sample stories."""
    return Path(shutil.copy(sample_library, tmp_path / "fireside.sqlite3"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where backups go."""
    return tmp_path / "backups"


@pytest.fixture
def operator(
    library: Path, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> CommandLine:
    monkeypatch.setenv("BACKUP_FOLDER", str(folder))
    return CommandLine(library, monkeypatch, capsys)


def backups_in(folder: Path) -> list[Path]:
    return sorted(folder.iterdir())


async def read_to(fireside: Fireside, page: int) -> str:
    """Mira reads so many pages. Returns what she sees there."""
    mira = await fireside.person("Mira")
    panel = await mira.slash("read", story=STORY)
    for _ in range(page):
        panel = await mira.press("Next")
    return panel.text


async def place_in(library: Path) -> str:
    """Returns what Mira sees when she opens the story."""
    async with burning(library) as fireside:
        mira = await fireside.person("Mira")
        return (await mira.slash("read", story=STORY)).text


async def test_a_library_is_backed_up_while_it_is_read_and_is_restored_with_every_place(
    library: Path, folder: Path, operator: CommandLine
) -> None:
    async with burning(library) as fireside:
        page = await read_to(fireside, 1)
        code, told, errors = operator.run("backup")
        (backup,) = backups_in(folder)
        later = await read_to(fireside, 1)
    assert (code, errors) == (0, "")
    assert str(backup) in told and "checked" in told
    assert later != page
    assert await place_in(library) == later

    code, told, errors = operator.run("restore", backup)
    assert (code, errors) == (0, "")
    assert await place_in(library) == page
    (replaced,) = (
        each for each in library.parent.glob("*.replaced-*") if each.suffix[-4:] not in ("-wal", "-shm")
    )
    assert replaced.name in told
    assert await place_in(replaced) == later


def test_a_library_that_is_gone_is_restored(library: Path, folder: Path, operator: CommandLine) -> None:
    operator.run("backup")
    shown = operator.show(STORY)
    library.unlink()
    code, told, _ = operator.run("restore", *backups_in(folder))
    assert code == 0 and "kept as" not in told
    assert operator.show(STORY) == shown


def test_what_a_library_had_only_in_its_log_is_kept_with_it(
    library: Path, folder: Path, operator: CommandLine
) -> None:
    operator.run("backup")
    with closing(sqlite3.connect(library)) as other:
        other.execute("PRAGMA journal_mode = WAL")
        other.execute("UPDATE stories SET title = title || ', corrected'")
        other.commit()
        assert operator.run("restore", *backups_in(folder))[0] == 0
    assert not library.with_name(f"{library.name}-wal").exists()
    with closing(sqlite3.connect(library)) as restored:
        assert restored.execute("SELECT count(*) FROM stories WHERE title LIKE '%corrected'").fetchone() == (
            0,
        )
    (kept,) = library.parent.glob("*.replaced-*Z")
    with closing(sqlite3.connect(kept)) as replaced:
        assert replaced.execute(
            "SELECT count(*) FROM stories WHERE title NOT LIKE '%corrected'"
        ).fetchone() == (0,)


def test_a_restore_that_was_killed_half_way_is_refused_at_the_start_and_done_again(
    library: Path, folder: Path, operator: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    operator.run("backup")
    (backup,) = backups_in(folder)
    shown = operator.show(STORY)
    with closing(sqlite3.connect(library)) as other:
        other.execute("PRAGMA journal_mode = WAL")
        other.execute("DELETE FROM saved_quotes")
        other.commit()
        renamed = Path.replace

        def killed_after_the_first(source: Path, target: Path) -> None:
            renamed(source, target)
            if source == library:
                raise KeyboardInterrupt

        monkeypatch.setattr(Path, "replace", killed_after_the_first)
        with pytest.raises(KeyboardInterrupt):
            copies.restore(backup, library, "replaced-now")
        monkeypatch.undo()
        monkeypatch.setenv("BACKUP_FOLDER", str(folder))
        code, _, errors = operator.run("show", STORY)
        assert code == 74 and "Restore a backup" in errors
        assert operator.run("restore", backup)[0] == 0
    assert operator.show(STORY) == shown


def nothing(backup: Path) -> None:
    backup.unlink()


def empty(backup: Path) -> None:
    backup.write_bytes(b"")


@pytest.mark.parametrize(
    ("spoilt", "told"),
    [
        (nothing, "There is no file"),
        (empty, "is no backup of a Fireside library"),
        (no_database, "is no backup of a Fireside library"),
        (foreign, "is no backup of a Fireside library"),
        (newer, "was written by a newer Fireside: update this one first"),
        (damaged, "restore another backup"),
    ],
)
def test_a_file_that_is_no_good_backup_changes_nothing(
    library: Path, folder: Path, operator: CommandLine, spoilt: object, told: str
) -> None:
    operator.run("backup")
    (backup,) = backups_in(folder)
    assert callable(spoilt)
    spoilt(backup)
    before = library.read_bytes()
    code, output, errors = operator.run("restore", backup)
    assert code and told in errors and backup.name in errors and output == ""
    assert library.read_bytes() == before
    assert {each.name for each in library.parent.iterdir()} <= {
        "backups",
        library.name,
        f"{library.name}.lock",
    }


def test_nothing_is_restored_while_the_bot_runs(library: Path, folder: Path, operator: CommandLine) -> None:
    operator.run("backup")
    before = library.read_bytes()
    with only_process_of(library):
        code, _, errors = operator.run("restore", *backups_in(folder))
    assert code == 75 and "Stop that one first" in errors
    assert library.read_bytes() == before


def test_the_newest_are_kept_and_other_files_too(library: Path, folder: Path) -> None:
    backups, now = Backups(folder, keep=2), 1_800_000_000
    folder.mkdir()
    (folder / "notes.txt").touch()
    early = backups.make(library, now - 5 * A_DAY, before_update=True)
    assert backups_in(folder) == [early, folder / "notes.txt"]
    made = [backups.make(library, now + day * A_DAY) for day in range(2)]
    update = backups.make(library, now + A_DAY + 1, before_update=True)
    made.append(backups.make(library, now + 2 * A_DAY))
    assert backups_in(folder) == sorted([made[1], made[2], update, folder / "notes.txt"])


def test_a_backup_that_cannot_be_made_takes_none_away(library: Path, folder: Path) -> None:
    backups, now = Backups(folder, keep=1), 1_800_000_000
    first = backups.make(library, now)
    library.unlink()
    with pytest.raises(NoLibraryError):
        backups.make(library, now + A_DAY)
    assert backups_in(folder) == [first]


def test_what_only_looks_like_a_backup_stays_and_stops_none(library: Path, folder: Path) -> None:
    backups, now = Backups(folder, keep=1), 1_800_000_000
    other = folder / "fireside-20260230T256199Z.sqlite3"
    opened = folder / "fireside-20200101T000000Z.sqlite3"
    opened.mkdir(parents=True)
    other.touch()
    backups.make(library, now)
    newer = backups.make(library, now + 1)
    assert backups_in(folder) == sorted([opened, other, newer])
    assert backups.newest(now + 1) == now + 1


def test_a_copy_whose_making_was_killed_goes_with_the_next_days_backup(library: Path, folder: Path) -> None:
    backups, now = Backups(folder, keep=3), 1_800_000_000
    first = backups.make(library, now)
    killed = first.with_name(f".{first.name}.partial")
    killed.touch()
    second = backups.make(library, now + 1)  # another process may still be at work on it
    assert backups_in(folder) == [killed, first, second]
    third = backups.make(library, now + A_DAY)
    assert backups_in(folder) == [first, second, third]


def test_a_place_where_no_backup_can_be_is_named(
    library: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder.touch()
    with pytest.raises(DatabaseUnopenableError) as none:
        Backups(folder, keep=3).make(library, 1_800_000_000)
    assert (none.value.path.parent, none.value.reason) == (folder, "File exists")
    folder.unlink()
    folder.mkdir()
    writable = os.access
    monkeypatch.setattr(
        os, "access", lambda path, how: (path, how) != (folder, os.W_OK) and writable(path, how)
    )
    monkeypatch.setattr(Path, "write_bytes", refused)
    with pytest.raises(DatabaseNotWritableError) as told:
        Backups(folder, keep=3).make(library, 1_800_000_000)
    assert told.value.path == str(folder)


def refused(path: Path, _: bytes) -> None:
    raise PermissionError(EACCES, "Permission denied", path)


def test_where_there_never_was_a_library_there_is_nothing_to_back_up(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("BACKUP_FOLDER", str(folder))
    other = tmp_path / "elsewhere" / "fireside.sqlite3"
    code, output, errors = CommandLine(other, monkeypatch, capsys).run("backup")
    assert (code, output, folder.exists(), other.parent.exists()) == (74, "", False, False)
    assert f"There is no library in {other}" in errors


def test_a_backup_from_the_future_is_not_the_newest(library: Path, folder: Path) -> None:
    backups, now = Backups(folder, keep=3), 1_800_000_000
    backups.make(library, now + 900 * A_DAY)
    assert backups.newest(now) is None
    backups.make(library, now)
    assert backups.newest(now + A_DAY) == now


async def test_every_night_has_its_backup_and_only_one(library: Path, folder: Path) -> None:
    backups, clock = Backups(folder, keep=3), Clock()
    for night in range(1, 5):
        worker = backups.worker(library, clock)
        assert await worker.round() - clock.now() <= A_DAY
        await worker.round()
        assert len(backups_in(folder)) == min(night, 3)
        clock.advance(A_DAY)
    # The clock is put right again: what was written in the future is not tonight's backup.
    tonight = Clock()
    await backups.worker(library, tonight).round()
    made = backups_in(folder)
    assert made[0].name <= f"fireside-{datetime.fromtimestamp(tonight.now(), UTC):%Y%m%dT%H%M%SZ}.sqlite3"
    await backups.worker(library, tonight).round()
    assert backups_in(folder) == made
    assert len(made) == 3


async def test_the_bot_makes_backups_only_where_a_folder_is_set(library: Path, folder: Path) -> None:
    async with burning(library, backups=Backups(folder, keep=3)) as fireside:
        assert "backups" in {worker.name for worker in fireside.bot.workers}
    async with burning(library) as fireside:
        assert "backups" not in {worker.name for worker in fireside.bot.workers}


def test_before_an_update_the_library_is_backed_up_as_it_was(
    tmp_path: Path, folder: Path, operator: CommandLine, library: Path
) -> None:
    library.unlink()
    with closing(sqlite3.connect(library)) as connection:
        for step in migrations._steps()[:20]:
            connection.executescript(step)
        connection.execute(f"PRAGMA application_id = {migrations.APPLICATION_ID}")
        connection.execute("PRAGMA user_version = 20")
        connection.commit()
    operator.run("show", "Nothing")
    (backup,) = backups_in(folder)
    assert backup.name.endswith("-before-update.sqlite3")
    with closing(sqlite3.connect(backup)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (20,)
    operator.run("show", "Nothing")
    assert backups_in(folder) == [backup]
