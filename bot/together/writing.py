"""What hosts type for the threads of parts: pure functions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.editing.moments import understood
from bot.together.errors import BadPollError, UnknownMeetingError

QUESTIONS, POLL, ANSWERS, MEETING, PLACE = "questions", "poll", "answers", "meeting", "place"
"""The names of the form's fields."""
LONGEST_QUESTIONS, LONGEST_POLL, LONGEST_ANSWER, LONGEST_PLACE = 1_500, 300, 55, 100
MOST_ANSWERS = 10
_A_YEAR = 366 * 86_400


@dataclass(frozen=True, slots=True)
class Written:
    """What a host typed: questions, a poll with its answers, and when (UTC, seconds) and where people
    meet. What is left out is empty, the time None."""

    questions: str
    poll: str
    answers: tuple[str, ...]
    starts_at: int | None
    place: str


def written(entries: Mapping[str, str], zone: str, now: int) -> Written:
    """Returns what somebody in this time zone typed at this time (UTC, seconds).

    Raises BadPollError for a question without at least two answers, answers without a question, or what is
    too long or too much for Discord; UnknownMeetingError for a time that is none, or not within a year.
    """
    poll = " ".join(entries.get(POLL, "").split())
    answers = tuple(dict.fromkeys(" ".join(each.split()) for each in entries.get(ANSWERS, "").splitlines()))
    answers = tuple(filter(None, answers))
    if bool(poll) != bool(answers) or len(answers) == 1 or len(answers) > MOST_ANSWERS:
        raise BadPollError(MOST_ANSWERS, LONGEST_ANSWER)
    if len(poll) > LONGEST_POLL or any(len(each) > LONGEST_ANSWER for each in answers):
        raise BadPollError(MOST_ANSWERS, LONGEST_ANSWER)
    typed = entries.get(MEETING, "").strip()
    starts_at = understood(typed, now, zone) if typed else None
    if typed and (starts_at is None or not now < starts_at <= now + _A_YEAR):
        raise UnknownMeetingError(typed)
    place = " ".join(entries.get(PLACE, "").split())[:LONGEST_PLACE] if typed else ""
    return Written(entries.get(QUESTIONS, "").strip()[:LONGEST_QUESTIONS], poll, answers, starts_at, place)
