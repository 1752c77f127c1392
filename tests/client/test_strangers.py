"""Every command, button, menu, form and autocomplete, tried by everybody who has no business with a story.

The presses are those of `presses.txt`, with ids of what there is: a new kind is tried once it is listed.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import fields
from enum import Enum
from typing import Annotated, Any, NewType, TypeAlias, TypeVar, get_args, get_origin, get_type_hints

import discord
import pytest
from discord import app_commands

from bot.presses import KINDS
from bot.stories.details import Rating
from tests.client.story_of_others import FILE, ids_of, of_others, tended
from tests.client.test_presses import LISTED
from tests.support.fireside import Fireside
from tests.support.librarians import take_down
from tests.support.person import Person
from tests.support.replies import SELECT, Json, Reply
from tests.support.rounds import rounds
from tests.support.small_stories import SECRET, WORDS

T = TypeVar("T")
Command: TypeAlias = app_commands.Command[Any, ..., Any]
FITTING = {"offset": 0, "start": 0, "end": 40, "search": ""}
"""What a number or a text of this name is where a 1 would lead nowhere, for whomever."""
TYPED = {"title": "Forged", "text": "Forged words.", "number": "1", "note": "Forged", "words": "lantern"}


@pytest.fixture
def fireside(empty_fireside: Fireside) -> Fireside:
    return empty_fireside


def forged_presses(ids: dict[str, int]) -> list[str]:
    """The `custom_id` of a press of every kind that is listed, whose ids are these."""
    listed = sorted({re.split(r"[:=]", each)[0] for each in LISTED})
    return [_made(KINDS[code], ids).custom_id for code in listed]


def _made(hint: Any, ids: dict[str, int], name: str = "") -> Any:
    """A value of this type for a field of this name; an id is one of these."""
    if get_origin(hint) is Annotated:
        return next(iter(get_args(hint)[1]))
    if isinstance(hint, NewType):
        return hint(ids[hint.__name__])
    if optional := [each for each in get_args(hint) if each is not type(None)]:
        return _made(optional[0], ids)
    if hint in (int, str):
        return hint(FITTING.get(name, 1))
    if issubclass(hint, Enum):
        return next(iter(hint))
    hints = get_type_hints(hint, include_extras=True)
    return hint(**{each.name: _made(hints[each.name], ids, each.name) for each in fields(hint)})


def choices(ids: dict[str, int]) -> list[str]:
    """What menus offer: chapters, places, excerpts, whatever has an id. A button takes no notice of it."""
    chapter = ids["ChapterId"]
    values = dict.fromkeys(f"{each}" for each in (chapter, f"{chapter}:1:0", "0:9", *ids.values()))
    return list(values)[: rounds(1, full=len(values))]


async def ids_pressed_by(person: Person, fireside: Fireside) -> dict[str, int]:
    """Ids of what there is, on a panel that this person has opened: another's pages nobody turns anyway."""
    return await ids_of(fireside) | {"ReaderId": int(person.user.id)}


async def forged(person: Person, on: Json, custom_id: str, chosen: str | None) -> Reply:
    """What comes of a choice in a menu (or a press of a button), or of a form, that nobody was shown."""
    if chosen is not None:
        data: Json = {"component_type": SELECT, "custom_id": custom_id, "values": [chosen]}
        body: Json = {"type": 3, "message_id": on["id"], "data": data}
    else:
        fields = [{"type": 4, "custom_id": name, "value": value, "id": 1} for name, value in TYPED.items()]
        fields.append({"type": 19, "custom_id": "file", "values": ["1"], "id": 1})
        file = {"id": "1", "filename": "x.txt", "size": 9, "url": "http://x/x", "proxy_url": "http://x/x"}
        data = {
            "custom_id": custom_id,
            "components": [{"type": 18, "component": field, "id": 1} for field in fields],
            "resolved": {"attachments": {"1": file}},
        }
        body = {"type": 5, "data": data}
    body |= {"channel_id": person.channel_id, "forged": True}
    answer = await person.call("POST", "interactions", json=body)
    return Reply(answer["outcome"], answer.get("message"), (), answer.get("modal"), answer.get("error", ""))


def is_silent(reply: Reply, typed: str = SECRET * 2) -> bool:
    """Whether nothing of the story but what was typed is shown in the answer, wherever it stands."""
    shown = f"{reply.message} {reply.modal} {reply.choices} {reply.error}".replace(typed, "")
    return not any(part in shown for part in (SECRET, WORDS, "Quill", "smoulder", "Dusk", "Dawn"))


# --- who they are ---


async def another_reader(fireside: Fireside) -> Person:
    """A member of The Hearth, in a server that the story does not belong to."""
    await tended(fireside)
    return await fireside.person("Theo", "annex")


async def a_librarian_elsewhere(fireside: Fireside) -> Person:
    """Somebody who manages another server, and is a member of that alone."""
    await tended(fireside)
    annex = fireside.playground.world.guild_named("The Annex")
    una = fireside.playground.stage.add_person("Una", annex)
    fireside.playground.stage.give_role(una, annex.role_named("Manager"))
    return await fireside.person("Una", "annex")


async def a_stranger_in_private(fireside: Fireside) -> Person:
    """Somebody of another server, in direct messages."""
    una = await a_librarian_elsewhere(fireside)
    await una.go_direct()
    return una


async def somebody_where_it_is_not_shown(fireside: Fireside) -> Person:
    """A member of The Hearth, in an ordinary channel; the story is for adults."""
    await tended(fireside, Rating.EXPLICIT)
    return await fireside.person("Theo")


async def a_reader_after_the_takedown(fireside: Fireside) -> Person:
    """A member of The Hearth, whose librarian has taken the story down."""
    await tended(fireside)
    await take_down(await fireside.person("Ines"), SECRET)
    return await fireside.person("Theo")


