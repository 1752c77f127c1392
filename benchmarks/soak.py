"""Minutes of everything at once: people who read, search, quote and browse, stories that come in, notices, a
Discord that fails now and then, a kill and a restart. Tells of each minute, and of every place in the end.

    python -m benchmarks.soak [MINUTES [PRESSES_A_SECOND]]
"""

from __future__ import annotations

import asyncio
import random
import signal
import statistics
import sys
import tempfile
import time
from collections import Counter, deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.contestants import Contestant
from benchmarks.crowds import FIRESIDE
from benchmarks.deliveries import publish, subscribe
from benchmarks.figures import percentile
from benchmarks.imports import bring_in
from benchmarks.libraries import TITLE, chapter_of, make_library
from bot.playground.entities import User
from bot.playground.faults import Fault, FaultKind
from bot.playground.wire import to_json
from tests.support.person import Person
from tests.support.reading_panel import passage
from tests.support.replies import Reply

Json = dict[str, Any]

READERS, SUBSCRIBERS, STORIES = 120, 200, 300
OUR_FAULT = "Something went wrong"
COMMANDS: dict[str, Json] = {
    "search": {"words": "lamp kettle"},
    "quote": {},
    "shelf": {},
    "library": {},
    "recommend": {},
    "story": {"story": TITLE},
}
MIX = {"Next": 70, "Back": 6, "search": 6, "quote": 6, "shelf": 4, "library": 3, "recommend": 3, "story": 2}
"""How often what is done, in a hundred."""
ANSWERS, NOTICES = "POST */callback", "POST /channels/*/messages"
FAULTS = (
    Fault(ANSWERS, FaultKind.RATE_LIMITED),
    Fault(ANSWERS, FaultKind.SERVER_ERROR),
    Fault(ANSWERS, FaultKind.SLOW_UPLINK, rate=5_000),
    Fault(NOTICES, FaultKind.RATE_LIMITED),
    Fault(NOTICES, FaultKind.SERVER_ERROR, times=3),
    Fault(NOTICES, FaultKind.DROPPED),
    Fault(NOTICES, FaultKind.ERROR_AFTERWARDS),
)
FAULT_EVERY, STORY_EVERY, CHAPTER_EVERY = 3.0, 20.0, 60.0
LOOK_EVERY, HELD_UP = 0.05, 0.5
"""Seconds. A soak that is held up for so long by the machine tells nothing of the bot, which is, too."""


@dataclass
class Reader:
    """Somebody who reads, and the panel that they have open."""

    person: User
    panel: Json = field(default_factory=dict)
    busy: bool = False
    cut_off: bool = False


@dataclass
class Minute:
    """What was done in a minute, with the milliseconds that each answer took; what failed, and what failed
    while the machine held the soak itself up, for so many seconds at most."""

    taken: list[float] = field(default_factory=list)
    failures: Counter[str] = field(default_factory=Counter)
    held_up: Counter[str] = field(default_factory=Counter)
    longest: float = 0.0


