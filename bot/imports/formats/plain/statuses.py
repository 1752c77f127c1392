"""Reads whether a story is complete from the words of authors and of archives."""

from __future__ import annotations

import re

from bot.stories.details import Completion
from bot.text.languages import LANGUAGES, folded
from bot.text.late_pattern import LatePattern

_STATUS = LatePattern(
    r"\W*(?:(?P<complete>completed?|finished|done)"
    r"|(?P<ongoing>on-?going|in[ -]progress|(?:a )?wip|(?:a )?work[ -]in[ -]progress|to be continued|updating"
    r"|incomplete|unfinished|not (?:yet )?(?:completed?|finished|done)|(?:on )?hiatus))\W*",
    re.IGNORECASE,
)


def completion_of(status: str) -> Completion | None:
    """Returns the completion that a status states (`In-Progress`); None for other words,
    such as “almost complete”.

    Only what is beyond doubt counts: nobody is offered to subscribe to a story that is complete.
    """
    match = _STATUS.fullmatch(status)
    return Completion(match.lastgroup or "") if match else _OTHERS.get(folded(status).strip(" .!。！"))


_OTHERS = {
    words: completion
    for language in LANGUAGES
    for completion in Completion
    for words in language.words(completion.value)
}
