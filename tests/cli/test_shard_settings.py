"""The shards of a process are told by two settings, and each wrong value by one sentence."""

from __future__ import annotations

import pytest

from bot.cli.errors import TokenServedError
from bot.cli.single import only_process_with
from bot.errors import SettingsError
from bot.leases.models import ALL_SHARDS, Shards
from bot.settings import Settings

SERVER = "postgresql://fireside@localhost/fireside"
NO_SERVER = "SHARD_IDS is for several processes over one database on a server: see DATABASE_URL."
NO_COUNT = "SHARD_IDS needs SHARD_COUNT, the number of shards of all processes together."
NO_LIST = "SHARD_IDS must be the numbers of shards, such as 0-3 or 0,2,5."


def shards(**given: str) -> Shards:
    return Settings.from_env({"DATABASE_URL": SERVER, **given}, offline=True).shards


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ({}, ALL_SHARDS),
        ({"SHARD_COUNT": "4"}, Shards(None, 4)),
        ({"SHARD_COUNT": "1", "SHARD_IDS": "0"}, Shards((0,), 1)),
        ({"SHARD_COUNT": "6", "SHARD_IDS": "2-3"}, Shards((2, 3), 6)),
        ({"SHARD_COUNT": "16", "SHARD_IDS": " 4, 0 - 2 ,15,1"}, Shards((0, 1, 2, 4, 15), 16)),
    ],
)
def test_which_shards_a_process_has(given: dict[str, str], meant: Shards) -> None:
    assert shards(**given) == meant


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"SHARD_COUNT": "none"}, ["SHARD_COUNT must be a whole number above 0, such as 1."]),
        ({"SHARD_COUNT": "0"}, ["SHARD_COUNT must be a whole number above 0, such as 1."]),
        ({"SHARD_IDS": "0"}, [NO_COUNT]),
        ({"SHARD_COUNT": "2", "SHARD_IDS": "1,"}, [NO_LIST]),
        ({"SHARD_COUNT": "2", "SHARD_IDS": "1-0"}, [NO_LIST]),
        ({"SHARD_COUNT": "2", "SHARD_IDS": "first"}, [NO_LIST]),
        ({"SHARD_COUNT": "2", "SHARD_IDS": "²"}, [NO_LIST]),
        (
            {"SHARD_COUNT": "2", "SHARD_IDS": "0,2"},
            ["SHARD_IDS must be below SHARD_COUNT: with 2 they go from 0 to 1."],
        ),
        (
            {"SHARD_COUNT": "2", "SHARD_IDS": "1", "DATABASE_URL": "sqlite:///data/fireside.sqlite3"},
            [NO_SERVER],
        ),
        ({"SHARD_IDS": "x", "DATABASE_URL": ""}, [NO_SERVER, NO_COUNT, NO_LIST]),
    ],
)
def test_what_is_wrong_is_said(given: dict[str, str], said: list[str]) -> None:
    with pytest.raises(SettingsError) as refusal:
        shards(**given)
    assert refusal.value.faults == said


BOT = "a token of this test", "http://nowhere"
ONE, OTHER = Shards((0, 1), 4), Shards((2, 3), 4)


def test_processes_with_other_shards_go_together_on_a_machine() -> None:
    with only_process_with(*BOT, ONE) as one, only_process_with(*BOT, OTHER) as other:
        assert one and other and one != other
    with only_process_with(*BOT, ONE) as again:
        assert again == one


@pytest.mark.parametrize(("first", "second"), [(ONE, ONE), (ALL_SHARDS, ONE), (ONE, ALL_SHARDS)])
def test_two_with_the_same_shards_do_not(first: Shards, second: Shards) -> None:
    with (
        only_process_with(*BOT, first),
        pytest.raises(TokenServedError),
        only_process_with(*BOT, second),
    ):
        pytest.fail("Both have a shard")
