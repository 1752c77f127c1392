"""The validation of a poll that a bot posts."""

from __future__ import annotations

from bot.playground.rules.shapes import anything, boolean, each, one_of, record, text, whole

_ANSWER = record({"text": text(1, 55), "emoji": anything})
poll = record(
    {
        "question": record({"text": text(1, 300)}, ("text",)),
        "answers": each(record({"poll_media": _ANSWER}, ("poll_media",)), 1, 10),
        "duration": whole(1, 768),
        "allow_multiselect": boolean,
        "layout_type": one_of(1),
    },
    ("question", "answers"),
)
"""The check of a poll; `duration` is in hours."""
