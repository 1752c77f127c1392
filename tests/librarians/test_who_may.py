"""Who may do what with which story, case by case: and where not, the reason that they are given."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from bot.app import App, opened
from bot.database import Connection
from bot.errors import FiresideError
from bot.librarians import service
from bot.librarians.errors import NotALibrarianError
from bot.librarians.models import ServerSettings
from bot.librarians.queries import servers
from bot.stories.ids import GuildId, ReaderId, RoleId, StoryId
from bot.stories.models import Credentials, LookedAfter, Origin
from bot.stories.queries import stories
from tests.support.small_stories import a_tale

HEARTH, ANNEX = GuildId(100), GuildId(200)
LIBRARIANS, AUTHORS, HOSTS, OTHERS = map(RoleId, (11, 12, 13, 14))
NORA, OTIS = ReaderId(1), ReaderId(2)
MINE, OTHERS_, ANNEX_S, EVERYBODY_S, GONE = "mine", "another's", "the Annex's", "everybody's", "gone"

HAND_IN = ServerSettings(LIBRARIANS, author_role=AUTHORS, authors_hand_in=True, host_role=HOSTS)
OWN = ServerSettings(LIBRARIANS, author_role=AUTHORS, host_role=HOSTS)
ANYBODY = ServerSettings(author_role=RoleId(HEARTH), host_role=RoleId(HEARTH))
NOBODY = ServerSettings()
YES = "yes"


def nora(*roles: RoleId, guild: GuildId | None = HEARTH, **rights: bool) -> Credentials:
    return Credentials(NORA, guild, roles=frozenset(roles), **rights)


async def library(app: App) -> dict[str, StoryId]:
    """Stories of each kind. Nora owns one of The Hearth's, and the one that everybody has."""
    found = {GONE: StoryId(999)}
    for name, guild, owner in (
        (MINE, HEARTH, NORA),
        (OTHERS_, HEARTH, OTIS),
        (ANNEX_S, ANNEX, NORA),
        (EVERYBODY_S, None, NORA),
    ):
        story = (await app.importer.add(a_tale(name), Origin(name, name, guild))).story.id
        await app.database.transaction(partial(stories.assign, story=story, values={"owner_id": owner}))
        found[name] = story
    return found


def answer(job: Callable[..., object], *given: object) -> str:
    """What comes of it: what it returns, or the error that it raises, without the end of its name."""
    try:
        said = job(*given)
    except FiresideError as error:
        return type(error).__name__.removesuffix("Error")
    return "no" if said is False else YES


def answers(connection: Connection, who: Credentials, ids: dict[str, StoryId]) -> dict[str, str]:
    """What they may do, by what it is. A story's name alone is all three: to change it, to edit it, and to
    bring in a newer file of it."""
    said: dict[str, str] = {}
    for name, story in ids.items():
        found = stories.get(connection, story)
        three = {
            "change": answer(service.looked_after, connection, who, story),
            "edit": answer(service.editable, connection, who, story),
        }
        if found is not None:
            three["update"] = answer(service.require_may_bring_up_to_date, connection, who, found)
            said[f"hand in {name}"] = answer(service.hands_in, connection, who, found)
        alike = len({*three.values()}) == 1
        said |= {name: three["edit"]} if alike else {f"{what} {name}": each for what, each in three.items()}
    for name, guild in (("here", HEARTH), ("there", ANNEX), ("everywhere", None)):
        said[f"add {name}"] = answer(service.require_may_bring_in, connection, who, guild)
        said[f"all {name}"] = answer(service.is_librarian, connection, who, guild)
        said[f"waits {name}"] = answer(service.must_hand_in, connection, who, guild)
    said["host"] = answer(service.may_host, connection, who)
    said["settings"] = answer(service.managed_guild, who)
    return said


def list_of(connection: Connection, who: Credentials) -> LookedAfter | None:
    try:
        return service.stories_looked_after(connection, who)
    except NotALibrarianError:
        return None