async def somebody_who_was_a_librarian(fireside: Fireside) -> Person:
    """A reader who had the librarians' role, and has edited, until just now."""
    await tended(fireside)
    hearth = fireside.playground.world.guild_named("The Hearth")
    role = hearth.role_named("Librarians")
    await (await fireside.person("Ines")).slash("stories settings", role=role.id)
    theo = await fireside.person("Theo")
    fireside.playground.stage.give_role(theo.user, role)
    assert SECRET in (await theo.slash("stories edit", story=SECRET)).text
    fireside.playground.stage.take_role(theo.user, role)
    return theo


Stranger = Callable[[Fireside], Awaitable[Person]]
BLIND: tuple[Stranger, ...] = (
    another_reader,
    a_librarian_elsewhere,
    a_stranger_in_private,
    somebody_where_it_is_not_shown,
    a_reader_after_the_takedown,
)
"""Those to whom nothing of the story may be shown."""
STRANGERS = (*BLIND, somebody_who_was_a_librarian)
BUSY = pytest.mark.parametrize("stranger", STRANGERS)
EVERY = rounds(len(BLIND), full=1)
"""Of the presses and of the commands each stranger tries one in so many, so that every one is tried by one at
least of those to whom nothing may be shown."""


def share(of_all: Iterable[T], stranger: Stranger) -> list[T]:
    """What this stranger tries."""
    return list(of_all)[STRANGERS.index(stranger) % EVERY :: EVERY]


# --- what they try ---


@BUSY
@pytest.mark.proofs
async def test_no_forged_press_choice_or_form_shows_or_changes_what_is_not_theirs(
    fireside: Fireside, stranger: Stranger
) -> None:
    person = await stranger(fireside)
    shown = await person.slash("help")
    ids, before = await ids_pressed_by(person, fireside), await of_others(fireside, person)
    for custom_id in share(forged_presses(ids), stranger):
        for chosen in (*choices(ids), None):
            reply = await forged(person, shown.message or {}, custom_id, chosen)
            assert reply.outcome != "failed", (custom_id, chosen)
            assert stranger not in BLIND or is_silent(reply), (custom_id, chosen, reply)
            if custom_id.startswith("close:"):
                shown = await person.slash("help")  # what was pressed is gone
        assert await of_others(fireside, person) == before, custom_id
    said = Reply("", {"components": [], "content": str(await person.history())})
    assert stranger not in BLIND or is_silent(said)


TELLING = (
    *("about", "again", "back", "changesub", "chapters", "entry", "go", "lib", "library", "mark", "morelike"),
    *("next", "options", "own", "quote", "read", "readnew", "search", "sentences"),
    *("saveexcerpt", "shelved", "story", "subscriptions", "tell"),
)
"""Kinds of presses that show something of the story to who may read it, ids and all else being so."""


@pytest.mark.usefixtures("ids_from_one")
async def test_whoever_may_read_is_shown_it_by_the_same_presses(fireside: Fireside) -> None:
    await tended(fireside)
    mira = await fireside.person("Mira", "after-dark")
    shown = await mira.slash("help")
    ids = await ids_pressed_by(mira, fireside)
    made = {custom_id.partition(":")[0]: custom_id for custom_id in forged_presses(ids)}
    for code in TELLING:
        reply = await forged(mira, shown.message or {}, made[code], choices(ids)[0])
        assert not is_silent(reply), (made[code], reply)


@BUSY
@pytest.mark.proofs
async def test_no_command_or_list_of_choices_shows_or_changes_what_is_not_theirs(
    fireside: Fireside, stranger: Stranger
) -> None:
    person = await stranger(fireside)
    before = await of_others(fireside, person)
    file = await person.upload("kettle.txt", FILE)
    for story in (SECRET, await offered_to_who_may(fireside)):
        for command in share(offered(fireside), stranger):
            await try_command(command, person, story, file, blind=stranger in BLIND)
    assert await of_others(fireside, person) == before


async def offered_to_who_may(fireside: Fireside) -> str:
    """What stands for the story in the list of choices."""
    mira = await fireside.person("Mira", "after-dark")
    offered = await mira.autocomplete("read", "story", "")
    return next((str(each["value"]) for each in offered if SECRET in each["name"]), SECRET)


def offered(fireside: Fireside) -> list[Command]:
    """Every command that Discord has."""
    names = {command["name"] for command in fireside.playground.registry.all()}
    return [
        each
        for each in fireside.bot.tree.walk_commands()
        if isinstance(each, app_commands.Command) and each.qualified_name.split()[0] in names
    ]


async def try_command(command: Command, person: Person, story: str, file: str, *, blind: bool) -> None:
    """Gives a command with this story, and asks for all choices; where they are blind, none may tell."""
    given = {
        each.name: file if each.type is discord.AppCommandOptionType.attachment else story
        for each in command.parameters
        if each.required or each.name == "story"
    }
    for option in command.parameters:
        if option.autocomplete:
            for typed in ("", story, "Dus"):
                others = {name: value for name, value in given.items() if name != option.name}
                choices = await person.autocomplete(command.qualified_name, option.name, typed, **others)
                assert not blind or is_silent(Reply("", None, tuple(choices)), story), option.name
    reply = await person.slash(command.qualified_name, **given)
    assert not blind or is_silent(reply, story), (command.qualified_name, reply)


@pytest.mark.proofs
async def test_ids_of_nothing_at_all_are_answered(fireside: Fireside) -> None:
    theo = await fireside.person("Theo")
    shown = await theo.slash("help")
    for listed in LISTED[:: rounds(3, full=1)]:
        reply = await theo.forge(listed, shown)
        assert reply.outcome != "failed", listed
