"""No post, thread, reminder, poll or event of a read-along goes past what its reader has read."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass, field
from typing import Any

import pytest

from bot.playground.permissions import Permission
from tests.support.fireside import Fireside
from tests.support.marked_stories import sentinels
from tests.support.person import Person
from tests.support.quotable_stories import spoken
from tests.support.reading_panel import ended
from tests.support.replies import Reply
from tests.together.clubs import begin, join, settled
from tests.together.talks import bot_may, done, next_part, said_in, threads, write

CHAPTERS, STORY = 4, "heath"
_TITLES = re.compile(r"zt[a-z]+n\d+z")


def told(shown: object) -> set[str]:
    """The words of paragraphs and of titles in what was shown."""
    return sentinels(shown) | set(_TITLES.findall(str(shown)))


def uncovered(shown: Any) -> Any:
    """What is seen of something without a press: nothing behind spoiler bars."""
    if isinstance(shown, dict):
        return {} if shown.get("spoiler") else {key: uncovered(value) for key, value in shown.items()}
    return [uncovered(each) for each in shown] if isinstance(shown, list) else shown


@dataclass
class Reader:
    """Somebody who reads, and all that their pages have shown them."""

    person: Person
    known: set[str] = field(default_factory=set)

    async def read_on(self, pages: int) -> None:
        self.person.go("reading-room")
        reply = await self.person.slash("read", story=STORY)
        self.known |= told(reply)
        for _ in range(pages):
            if not ended(reply):
                reply = await self.person.press("▶")
                self.known |= told(reply)

    async def look(self, post: Reply, part: int) -> None:
        """Looks at everything there is, and asks for every thread, by buttons that were never theirs too."""
        self.person.go("reading-room")
        panel = await self.person.press("What’s due", post)
        for label in [each for each in panel.labels if each.startswith(("Dates", "Who", "I have read"))]:
            await self.person.press(label, await self.person.press("What’s due", post))
        await self.person.forge(f"togetherread:{part}", post)

    async def heard(self) -> set[str]:
        """What of the story they were sent, or see wherever they look, without having read it."""
        state, seen = await self.person.state(), list(self.person.events)
        for channel in [*state["guilds"][0]["channels"], *state["dms"]]:
            self.person.go(channel["id"])
            seen += await self.person.history()
        return told(uncovered([*seen, state["guilds"]])) - self.known


@pytest.mark.parametrize("private", [True, False])
async def test_nothing_goes_past_what_its_reader_has_read(empty_fireside: Fireside, private: bool) -> None:
    fireside, chance = empty_fireside, random.Random(7)
    await fireside.add(spoken(STORY, chapters=CHAPTERS, paragraphs=4))
    if not private:
        bot_may(fireside, deny=Permission.CREATE_PRIVATE_THREADS)
    ines = await fireside.person("Ines")
    readers = [Reader(await fireside.person(name)) for name in ("Mira", "Theo", "Odile")]
    post = await begin(ines, STORY)
    for each in readers:
        await join(each.person, post)
    for part in range(1, CHAPTERS + 1):
        await write(ines, post, part, questions="Well?", poll="Next?", answers="A\nB", meeting="in 9 days")
        thread = await next_part(fireside)
        assert said_in(fireside, thread)
        for number, each in enumerate(readers):
            if number:
                await each.read_on(chance.randrange(2 * number + 2))
            await each.look(post, part)
            await done(fireside)
        await settled(fireside)
    assert [await each.heard() for each in readers] == [set(), set(), set()]
    assert all(thread.private == private for thread in threads(fireside))
    members = {person for thread in threads(fireside) for person in thread.members}
    assert readers[0].person.user.id not in members, "she has read nothing"
    assert readers[2].person.user.id in members, "and she has read most"
    assert told([said_in(fireside, each) for each in threads(fireside)]), "there is something to give away"
