"""The world that a playground begins with."""

from __future__ import annotations

import time

from bot.playground.world import World


def test_people_and_places_are_the_same_after_a_restart_and_what_comes_later_is_new() -> None:
    before, after = World(time.time), World(time.time)
    assert list(before.users) == list(after.users)
    assert list(before.guilds) == list(after.guilds)
    assert list(before.channels) == list(after.channels)
    assert before.application_id == after.application_id
    newcomer = after.add_person("Una")
    assert int(newcomer.id) > max(map(int, after.channels))
    assert newcomer.id not in before.users
