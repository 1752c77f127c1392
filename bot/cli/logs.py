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


def start_log(level: str, token: str) -> None:
    """Sends the log of everything in this process to standard error."""
    handler = logging.StreamHandler()
    handler.setFormatter(Discreet(token))
    logging.basicConfig(level=level, handlers=[handler], force=True)
