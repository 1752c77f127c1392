"""`python -m bot face` gives the bot its avatar and banner, and says in a sentence what is in the way."""

from __future__ import annotations

import io
import logging
from collections.abc import AsyncIterator

import pytest
from PIL import Image

from bot.cli.errors import FaceRefusedError, FaceTooSoonError, TokenRefusedError, UnreachableDiscordError
from bot.cli.face import put_on
from bot.errors import FiresideError
from bot.pictures.face import AVATAR, BANNER, avatar, banner, kept
from bot.playground import Playground
from bot.playground.faults import Fault, FaultKind

CHANGE = "PATCH /users/@me"


@pytest.fixture
async def playground() -> AsyncIterator[Playground]:
    async with Playground(controls=True) as playground:
        yield playground


async def test_the_bot_has_its_face_then(playground: Playground, caplog: pytest.LogCaptureFixture) -> None:
    await put_on(playground.token, playground.api_url)
    assert [each.getMessage() for each in caplog.records if each.levelno >= logging.WARNING] == []
    assert playground.world.bot.pictures == {"avatar": kept("avatar"), "banner": kept("banner")}


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        (Fault(CHANGE, FaultKind.RATE_LIMITED, retry_after=3_600), FaceTooSoonError),
        (Fault(CHANGE, FaultKind.REFUSED, status=400, code=50035), FaceRefusedError),
        (Fault("GET /users/@me", FaultKind.REFUSED, status=401), TokenRefusedError),
    ],
)
async def test_what_is_in_the_way_is_told(
    playground: Playground, fault: Fault, told: type[FiresideError]
) -> None:
    playground.faults.inject(fault)
    with pytest.raises(told):
        await put_on(playground.token, playground.api_url)
    assert playground.world.bot.pictures == {}


async def test_where_nothing_answers_this_is_told() -> None:
    with pytest.raises(UnreachableDiscordError):
        await put_on("any", "http://127.0.0.1:9/api/v10")


def test_what_is_kept_is_what_is_drawn() -> None:
    for name, drawn, size in (("avatar", avatar(), (AVATAR, AVATAR)), ("banner", banner(), BANNER)):
        for image in (kept(name), drawn):
            assert Image.open(io.BytesIO(image)).size == size
            assert len(image) < 64 * 1024
