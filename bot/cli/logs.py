"""The log, written to standard error without the tokens in it."""

from __future__ import annotations

import logging
import re

_FORMAT = "%(asctime)s %(levelname)-7s %(name)s: %(message)s"
_INTERACTION_TOKEN = re.compile(
    r"""(/(?:interactions|webhooks)/\d+/|['"]token['"]:\s*['"])[\w.-]{20,}"""  # in addresses, in payloads
)


class Discreet(logging.Formatter):
    """Writes records with the bot's token, and those of interactions, blotted out."""

    def __init__(self, token: str) -> None:
        super().__init__(_FORMAT)
        self._token = token

    def format(self, record: logging.LogRecord) -> str:
        """Returns the record as a line, with its trace if it has one."""
        line = _INTERACTION_TOKEN.sub(r"\1…", super().format(record))
        return line.replace(self._token, "…") if self._token else line


class Untraced(logging.Filter):
    """Tells what becomes of Discord's connections without a trace: it is the network's doing, and each is
    tried again."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Puts the cause into the line, in place of the trace."""
        error = record.exc_info[1] if record.exc_info else None
        if record.name.startswith("discord.") and error is not None and _is_of_the_network(error):
            cause = " ".join(f"{type(error).__name__}: {error}".split())
            record.msg, record.args = f"{record.getMessage()} ({cause})", ()
            record.exc_info = None
        return True


def _is_of_the_network(error: BaseException) -> bool:
    return isinstance(error, OSError) or type(error).__module__.startswith(("aiohttp.", "discord."))


def start_log(level: str, token: str) -> None:
    """Sends the log of everything in this process to standard error."""
    handler = logging.StreamHandler()
    handler.addFilter(Untraced())
    handler.setFormatter(Discreet(token))
    logging.basicConfig(level=level, handlers=[handler], force=True)