class Soak:
    """The bot, and all who are at it."""

    def __init__(self, contestant: Contestant, rate: float) -> None:
        self._bot = contestant
        self._rate = rate
        self._chance = random.Random(4)
        self._begun = time.monotonic()
        self._kills = self._restarts = 0
        self._late: deque[tuple[float, float]] = deque(maxlen=200)
        self._there = asyncio.Event()
        self._there.set()
        world = contestant.playground.world
        self._channel = world.channel_named("reading-room").id
        hearth = world.guild_named("The Hearth")
        stage = contestant.playground.stage
        self.readers = [Reader(stage.add_person(f"Soaked {number}", hearth)) for number in range(READERS)]
        self.minutes: list[Minute] = []
        self.others: Counter[str] = Counter()

    async def run(self, seconds: float) -> None:
        """Has everything happen at once for so long."""
        self._begun = time.monotonic()
        for reader in self.readers:
            await self._read(reader)
        async with background(
            self._every(FAULT_EVERY, self._fail),
            self._every(STORY_EVERY, self._bring_in),
            self._every(CHAPTER_EVERY, self._publish),
            self._restart(seconds / 3),
            self._watch(),
        ):
            await self._press_for(seconds)

    async def places_lost(self) -> int:
        """Returns how many readers are not where their last answer left them. Who was cut off by the kill may
        be a page further."""
        lost = 0
        for reader in self.readers:
            before = passage(Reply("", reader.panel))
            await self._read(reader)
            lost += not reader.cut_off and passage(Reply("", reader.panel)) != before
        return lost

    async def _press_for(self, seconds: float) -> None:
        end, tasks = time.monotonic() + seconds, set[asyncio.Task[None]]()
        due = time.monotonic()
        while time.monotonic() < end:
            await self._there.wait()
            idle = [each for each in self.readers if not each.busy]
            if idle:
                task = asyncio.create_task(self._act(self._chance.choice(idle)))
                tasks.add(task)
                task.add_done_callback(tasks.discard)
            due = max(due + 1 / self._rate, time.monotonic() - 1)
            await asyncio.sleep(due - time.monotonic())
        await asyncio.gather(*tasks)

    async def _act(self, reader: Reader) -> None:
        """Has a reader do one thing, if the bot is there: what Discord gives to a bot that is about to end is
        answered like all else."""
        if not (self._there.is_set() and self._bot.playground.online):
            return
        reader.busy = True
        what = self._chance.choices(list(MIX), list(MIX.values()))[0]
        begun, minute, kills = time.monotonic(), self._minute(), self._kills
        outcome = await (self._press(reader, what) if what not in COMMANDS else self._slash(reader, what))
        reader.busy = False
        failed = outcome.get("outcome") == "failed"
        if failed and self._kills > kills:
            reader.cut_off = True
        elif failed or OUR_FAULT in Reply("", outcome.get("message")).text:
            held_up = any(late > HELD_UP for moment, late in self._late if moment > begun)
            why = f"{what}: {outcome.get('error', OUR_FAULT)} ({self._sent(outcome)})"
            (minute.held_up if held_up else minute.failures)[why] += 1
        else:
            minute.taken.append(1_000 * (time.monotonic() - begun))

    def _sent(self, outcome: Json) -> str:
        """What the bot sent for an interaction: the status of each attempt to answer it, and its bytes."""
        answers = self._bot.playground.journal.of(f"POST /interactions/{outcome['interaction_id']}/*")
        return (
            ", ".join(f"{each.status} for {len(to_json(each.body))} bytes" for each in answers)
            or "nothing sent"
        )

    async def _press(self, reader: Reader, says: str) -> Json:
        reply = Reply("", reader.panel)
        if not any(says in each for each in reply.labels) or (button := reply.button(says)).get("disabled"):
            return await self._read(reader)
        data = {"component_type": 2, "custom_id": button["custom_id"]}
        return await self._seen(reader, {"type": 3, "message_id": reader.panel["id"], "data": data})

    async def _read(self, reader: Reader) -> Json:
        return await self._seen(reader, self._command("read", {"story": TITLE}))

    async def _slash(self, reader: Reader, name: str) -> Json:
        body = self._command(name, COMMANDS[name])
        return await self._bot.playground.actions.act(reader.person, body)

    async def _seen(self, reader: Reader, body: Json) -> Json:
        body["channel_id"] = self._channel
        answer = await self._bot.playground.actions.act(reader.person, body)
        reader.panel = answer.get("message") or reader.panel
        return answer

    def _command(self, name: str, options: Json) -> Json:
        (command,) = (each for each in self._bot.playground.registry.all() if each["name"] == name)
        given = [{"name": option, "type": 3, "value": value} for option, value in options.items()]
        data = {"id": command["id"], "name": name, "type": 1, "options": given}
        return {"type": 2, "data": data, "channel_id": self._channel}

    def _minute(self) -> Minute:
        number = int(time.monotonic() - self._begun) // 60
        while len(self.minutes) <= number:
            if self.minutes:
                self._tell(self.minutes[-1])
            self.minutes.append(Minute())
        return self.minutes[number]

    def _tell(self, minute: Minute) -> None:
        taken = minute.taken or [0.0]
        file = Path(f"{self._bot.database}-wal")
        log = file.stat().st_size / 2**20 if file.exists() else 0
        times = f"{statistics.median(taken):.1f} / {percentile(taken, 0.99):.1f} / {max(taken):.0f} ms"
        print(
            f"minute {len(self.minutes):>3}: {len(taken):>6} answered, {minute.failures.total()} failed,"
            f" {times} (median, 99th, worst),"
            f" {self._bot.memory:.0f} MiB, {self._bot.handles} handles, log {log:.0f} MiB;"
            f" held up for {minute.longest:.1f} s at most, {minute.held_up.total()} failed then",
            flush=True,
        )

    # What happens beside the readers

    async def _every(self, seconds: float, do: Any) -> None:
        while True:
            await asyncio.sleep(seconds)
            await self._there.wait()
            await do()

    async def _watch(self) -> None:
        """Notes how late the soak's own loop is."""
        while True:
            due = time.monotonic() + LOOK_EVERY
            await asyncio.sleep(LOOK_EVERY)
            late = time.monotonic() - due
            self._late.append((time.monotonic(), late))
            self._minute().longest = max(self._minute().longest, late)

    async def _fail(self) -> None:
        fault = self._chance.choice(FAULTS)
        self._bot.playground.faults.inject(
            Fault(fault.pattern, fault.kind, fault.times, status=fault.status, rate=fault.rate)
        )
        self.others["faults"] += 1

    async def _bring_in(self) -> None:
        chapters = [chapter_of(self._chance, number, 60).text for number in range(20)]
        text = "".join(f"Chapter {number}\n\n{each}\n\n" for number, each in enumerate(chapters, 1))
        async with Person(self._bot.playground, "Ines") as ines:
            name = f"evening-{sum(self.others.values())}.txt"
            await self._unless_away("stories", bring_in(ines, text.encode(), name))

    async def _publish(self) -> None:
        await self._unless_away("chapters published", publish(self._bot.playground))

    async def _unless_away(self, what: str, doing: Any) -> None:
        restarts = self._restarts
        try:
            await doing
            self.others[what] += 1
        except Exception as error:
            why = repr(error)[:200] if self._restarts == restarts else "cut off by a restart"
            self.others[f"{what}: {why}"] += 1

    async def _restart(self, after: float) -> None:
        for how in (signal.SIGKILL, signal.SIGTERM):
            await asyncio.sleep(after)
            begun = time.monotonic()
            self._restarts += 1
            if how is signal.SIGKILL:
                self._there.clear()
                self._kills += 1
            stopping = asyncio.create_task(self._bot.stop(how))
            await self._bot.playground.bot_offline()
            self._there.clear()
            await stopping
            await self._bot.start()
            self._there.set()
            print(f"{how.name}: away for {time.monotonic() - begun:.1f} s", flush=True)