CASES: tuple[tuple[ServerSettings, Credentials, LookedAfter | None, dict[str, str]], ...] = (
    (
        HAND_IN,
        nora(manages=True),
        LookedAfter(HEARTH),
        {
            YES: "mine, another's, add here, all here, host, settings",
            "StoryGone": "gone, the Annex's",
            "OwnersOnly": "everybody's, add everywhere",
            "NotHere": "add there",
        },
    ),
    (
        HAND_IN,
        nora(LIBRARIANS),
        LookedAfter(HEARTH),
        {
            YES: "mine, another's, add here, all here, host",
            "StoryGone": "gone, the Annex's",
            "OwnersOnly": "everybody's, add everywhere",
            "NotHere": "add there",
            "ManagersOnly": "settings",
        },
    ),
    (
        NOBODY,
        nora(LIBRARIANS),
        None,
        {
            "StoryGone": "gone, the Annex's",
            "LibrariansOnly": "mine, another's, add here",
            "OwnersOnly": "everybody's, add everywhere",
            "NotHere": "add there",
            "ManagersOnly": "settings",
        },
    ),
    (
        HAND_IN,
        nora(LIBRARIANS, AUTHORS),
        LookedAfter(HEARTH),
        {
            YES: "mine, another's, add here, all here, host",
            "StoryGone": "gone, the Annex's",
            "OwnersOnly": "everybody's, add everywhere",
            "NotHere": "add there",
            "ManagersOnly": "settings",
        },
    ),
    (
        HAND_IN,
        nora(AUTHORS),
        LookedAfter(HEARTH, author=NORA),
        {
            YES: "hand in mine, edit mine, update mine, add here, waits here",
            "StoryGone": "gone, the Annex's",
            "HandInOnly": "change mine",
            "NotYourStory": "another's",
            "OwnersOnly": "everybody's, add everywhere",
            "NotHere": "add there",
            "ManagersOnly": "settings",
        },
    ),
    (
        HAND_IN,
        nora(),  # who was an author once
        None,
        {
            "LibrariansOnly": "mine, another's, add here",
            "StoryGone": "gone, the Annex's",
            "OwnersOnly": "everybody's, add everywhere",
            YES: "waits here",
            "NotHere": "add there",
            "ManagersOnly": "settings",
        },
    ),
    (
        OWN,
        nora(AUTHORS),
        LookedAfter(HEARTH, author=NORA),
        {
            YES: "mine, add here",
            "StoryGone": "gone, the Annex's",
            "NotYourStory": "another's",
            "OwnersOnly": "everybody's, add everywhere",
            "NotHere": "add there",
            "ManagersOnly": "settings",
        },
    ),
    (
        ANYBODY,
        nora(),
        LookedAfter(HEARTH, author=NORA),
        {
            YES: "mine, add here, host",
            "StoryGone": "gone, the Annex's",
            "NotYourStory": "another's",
            "OwnersOnly": "everybody's, add everywhere",
            "NotHere": "add there",
            "ManagersOnly": "settings",
        },
    ),
    (
        OWN,
        nora(OTHERS),
        None,
        {
            "StoryGone": "gone, the Annex's",
            "LibrariansOnly": "mine, another's, add here",
            "OwnersOnly": "everybody's, add everywhere",
            "NotHere": "add there",
            "ManagersOnly": "settings",
        },
    ),
    (
        OWN,
        nora(),
        None,
        {
            "StoryGone": "gone, the Annex's",
            "LibrariansOnly": "mine, another's, add here",
            "OwnersOnly": "everybody's, add everywhere",
            "NotHere": "add there",
            "ManagersOnly": "settings",
        },
    ),
    (
        OWN,
        nora(owner=True),
        LookedAfter(installation=True),
        {
            YES: "everybody's, add everywhere, all everywhere",
            "StoryGone": "gone, the Annex's",
            "LibrariansOnly": "mine, another's, add here",
            "NotHere": "add there",
            "ManagersOnly": "settings",
        },
    ),
    (
        HAND_IN,
        nora(AUTHORS, owner=True),
        LookedAfter(HEARTH, installation=True, author=NORA),
        {
            YES: "hand in mine, edit mine, update mine, everybody's, add here, waits here, add everywhere,"
            " all everywhere",
            "StoryGone": "gone, the Annex's",
            "HandInOnly": "change mine",
            "NotYourStory": "another's",
            "NotHere": "add there",
            "ManagersOnly": "settings",
        },
    ),
    (
        OWN,
        nora(guild=None, owner=True),
        LookedAfter(installation=True),
        {
            YES: "everybody's, add everywhere, all everywhere",
            "StoryGone": "gone, mine, another's, the Annex's",
            "NotHere": "add here, add there",
            "NoServerToSetUp": "settings",
        },
    ),
    (
        OWN,
        nora(LIBRARIANS, AUTHORS, guild=None, manages=True),
        None,
        {
            "StoryGone": "gone, mine, another's, the Annex's",
            "OwnersOnly": "everybody's, add everywhere",
            "NotHere": "add here, add there",
            "NoServerToSetUp": "settings",
        },
    ),
    (
        HAND_IN,
        nora(LIBRARIANS, AUTHORS, HOSTS, guild=ANNEX, manages=True),
        LookedAfter(ANNEX),
        {
            YES: "the Annex's, waits here, add there, all there, host, settings",
            "StoryGone": "gone, mine, another's",
            "OwnersOnly": "everybody's, add everywhere",
            "NotHere": "add here",
        },
    ),
    (
        OWN,
        nora(moderates=True),
        None,
        {
            YES: "host",
            "StoryGone": "gone, the Annex's",
            "LibrariansOnly": "mine, another's, add here",
            "OwnersOnly": "everybody's, add everywhere",
            "NotHere": "add there",
            "ManagersOnly": "settings",
        },
    ),
    (
        OWN,
        nora(HOSTS),
        None,
        {
            YES: "host",
            "StoryGone": "gone, the Annex's",
            "LibrariansOnly": "mine, another's, add here",
            "OwnersOnly": "everybody's, add everywhere",
            "NotHere": "add there",
            "ManagersOnly": "settings",
        },
    ),
)
"""What a server has settled, who somebody is, which stories they are listed, and what they may do. All else
they may not, without a word."""


async def test_who_may_do_what_and_why_not(tmp_path: Path) -> None:
    async with opened(tmp_path / "fireside.sqlite3") as app:
        ids = await library(app)
        for settings, who, listed, expected in CASES:
            await app.database.transaction(partial(servers.keep_settings, guild=HEARTH, settings=settings))
            said = await app.database.read(partial(answers, who=who, ids=ids))
            told: dict[str, list[str]] = {}
            for what, why in said.items():
                told.setdefault(why, []).append(what)
            told.pop("no")
            assert {why: ", ".join(each) for why, each in told.items()} == expected, (settings, who)
            assert await app.database.read(partial(list_of, who=who)) == listed, (settings, who)
            assert await app.librarians.looks_after_any(who) is (listed is not None), (settings, who)
