"""Three weeks of a club of five: two ahead, one behind, one who left and came back, and their host."""

from __future__ import annotations

from dataclasses import dataclass

from bot.playground.entities import Thread
from tests.support.fireside import Fireside
from tests.support.librarians import paragraphs
from tests.support.person import Person
from tests.support.replies import Reply
from tests.support.story_editor import upload
from tests.together.clubs import begin, go_to, join, read_chapters, reminders
from tests.together.talks import done, panel, talk, threads

PARTS = 6


@dataclass
class Club:
    """The five, and the post by which they joined."""

    fireside: Fireside
    ines: Person
    mira: Person
    theo: Person
    odile: Person
    bram: Person
    post: Reply

    async def talk(self, person: Person, part: int) -> Thread:
        """Somebody reads up to the end of a part, and asks to talk about it: its thread."""
        await read_chapters(person, part)
        await talk(person, self.post, part)
        await done(self.fireside)
        return threads(self.fireside)[part - 1]

    def talkers(self, part: int) -> set[str]:
        """Who is in the thread of a part, by their names."""
        members = threads(self.fireside)[part - 1].members
        people = (self.ines, self.mira, self.theo, self.odile, self.bram)
        return {each.user.name for each in people if each.user.id in members}


async def the_club(fireside: Fireside, ines: Person) -> Club:
    stage, world = fireside.playground.stage, fireside.playground.world
    stage.add_person("Bram", world.guild_named("The Hearth"))
    mira, theo, odile, bram = [await fireside.person(name) for name in ("Mira", "Theo", "Odile", "Bram")]
    club = Club(fireside, ines, mira, theo, odile, bram, await begin(ines, pace=["twice"]))
    for each in (ines, mira, theo, odile, bram):
        await join(each, club.post)
    return club


async def opened_parts(club: Club, part: int) -> None:
    """Days go by until a part has opened, and no other."""
    for _ in range(8):
        if len(threads(club.fireside)) >= part:
            break
        await go_to(club.fireside, 1)
        await done(club.fireside)
    assert [each.name for each in threads(club.fireside)] == [
        f"The Ferry — Part {n + 1}" for n in range(part)
    ]


async def test_six_chapters_in_three_weeks(fireside: Fireside, ines: Person) -> None:
    club = await the_club(fireside, ines)
    begun = fireside.clock.now()
    for part in range(1, PARTS + 1):
        for each in (club.mira, club.theo):
            await read_chapters(each, min(PARTS, part + 1))
        await opened_parts(club, part)
        for each in (club.mira, club.theo):
            assert (await club.talk(each, part)).visible_to(each.user.id)
        assert club.talkers(part) == {"Mira", "Theo"}, "only those ahead have read it when it opens"
        if part == 2:
            await club.bram.press("Leave", await panel(club.bram, club.post))
        if part == 3:
            edited = f"{paragraphs(21)}\n\nThe ferryman never told anybody."
            await upload(ines, "Stage 3", edited)
        if part == 4:
            await club.bram.press("Join", await panel(club.bram, club.post))
        if part > 1:
            await club.talk(club.odile, part - 1)
            refused = await panel(club.odile, club.post)
            assert f"I have read part {part}" not in refused.labels, "she is a part behind"
            assert not threads(fireside)[part - 1].visible_to(club.odile.user.id)
    assert 15 <= (fireside.clock.now() - begun) / 86_400 <= 21
    for part in range(1, PARTS):
        assert club.talkers(part) == {"Mira", "Theo", "Odile"}
    told = {
        name: len(await reminders(getattr(club, name))) for name in ("mira", "theo", "odile", "bram", "ines")
    }
    assert told == {"mira": 0, "theo": 0, "odile": 6, "bram": 4, "ines": 6}
    await go_to(fireside, 7)
    assert "The end of a read-along" in (await panel(club.mira, club.post)).text
