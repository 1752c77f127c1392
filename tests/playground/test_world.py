"""Ids, permissions and numbered components, by themselves."""

from __future__ import annotations

import time
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from bot.playground.entities import Overwrite
from bot.playground.media import Media
from bot.playground.permissions import EVERYTHING, NOTHING, Permission, in_channel
from bot.playground.rules.trees import walk
from bot.playground.snowflakes import EPOCH_MS, Snowflakes
from bot.playground.world import World


def test_ids_rise_and_tell_when_they_were_made() -> None:
    new_id = Snowflakes()
    ids = [int(new_id()) for _ in range(5_000)]
    assert ids == sorted(set(ids))
    made = ((ids[0] >> 22) + EPOCH_MS) / 1000
    assert abs(made - time.time()) < 5


def test_a_person_s_own_permission_beats_a_role_s_and_that_everyone_s() -> None:
    world = World(time.time)
    room, ines = world.channel_named("reading-room"), world.person_named("Ines")
    guild = world.guild_named("The Hearth")
    [librarian] = guild.members[ines.id].roles

    def may_send() -> bool:
        return bool(in_channel(room, ines.id) & Permission.SEND_MESSAGES)

    assert may_send()
    room.overwrites[guild.id] = Overwrite(of_member=False, deny=Permission.SEND_MESSAGES)
    assert not may_send()
    room.overwrites[librarian] = Overwrite(of_member=False, allow=Permission.SEND_MESSAGES)
    assert may_send()
    room.overwrites[ines.id] = Overwrite(of_member=True, deny=Permission.VIEW_CHANNEL)
    assert in_channel(room, ines.id) == NOTHING
    guild.roles[librarian].permissions |= Permission.ADMINISTRATOR
    assert in_channel(room, ines.id) == EVERYTHING


text_displays = st.builds(
    lambda number: {"type": 10, "content": "x"} | ({"id": number} if number else {}), st.none() | st.just(2)
)
containers = st.lists(text_displays, min_size=1, max_size=4).map(lambda c: {"type": 17, "components": c})


@given(st.lists(text_displays | containers, max_size=6))
def test_every_component_has_a_number(components: list[dict[str, Any]]) -> None:
    wanted = [found.get("id") for found in walk(components)]
    given_numbers = [found["id"] for found in walk(Media([]).components(components))]
    assert all(number == want for number, want in zip(given_numbers, wanted, strict=True) if want)
    fresh = [number for number, want in zip(given_numbers, wanted, strict=True) if not want]
    assert len(set(fresh)) == len(fresh)
    assert not set(fresh) & {want for want in wanted if want}
