"""The sentences for errors about readers' settings."""

from __future__ import annotations

from bot.errors import Sentences
from bot.readers.errors import TooManyWarningsError, UnknownHoursError, UnknownTimeZoneError

SENTENCES: Sentences = {
    TooManyWarningsError: (
        "I can keep {most} warnings for you, of {longest} characters each. Shorter words catch more: "
        "“violence” also finds “graphic violence”."
    ),
    UnknownHoursError: ("I don’t understand the hours “{typed:.60}”. Try “22:00–7:00”, or “off”."),
    UnknownTimeZoneError: (
        "There is no time zone called “{typed:.60}”. Please pick one from the list that appears as you type, "
        "such as Europe/Lisbon."
    ),
}
