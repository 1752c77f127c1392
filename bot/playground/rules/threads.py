"""The validation of a thread that a bot starts or changes."""

from __future__ import annotations

from bot.playground.rules.shapes import Check, Flaws, boolean, one_of, record, text, whole
from bot.playground.wire import Json

_KEYS: dict[str, Check] = {
    "name": text(1, 100),
    "auto_archive_duration": one_of(60, 1440, 4320, 10080),
    "rate_limit_per_user": whole(0, 21600),
}
_FROM_MESSAGE = record(_KEYS, ("name",))
_STANDALONE = record(_KEYS | {"type": one_of(10, 11, 12), "invitable": boolean}, ("name",))
_CHANGE = record(_KEYS | {"archived": boolean, "locked": boolean, "invitable": boolean})


def check_thread(form: Json, *, standalone: bool = False) -> None:
    """Refuses an invalid body; `type` and `invitable` are for a thread that starts from no message."""
    flaws = Flaws()
    (_STANDALONE if standalone else _FROM_MESSAGE)(form, (), flaws)
    flaws.refuse()


def check_change(form: Json) -> None:
    """Refuses an invalid change to a thread."""
    flaws = Flaws()
    _CHANGE(form, (), flaws)
    flaws.refuse()
