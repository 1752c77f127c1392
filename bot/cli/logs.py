"""The log, written to standard error without tokens, and without what people read, type or search for."""

from __future__ import annotations

import json
import logging
import re

from bot.telemetry import REQUEST, CountingHandler

_FORMAT = "%(asctime)s %(levelname)-7s %(name)s%(belongs)s: %(message)s"
_INTERACTION_TOKEN = re.compile(
    r"""(/(?:interactions|webhooks)/\d+/|['"]token['"]:\s*['"])[\w.-]{20,}"""  # in addresses, in payloads
)
_TALKATIVE = ("discord", "aiohttp", "aiosqlite", "asyncio", "PIL")
"""Libraries whose details hold what people read and type: they tell no more than INFO."""


class Discreet(logging.Formatter):
    """Writes records with the bot's token, and those of interactions, blotted out; as text, or as one JSON
    object a line. A line that belongs to an interaction has its id."""

    def __init__(self, token: str, *, as_json: bool = False) -> None:
        super().__init__(_FORMAT)
        self._token = token
        self._as_json = as_json

    def format(self, record: logging.LogRecord) -> str:
        """Returns the record as a line, with its trace if it has one."""
        request = REQUEST.get()
        if self._as_json:
            trace = self.formatException(record.exc_info) if record.exc_info else ""
            return json.dumps(
                {
                    "time": self.formatTime(record, "%Y-%m-%dT%H:%M:%S%z"),
                    "level": record.levelname,
                    "logger": record.name,
                    **({"request": request} if request else {}),
                    "message": self._blotted(record.getMessage()),
                    **({"trace": self._blotted(trace)} if trace else {}),
                },
                ensure_ascii=False,
            )
        record.belongs = f" [{request}]" if request else ""
        return self._blotted(super().format(record))

    def _blotted(self, text: str) -> str:
        text = _INTERACTION_TOKEN.sub(r"\1…", text)
        return text.replace(self._token, "…") if self._token else text


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


def start_log(level: str, token: str, *, as_json: bool = False) -> None:
    """Sends the log of everything in this process to standard error, and has its warnings counted."""
    handler = logging.StreamHandler()
    handler.addFilter(Untraced())
    handler.setFormatter(Discreet(token, as_json=as_json))
    logging.basicConfig(level=level, handlers=[handler, CountingHandler()], force=True)
    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(max(logging.INFO, logging.getLevelNamesMapping()[level]))
