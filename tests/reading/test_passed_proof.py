"""The proof that no edit moves a place or spoils: chapters and paragraphs moved, taken out and put back."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from bot.app import opened
from tests.reading.theatre import Theatre
from tests.support.rounds import rounds

ONCE_WRONG = (141, 47, 88, 111, 122, 125, 172, 209, 211)
"""Seeds with which an edit cut a paragraph and wrote another of like phrases. Eight words in a row were taken
for the same: readers counted as having read a paragraph that they had not, or not one that they had."""


@pytest.mark.proofs
@pytest.mark.parametrize("seed", (*range(rounds(1, full=40)), *ONCE_WRONG[: rounds(0, full=9)]))
async def test_no_edit_moves_a_place_or_passes_what_was_not_shown(tmp_path: Path, seed: int) -> None:
    async with opened(tmp_path / "fireside.sqlite3") as app:
        theatre = Theatre(app, random.Random(seed))
        await theatre.publish()
        for _ in range(40):
            for reader in theatre.readers:
                doings = (theatre.look, theatre.read_on, theatre.read_on, theatre.read_on, theatre.jump)
                if theatre.chance.random() < 0.6:
                    await theatre.chance.choice(doings)(reader)
            await theatre.edit()
            for reader in theatre.readers:
                await theatre.check(reader)
                await theatre.check_place(reader)
