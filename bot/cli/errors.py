"""The errors of the command line, and the wording of every error for an operator."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.database.errors import (
    DatabaseUnopenableError,
    ForeignDatabaseError,
    NewerDatabaseError,
    NotADatabaseError,
)
from bot.errors import (
    AmbiguousStoryError,
    DiscordUnreachableError,
    FiresideError,
    ImportRefusedError,
    Sentences,
    SettingsError,
    UnknownStoryError,
    worded,
)
from bot.quotes.errors import NotQuotableError


@dataclass(eq=False)
class NoFilesError(FiresideError):
    """None of the paths leads to a file with one of these suffixes."""

    suffixes: Sequence[str]


class TokenRefusedError(FiresideError):
    """Discord refuses the bot's token."""


@dataclass(eq=False)
class PortTakenError(FiresideError):
    """The playground's page cannot be served on this port."""

    port: int


def _settings(error: SettingsError) -> str:
    return "\n".join(error.faults)


def _no_files(error: NoFilesError) -> str:
    return f"There is no file to read there; supported are {', '.join(error.suffixes)}."


_SENTENCES: Sentences = {
    AmbiguousStoryError: "Several stories are called “{typed}”. Name the one that you mean by its id.",
    DatabaseUnopenableError: (
        "The database file cannot be opened or made where DATABASE_URL says. Check that its folder can "
        "be written to, and that the name is not a folder's."
    ),
    DiscordUnreachableError: (
        "Discord cannot be reached at {api_url}. Check this machine's connection, and DISCORD_API_URL if "
        "you have set it."
    ),
    ForeignDatabaseError: (
        "The database file belongs to another program. Point DATABASE_URL at a file of Fireside's own."
    ),
    ImportRefusedError: str,
    NewerDatabaseError: (
        "The database was written by a newer Fireside. Update this one; nothing has been changed."
    ),
    NoFilesError: _no_files,
    NotADatabaseError: (
        "The database file is not an SQLite database. Check DATABASE_URL, or restore a backup."
    ),
    NotQuotableError: "The author of “{title}” asks that it not be quoted.",
    PortTakenError: (
        "The page cannot be served on port {port}: another `make play` may be running. Stop it, or choose "
        "another port with `python -m bot play --port 8766`."
    ),
    SettingsError: _settings,
    TokenRefusedError: (
        "Discord refused DISCORD_TOKEN: copy it once more, or reset it on the application's page."
    ),
    UnknownStoryError: "There is no story called “{typed}” here. `python -m bot add FILE` brings stories in.",
}


def sentence(error: FiresideError) -> str:
    """Returns the text of an error for an operator: sentences, or its type and fields where it has none."""
    return worded(error, _SENTENCES) or str(error)
