"""The command line: `python -m bot`, also installed as `fireside`."""

from __future__ import annotations

import os
import sys
from importlib.metadata import version
from typing import Annotated

import typer

from bot.cli import backups, copying, doctor, exports, face, library, play, quotes, reread, run
from bot.cli.errors import exit_status, sentence
from bot.errors import FiresideError

app = typer.Typer(
    name="fireside",
    help="Fireside: a Discord bot that serves stories.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


def _print_version(asked: bool) -> None:
    if asked:
        sys.stdout.write(f"Fireside {version('fireside')}\n")
        raise typer.Exit


@app.callback()
def fireside(
    *,
    _: Annotated[
        bool,
        typer.Option("--version", help="Print the version.", is_eager=True, callback=_print_version),
    ] = False,
) -> None:
    """Fireside: a Discord bot that serves stories."""


app.command()(play.play)
app.command()(run.run)
app.command()(library.add)
app.command()(library.show)
app.command()(reread.reread)
app.command()(quotes.quotes)
app.command()(exports.export)
app.command("import")(exports.import_)
app.command()(backups.backup)
app.command()(backups.restore)
app.command()(copying.copy)
app.command()(doctor.doctor)
app.command()(face.face)


def main() -> None:
    """Runs a command; tells errors in plain sentences, without a trace.

    What it writes, the library first of all, is its user's alone: who reads what is nobody else's business.
    """
    os.umask(0o077)
    try:
        app()
    except FiresideError as error:
        typer.echo(sentence(error), err=True)
        sys.exit(exit_status(error))
