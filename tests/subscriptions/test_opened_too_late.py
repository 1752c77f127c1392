"""Direct messages that Discord opens, in answer to what somebody does, once they have been forgotten."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from bot.privacy.queries.people import everybody
from bot.stories.ids import ReaderId
from tests.support.fireside import Fireside
from tests.support.librarians import TITLE
from tests.support.person import PATIENCE, Person
from tests.together.clubs import begin, join


@pytest.mark.parametrize("what", ["subscribes", "joins"])
async def test_whoever_is_forgotten_while_their_direct_messages_are_opened_stays_so(
    fireside: Fireside, ines: Person, theo: Person, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    post = await begin(ines) if what == "joins" else None
    opening, may_open, stored = asyncio.Event(), asyncio.Event(), asyncio.Event()
    open_ = fireside.bot.http.start_private_message

    async def held(reader: int) -> Any:
        opening.set()
        await may_open.wait()
        return await open_(reader)

    def told(remember: Callable[..., Awaitable[None]]) -> Callable[..., Awaitable[None]]:
        async def remembered(*given: Any) -> None:
            await remember(*given)
            stored.set()

        return remembered

    monkeypatch.setattr(fireside.bot.http, "start_private_message", held)
    for service in (fireside.app.subscriptions, fireside.app.read_alongs):
        monkeypatch.setattr(service, "remember_direct", told(service.remember_direct))
    await (join(theo, post) if post else theo.slash("subscribe", story=TITLE))
    async with asyncio.timeout(PATIENCE):
        await opening.wait()
    await theo.slash("mydata erase")
    assert "Erased" in (await theo.press("Erase everything")).text
    may_open.set()
    async with asyncio.timeout(PATIENCE):
        await stored.wait()
    known = await fireside.database.read(lambda connection: list(everybody(connection)))
    assert ReaderId(int(theo.user.id)) not in known
