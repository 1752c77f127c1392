"""The playground as a whole: its parts put together behind one address on loopback."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from types import TracebackType
from typing import Self

from aiohttp import web

from bot.playground.attachments import LARGEST, Attachments
from bot.playground.attendance import Attendance
from bot.playground.events import Events
from bot.playground.faults import Faults
from bot.playground.gateway import Gateway, Starts
from bot.playground.interactions import Interactions
from bot.playground.journal import Journal
from bot.playground.keeping import Keeping
from bot.playground.memory import Memory
from bot.playground.messages import Messages
from bot.playground.people.actions import Actions
from bot.playground.people.calls import Calls
from bot.playground.people.controls import Controls
from bot.playground.people.forms import Forms
from bot.playground.people.roles import RoleCalls
from bot.playground.people.votes import VoteCalls
from bot.playground.polls import Polls
from bot.playground.registry import Registry
from bot.playground.rest.api import PREFIX, Api
from bot.playground.rest.callbacks import CallbackRoutes
from bot.playground.rest.channels import ChannelRoutes
from bot.playground.rest.commands import CommandRoutes
from bot.playground.rest.places import PlaceRoutes
from bot.playground.rest.scheduled_events import ScheduledEventRoutes
from bot.playground.rest.thread_members import ThreadMemberRoutes
from bot.playground.rest.threads import ThreadRoutes
from bot.playground.scheduled_events import ScheduledEvents
from bot.playground.stage import Stage
from bot.playground.threads import Threads
from bot.playground.world import World

HOST = "127.0.0.1"
_PAGE = Path(__file__).parent / "page"
_NO_CACHE = {"Cache-Control": "no-cache"}
_Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Playground:
    """A Discord on 127.0.0.1, for one bot.

    `controls` lets people move the clock (with `move_clock`, seconds forward) and forge presses. `clock`
    gives the seconds of the Unix epoch that messages are dated by. `world` holds people, servers and
    channels, `stage` changes them, `actions` carries out people's actions, `journal` holds the bot's
    requests, `faults` those to inject. `memory` is where a playground that is run again finds what was said;
    `start_afresh` is called when a person wants all of that gone, and is None where nobody may. `starts` says
    over how many shards the bot is to begin its sessions, and how quickly.
    """

    def __init__(
        self,
        *,
        controls: bool = False,
        clock: Callable[[], float] = time.time,
        move_clock: Callable[[float], None] | None = None,
        token: str = "playground-token",  # noqa: S107 - opens nothing but this
        memory: Memory | None = None,
        start_afresh: Callable[[], None] | None = None,
        starts: Starts | None = None,
    ) -> None:
        self.token = token
        self.url = ""
        self.port = 0
        self.world = World(clock)
        self.journal = Journal()
        self.faults = Faults()
        self.registry = Registry(self.world)
        self._events = Events()
        self._gateway = Gateway(self.world, token, starts or Starts(), self._announce)
        self._attachments = Attachments(self.world.new_id)
        attendance = Attendance(self.world, self._gateway, self._events)
        self.messages = Messages(self.world, self._attachments, attendance, self._gateway, self._events)
        self._polls = Polls(self.world, self.messages)
        self._scheduled_events = ScheduledEvents(self.world, self._gateway, self._events)
        self._interactions = Interactions(self.world, self._gateway)
        self._threads = Threads(self.world, self.messages, attendance, self._gateway, self._events)
        self.stage = Stage(
            self.world, self._gateway, self._interactions, self._threads, self.messages, self._events
        )
        self._forms = Forms()
        self.actions = Actions(
            self.world,
            self.registry,
            self.messages,
            self._attachments,
            self._interactions,
            self._forms,
            controls=controls,
        )
        self._memory = memory or Memory()
        self._keeping = Keeping(self._memory, self.world, self.messages, self._attachments, self.registry)
        self._controls = Controls(
            self._passing(move_clock) if controls and move_clock else None, start_afresh
        )
        self._runner: web.AppRunner | None = None

    @property
    def api_url(self) -> str:
        """The base of the REST addresses, for the bot."""
        return self.url + PREFIX

    async def start(self, port: int = 0) -> None:
        """Listens on this port of 127.0.0.1, or on a free one."""
        self._runner = web.AppRunner(self._app(), access_log=None, shutdown_timeout=1)
        await self._runner.setup()
        await web.TCPSite(self._runner, HOST, port).start()
        self.port = self._runner.addresses[0][1]
        self.url = self._attachments.base = f"http://{HOST}:{self.port}"
        self._gateway.url = f"ws://{HOST}:{self.port}/gateway"
        self._keeping.restore()
        self._events.overheard = self._keeping.hear

    async def close(self) -> None:
        """Cuts all connections and stops listening."""
        await self._gateway.close()
        await self._events.close()
        if self._runner is not None:
            await self._runner.cleanup()
        self._memory.close()

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    @property
    def online(self) -> bool:
        """Whether the bot is connected."""
        return self._gateway.online

    async def bot_online(self) -> None:
        """Returns once the bot is connected and has been told of its servers."""
        await self._gateway.until(online=True)

    @property
    def shards(self) -> set[int]:
        """The shards of the bot that are connected."""
        return self._gateway.shards

    async def shards_online(self, *shards: int) -> None:
        """Returns once these shards of the bot, and no others, are connected."""
        await self._gateway.until_shards(set(shards))

    async def bot_offline(self) -> None:
        """Returns once the bot has no connection any more."""
        await self._gateway.until(online=False)

    def _passing(self, move_clock: Callable[[float], None]) -> Callable[[float], None]:
        """Returns what moves the clock, with all that comes of it."""
        move_on = self._keeping.clock(move_clock)

        def pass_time(seconds: float) -> None:
            move_on(seconds)
            self._threads.archive_idle()
            self._polls.end_due()

        return pass_time

    def _announce(self, online: bool) -> None:
        self._events.tell("bot", {"user": self.world.bot.payload(), "online": online})

    def _app(self) -> web.Application:
        app = web.Application(client_max_size=11 * LARGEST, middlewares=[_refuse_other_sites])
        api = Api(self.token, self.journal, self.faults)
        api.mount(
            app,
            [
                *CallbackRoutes(self.world, self.messages, self._interactions, self._forms).routes(),
                *ChannelRoutes(self.world, self.messages).routes(),
                *ThreadRoutes(self.world, self.messages, self._threads).routes(),
                *ThreadMemberRoutes(self.world, self._threads).routes(),
                *ScheduledEventRoutes(self.world, self._scheduled_events).routes(),
                *PlaceRoutes(self.world, self._gateway, self._events).routes(),
                *CommandRoutes(self.world, self.registry, self._events).routes(),
            ],
        )
        Calls(
            self.world,
            self._gateway,
            self.registry,
            self.messages,
            self._attachments,
            self._events,
            self.actions,
            self._controls,
        ).mount(app)
        VoteCalls(self.world, self.messages, self._polls).mount(app)
        RoleCalls(self.world, self.stage, controls=self._controls.move_clock is not None).mount(app)
        app.router.add_get("/gateway", self._gateway.serve)
        app.router.add_get("/gateway/", self._gateway.serve)
        app.router.add_get("/attachments/{channel}/{attachment}/{name}", self._attachments.serve)
        app.router.add_get("/{kind:avatars|banners}/{user}/{name}", self._picture)
        app.router.add_get("/{file:.*}", _page)
        return app

    async def _picture(self, request: web.Request) -> web.Response:
        """Returns a user's avatar or banner, as Discord's CDN does."""
        user = self.world.users.get(request.match_info["user"])
        kind = request.match_info["kind"].removesuffix("s")
        if user is None or request.match_info["name"] != f"{user.picture(kind)}.png":
            raise web.HTTPNotFound
        return web.Response(body=user.pictures[kind], content_type="image/png")


async def _page(request: web.Request) -> web.StreamResponse:
    """Returns one of the page's own files; nothing outside of its folder."""
    file = (_PAGE / (request.match_info["file"] or "index.html")).resolve()
    if not file.is_relative_to(_PAGE) or not file.is_file():
        raise web.HTTPNotFound
    return web.FileResponse(file, headers=_NO_CACHE)


@web.middleware
async def _refuse_other_sites(request: web.Request, handler: _Handler) -> web.StreamResponse:
    """Refuses the pages of other sites: by host name (DNS rebinding),
    and anything they would send or listen to.
    """
    if request.host.rpartition(":")[0] not in (HOST, "localhost"):
        raise web.HTTPForbidden(text="The playground answers to 127.0.0.1 and localhost only.")
    origin = request.headers.get("Origin")
    changes = request.method not in ("GET", "HEAD") or "Upgrade" in request.headers
    if origin is not None and changes and origin != f"http://{request.host}":
        raise web.HTTPForbidden(text="The playground takes nothing from other sites.")
    return await handler(request)
