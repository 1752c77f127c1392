"""What a reader sees on the reading panel."""

from __future__ import annotations

from itertools import takewhile

from tests.support.person import Person
from tests.support.replies import TEXT_DISPLAY, Reply, walk

ROW = 1


def passage(reply: Reply) -> str:
    """The passage: what stands between the panel's heading and its footing."""
    return _displays(reply)[-2]


def footing(reply: Reply) -> str:
    """The line below a passage: how far, which passage, how long still."""
    return _displays(reply)[-1]


def _displays(reply: Reply) -> list[str]:
    """The texts above the buttons: a question may stand below them."""
    page = list(takewhile(lambda part: part["type"] != ROW, reply.components))
    return [str(part["content"]) for part in walk(page) if part["type"] == TEXT_DISPLAY]


def ended(panel: Reply) -> bool:
    """Whether a panel, private or public, is at the end of its story, or of what there is of it."""
    return not {"The end", "You’re up to date", "Read again"}.isdisjoint(panel.labels)


async def read_again(person: Person, end: Reply) -> Reply:
    """Begins a story anew from the panel of its end."""
    await person.press("The end", end)
    await person.press("Read again")
    return await person.press("Read again")
