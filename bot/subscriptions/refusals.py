"""What follows from refusals that nobody foresaw: a subscription is suspended, or all sending pauses.

One delivery that is refused again and again is at fault itself. Several in a row that are refused alike are
not: the fault is the bot's, or something's between it and Discord.
"""

from __future__ import annotations

from collections.abc import Collection

from bot.database import Connection
from bot.stories.ids import DeliveryId
from bot.subscriptions.models import Pause, Refused
from bot.subscriptions.queries import refusals
from bot.workers import back_off

SEVERAL = 3
"""So many refusals of one delivery suspend its subscription; of so many in a row, all sending pauses."""
_LONGEST = 15 * 60
"""Seconds between two tries in a pause, at most."""


def current_pause(connection: Connection) -> Pause | None:
    """Returns the pause of all sending, or None where there is none."""
    return refusals.pause(connection)


def is_its_own(refused: Refused) -> bool:
    """Returns whether a refusal is the delivery's own fault, so that its subscription is to be suspended."""
    often, alone = refused.times >= SEVERAL, refused.others_arrived or refused.alike < SEVERAL
    return often and alone and not refused.paused


def wait_for(connection: Connection, delivery: DeliveryId, reason: str) -> int | None:
    """Records a refusal. Returns the seconds after which the delivery is tried again, or None where its
    subscription is to be suspended."""
    refused = refusals.record(connection, delivery, reason)
    return None if is_its_own(refused) else back_off(refused.times)


def conclude(
    connection: Connection, now: int, reasons: Collection[str], *, arrived: bool, probing: bool
) -> str | None:
    """Begins, extends or ends the pause of all sending, after some deliveries were tried and settled. Returns
    the reason for which sending pauses from now on, an empty string where it goes on again, or None.

    `reasons` are those for which some of them were refused, unforeseen or for the moment (""), and `arrived`
    says that another got through. `probing` says that they were tried in a pause.
    """
    if arrived:
        refusals.note_arrival(connection)
        return "" if refusals.end_pause(connection) else None
    pause = refusals.pause(connection)
    if pause is not None:
        if probing:
            wait = min(back_off(pause.tries + 2), _LONGEST) if reasons else 0
            refusals.put_off(connection, now + wait, in_vain=bool(reasons))
        return None
    for reason in {*reasons} - {""}:
        if refusals.count_alike(connection, reason) >= SEVERAL:
            refusals.begin_pause(connection, reason, now, now + back_off(1))
            return reason
    return None
