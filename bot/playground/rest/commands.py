"""REST: the application and its commands."""

from __future__ import annotations

from bot.playground.events import Events
from bot.playground.refusals import not_found
from bot.playground.registry import Registry
from bot.playground.rest.api import DONE, Answer, Call, Route
from bot.playground.wire import Json
from bot.playground.world import World

_COMMANDS = "/applications/{application}/commands"
_ONE = _COMMANDS + "/{command}"


class CommandRoutes:
    """Answers requests on the application itself."""

    def __init__(self, world: World, registry: Registry, events: Events) -> None:
        self._world = world
        self._registry = registry
        self._events = events

    def routes(self) -> list[Route]:
        """Returns the routes answered here."""
        return [
            Route("GET", "/applications/@me", self._application),
            Route("GET", "/oauth2/applications/@me", self._application),
            Route("GET", _COMMANDS, self._list),
            Route("PUT", _COMMANDS, self._replace),
            Route("POST", _COMMANDS, self._create),
            Route("GET", _ONE, self._get),
            Route("PATCH", _ONE, self._edit),
            Route("DELETE", _ONE, self._delete),
        ]

    def _application(self, call: Call) -> Answer:
        bot = self._world.bot
        about: Json = {
            "id": self._world.application_id,
            "name": bot.name,
            "icon": None,
            "description": "",
            "bot_public": True,
            "bot_require_code_grant": False,
            "bot": bot.payload(),
            "owner": self._world.owner.payload(),
            "team": None,
            "verify_key": "0" * 64,
            "flags": 0,
            "integration_types_config": {"0": {}, "1": {}},
            "approximate_guild_count": len(self._world.guilds),
        }
        return Answer(about)

    def _list(self, call: Call) -> Answer:
        self._check_application(call)
        asked = call.query.get("with_localizations", "").lower() in ("true", "1")
        return Answer(self._registry.all() if asked else list(map(_untranslated, self._registry.all())))

    def _replace(self, call: Call) -> Answer:
        self._check_application(call)
        commands = self._registry.replace(call.body)
        self._announce()
        return Answer(commands)

    def _create(self, call: Call) -> Answer:
        self._check_application(call)
        command, new = self._registry.upsert(call.form)
        self._announce()
        return Answer(command, 201 if new else 200)

    def _get(self, call: Call) -> Answer:
        self._check_application(call)
        return Answer(self._registry.get(call.path["command"]))

    def _edit(self, call: Call) -> Answer:
        self._check_application(call)
        command = self._registry.edit(call.path["command"], call.form)
        self._announce()
        return Answer(command)

    def _delete(self, call: Call) -> Answer:
        self._check_application(call)
        self._registry.delete(call.path["command"])
        self._announce()
        return DONE

    def _check_application(self, call: Call) -> None:
        if call.path["application"] != self._world.application_id:
            raise not_found()

    def _announce(self) -> None:
        self._events.tell("commands", self._registry.all())


def _untranslated(part: Json) -> Json:
    """Returns a command, option or choice without its translations, which Discord gives only if asked."""
    kept = {name: value for name, value in part.items() if not name.endswith("_localizations")}
    inner = ((name, part[name]) for name in ("options", "choices") if part.get(name))
    return kept | {name: list(map(_untranslated, parts)) for name, parts in inner}
