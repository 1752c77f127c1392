"""The call by which people give and take their own roles, which on Discord a server's managers would."""

from __future__ import annotations

from aiohttp import web

from bot.playground.people.calls import answering, form_of, person_of
from bot.playground.refusals import Code, Refusal
from bot.playground.stage import Stage
from bot.playground.wire import Json
from bot.playground.world import World


class RoleCalls:
    """Answers the call. Where there are no controls, it is refused."""

    def __init__(self, world: World, stage: Stage, *, controls: bool) -> None:
        self._world = world
        self._stage = stage
        self._controls = controls

    def mount(self, app: web.Application) -> None:
        """Adds the route of the call."""
        app.router.add_post("/playground/roles", answering(self._change))

    async def _change(self, request: web.Request) -> Json:
        """Gives or takes a role; like Discord, neither everybody's nor an application's own."""
        if not self._controls:
            raise Refusal(Code.MISSING_ACCESS, "The controls are off.")
        person, form = person_of(request, self._world), await form_of(request)
        guild = self._world.guild(str(form.get("guild")), person.id)
        role = guild.roles.get(str(form.get("role")))
        if role is None:
            raise Refusal(Code.UNKNOWN_ROLE)
        if role.managed or role.id == guild.id:
            raise Refusal(Code.MISSING_PERMISSIONS)
        change = self._stage.give_role if form.get("has") else self._stage.take_role
        change(person, role)
        return guild.members[person.id].payload()
