"""The sentences for errors about read-alongs, and those errors that only the cogs raise."""

from __future__ import annotations

from bot.errors import BadEntryError, Sentences
from bot.together.errors import (
    BadDatesError,
    BadNumberError,
    BadPollError,
    NotAHostError,
    NotAMemberError,
    NotOpenYetError,
    NotReadYetError,
    PartGoneError,
    ReadAlongEndedError,
    ReadAlongGoneError,
    TakenUpAlreadyError,
    ThreadGoneError,
    TooManyPartsError,
    UnknownDayError,
    UnknownMeetingError,
)


class NoTextChannelError(BadEntryError):
    """A read-along needs a text channel of the server."""


SENTENCES: Sentences = {
    BadDatesError: (
        "I couldn’t follow those dates. Please write one on each line, the earliest first, like "
        "“24 December” or “24 December: 3” for the day and the last chapter of that part. Name a chapter on "
        "every line or on none; for the same amount every day, write the last day alone."
    ),
    BadNumberError: "Please write that as a whole number, like 2.",
    BadPollError: (
        "A poll needs a question and two to {most} answers, one on each line and of at most {longest} "
        "characters."
    ),
    NoTextChannelError: "A read-along needs a text channel of a server. Please choose one with *channel*.",
    NotAHostError: (
        "Only moderators can do that here, and whoever hosts the read-along. Whoever manages the server can "
        "let others start read-alongs: `/stories settings` has *hosts*."
    ),
    NotAMemberError: "You aren’t part of this read-along yet. *Join* on its post gets you in.",
    NotOpenYetError: "Part {number} hasn’t opened yet. Its thread opens with it.",
    NotReadYetError: (
        "You aren’t at the end of part {number} yet; about {minutes} min are left. *Read* takes you on, and "
        "the talk waits for you."
    ),
    PartGoneError: "That part isn’t in the plan any more. `/together show` shows what is being read here.",
    ReadAlongEndedError: "This read-along has ended. `/together show` shows what else is being read here.",
    ReadAlongGoneError: (
        "That read-along isn’t here any more: it was called off, or it belongs to another server. "
        "`/together show` shows what’s being read here."
    ),
    TakenUpAlreadyError: "This read-along has begun already. Its host can end it from *Host…*.",
    ThreadGoneError: "The thread of part {number} was deleted, so there is none to let you into.",
    TooManyPartsError: (
        "That would make more than {most:,} parts. Please take more chapters at a time, or an earlier last "
        "day."
    ),
    UnknownDayError: (
        "I couldn’t tell which day “{typed:.60}” is. Try something like “tomorrow”, “friday 18:00” or "
        "“24 December”, from today on and within a year."
    ),
    UnknownMeetingError: (
        "I couldn’t tell when “{typed:.60}” is. Try something like “tomorrow 20:00” or “friday 20:00”, from "
        "now on and within a year."
    ),
}