@asynccontextmanager
async def background(*work: Any) -> AsyncIterator[None]:
    """Has coroutines run until the end of the context, which raises what they raised."""
    tasks = [asyncio.create_task(each) for each in work]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        for outcome in await asyncio.gather(*tasks, return_exceptions=True):
            if isinstance(outcome, Exception):
                raise outcome


async def main(minutes: float = 10, rate: float = 100) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "soak.sqlite3"
        await make_library(path, STORIES)
        async with Contestant("soak", FIRESIDE, path) as contestant:
            await subscribe(contestant.playground, path, SUBSCRIBERS)
            soak = Soak(contestant, rate)
            await soak.run(60 * minutes)
            soak._tell(soak.minutes[-1])
            taken = [each for minute in soak.minutes for each in minute.taken]
            failures = sum((minute.failures for minute in soak.minutes), Counter[str]())
            held_up = sum((minute.held_up for minute in soak.minutes), Counter[str]())
            print(f"in all: {len(taken):,} answered, failed: {dict(failures) or 'none'}; {dict(soak.others)}")
            print(f"failed while the machine held everything up: {dict(held_up) or 'none'}")
            print(f"places lost: {await soak.places_lost()} of {READERS}")


if __name__ == "__main__":
    asyncio.run(main(*map(float, sys.argv[1:])))
