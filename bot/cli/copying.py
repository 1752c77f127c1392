"""The command `copy`: an installation moved from SQLite to PostgreSQL, or back."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.errors import NoDatabaseUrlError
from bot.cli.single import only_process_of
from bot.settings import database_of

if TYPE_CHECKING:
    from bot.copying.models import Progress

_URL = "As in DATABASE_URL: sqlite:///… or postgresql://…"


def copy(
    source: Annotated[str, typer.Argument(metavar="FROM", help=_URL)],
    target: Annotated[str, typer.Argument(metavar="TO", help="An empty one; the same forms.")],
) -> None:
    """Copy everything from SQLite to PostgreSQL, or back. No bot may run; a copy that stopped goes on."""
    from bot.copying.models import told  # noqa: PLC0415 - loads many features
    from bot.copying.service import copy as copied_into  # noqa: PLC0415

    old, new = _place(source), _place(target)
    with ExitStack() as held, _progress() as progress:
        for each in (old, new):
            if isinstance(each, Path):
                held.enter_context(only_process_of(each))
        copied = copied_into(old, new, int(time.time()), progress)
    sys.stdout.write(
        f"✓ {told(new)} has all of {told(old)}: {copied.rows:,} rows in {copied.tables} tables, each read"
        " again and compared.\n"
    )
    if copied.replaced:
        sys.stdout.write(
            f"  Texts with a character that PostgreSQL cannot keep (U+0000): {copied.replaced:,}. They have �"
            " in its place.\n"
        )
    sys.stdout.write("  Set DATABASE_URL to it. What was copied is as it was.\n")


def _place(url: str) -> Path | str:
    if (place := database_of(url)) is None:
        raise NoDatabaseUrlError(url)
    return place


@contextmanager
def _progress() -> Iterator[Progress]:
    from rich.console import Console  # noqa: PLC0415 - few commands need it
    from rich.progress import Progress as Bar  # noqa: PLC0415

    with Bar(console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty()) as bar:
        task = bar.add_task("Copying", total=None)

        def show(what: str, done: int, of: int) -> None:
            bar.update(task, description=what.capitalize(), completed=done, total=of or None)

        yield show
