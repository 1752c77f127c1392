"""The gateway: the bot's sessions, the events dispatched to them, and how they are cut and resumed."""

from __future__ import annotations

import asyncio
import json
import secrets
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum

from aiohttp import WSMsgType, web

from bot.playground.connection import Connection
from bot.playground.entities import Guild
from bot.playground.wire import Json, to_json
from bot.playground.world import World

HEARTBEAT_MS = 41_250
REPLAYED = 1_000


class Op(IntEnum):
    """Gateway opcodes."""

    DISPATCH = 0
    HEARTBEAT = 1
    IDENTIFY = 2
    PRESENCE = 3
    RESUME = 6
    RECONNECT = 7
    REQUEST_MEMBERS = 8
    INVALID_SESSION = 9
    HELLO = 10
    HEARTBEAT_ACK = 11


class Intent:
    """The gateway intents that the playground looks at."""

    ALWAYS = 0
    GUILDS = 1 << 0
    GUILD_MEMBERS = 1 << 1
    GUILD_PRESENCES = 1 << 8
    GUILD_MESSAGES = 1 << 9
    DIRECT_MESSAGES = 1 << 12
    MESSAGE_CONTENT = 1 << 15
    SCHEDULED_EVENTS = 1 << 16


@dataclass(frozen=True)
class Starts:
    """How a bot's sessions are to begin: over so many shards as Discord recommends, and in each of
    `max_concurrency` buckets one every so many seconds of the clock. (Discord's are 5, its documentation,
    "Sharding"; 0 lets a test start again at once.)"""

    shards: int = 1
    max_concurrency: int = 1
    seconds: float = 0


TOTAL_STARTS = 1_000
"""How many sessions may begin in a day."""
PRIVILEGED = Intent.GUILD_MEMBERS | Intent.GUILD_PRESENCES | Intent.MESSAGE_CONTENT


class Session:
    """One identified session; it outlives its connection, so that it can be resumed."""

    def __init__(self, shard: tuple[int, int], intents: int) -> None:
        self.id = secrets.token_hex(16)
        self.shard = shard
        self.intents = intents
        self.connection: Connection | None = None
        self._sequence = 0
        self._sent: deque[tuple[int, str]] = deque(maxlen=REPLAYED)

    def dispatch(self, event: str, data: str) -> None:
        """Sends an event (its data already as JSON), and keeps it for a resume."""
        self._sequence += 1
        frame = f'{{"op":0,"s":{self._sequence},"t":"{event}","d":{data}}}'
        self._sent.append((self._sequence, frame))
        if self.connection is not None:
            self.connection.send(frame)

    def replay(self, connection: Connection, sequence: int) -> bool:
        """Continues on a new connection after this sequence number;
        returns False if too much has been missed.
        """
        if self._sent and self._sent[0][0] > sequence + 1:
            return False
        self.connection = connection
        for number, frame in self._sent:
            if number > sequence:
                connection.send(frame)
        self.dispatch("RESUMED", "{}")
        return True

    def serves(self, guild: str | None) -> bool:
        """Returns whether events of this server (None: direct messages) go to this session's shard."""
        number, count = self.shard
        return (int(guild) >> 22) % count == number if guild else number == 0


class Gateway:
    """Every session of the bot. `on_change` is called with whether the bot is online,
    whenever that may have changed.
    """

    def __init__(self, world: World, token: str, starts: Starts, on_change: Callable[[bool], None]) -> None:
        self.url = ""
        self._starts = starts
        self._begun: dict[int, float] = {}
        self._count = 0
        self._world = world
        self._token = token
        self._on_change = on_change
        self._sessions: dict[str, Session] = {}
        self._connections: set[Connection] = set()
        self._changed = asyncio.Event()

    @property
    def online(self) -> bool:
        """Returns whether some session is connected."""
        return any(session.connection for session in self._sessions.values())

    @property
    def shards(self) -> set[int]:
        """The shards that have a session which is connected."""
        return {session.shard[0] for session in self._sessions.values() if session.connection}

    def starts(self) -> Json:
        """Returns how sessions are to begin, as `GET /gateway/bot` tells it."""
        limit: Json = {
            "total": TOTAL_STARTS,
            "remaining": TOTAL_STARTS - self._count,
            "reset_after": 0,
            "max_concurrency": self._starts.max_concurrency,
        }
        return {"url": self.url, "shards": self._starts.shards, "session_start_limit": limit}

    async def until(self, *, online: bool) -> None:
        """Returns once the bot is (or is no longer) connected."""
        while self.online != online:
            await self._change()

    async def until_shards(self, shards: set[int]) -> None:
        """Returns once these shards, and no others, are connected."""
        while self.shards != shards:
            await self._change()

    async def _change(self) -> None:
        self._changed.clear()
        await self._changed.wait()

    def dispatch(self, event: str, data: Json, *, guild: str | None, intent: int = Intent.ALWAYS) -> None:
        """Sends an event to the sessions whose shard and intents take it."""
        text = ""
        for session in self._sessions.values():
            if session.serves(guild) and (not intent or session.intents & intent):
                text = text or to_json(data)
                session.dispatch(event, text)

    async def drop(self, *, resumable: bool = True) -> None:
        """Cuts every connection; unless `resumable`, all sessions are forgotten too."""
        if not resumable:
            self._sessions.clear()
        for connection in list(self._connections):
            await connection.close(4000)

    def ask_to_reconnect(self) -> None:
        """Sends opcode 7 on every connection, which asks the bot to connect anew and resume."""
        for connection in self._connections:
            connection.send(_frame(Op.RECONNECT))

    async def close(self) -> None:
        """Cuts every connection for good."""
        self._sessions.clear()
        for connection in list(self._connections):
            await connection.close(1001)

    async def serve(self, request: web.Request) -> web.WebSocketResponse:
        """Handles one connection of the bot until it ends."""
        socket = web.WebSocketResponse(max_msg_size=16_384, compress=False, timeout=2, autoclose=False)
        await socket.prepare(request)
        connection = Connection(socket, deflate=request.query.get("compress") == "zlib-stream")
        self._connections.add(connection)
        connection.send(_frame(Op.HELLO, {"heartbeat_interval": HEARTBEAT_MS}))
        try:
            async for message in socket:
                if message.type is WSMsgType.TEXT and (code := self._received(connection, message.data)):
                    await connection.close(code)
        finally:
            self._connections.discard(connection)
            await self._let_go(connection)
        return socket

    def _received(self, connection: Connection, text: str) -> int | None:
        """Handles one message from the bot; returns the code to close the connection with,
        if it is to be closed.
        """
        try:
            message = json.loads(text)
            op = message["op"]
        except (ValueError, LookupError, TypeError):
            return 4002
        match op:
            case Op.HEARTBEAT:
                connection.send(_frame(Op.HEARTBEAT_ACK))
            case Op.IDENTIFY:
                return self._identify(connection, message["d"])
            case Op.RESUME:
                return self._resume(connection, message["d"])
            case Op.PRESENCE | Op.REQUEST_MEMBERS:
                pass
            case _:
                return 4001
        return None

    def _identify(self, connection: Connection, data: Json) -> int | None:
        if data["token"] != self._token:
            return 4004
        if data["intents"] & PRIVILEGED:
            return 4014
        number, count = data.get("shard", (0, 1))
        if not 0 <= number < count:
            return 4010
        if not self._may_begin(number):
            connection.send(_frame(Op.INVALID_SESSION, data=False))
            return None
        session = Session((number, count), data["intents"])
        for old in [s for s in self._sessions.values() if not s.connection and s.shard == session.shard]:
            del self._sessions[old.id]  # its process has been replaced by this one
        self._sessions[session.id] = session
        session.connection = connection
        guilds = [
            guild
            for guild in self._world.guilds.values()
            if self._world.bot.id in guild.members and session.serves(guild.id)
        ]
        session.dispatch("READY", to_json(self._ready(session, guilds)))
        if session.intents & Intent.GUILDS:
            for guild in guilds:
                session.dispatch("GUILD_CREATE", to_json(guild_create(guild, self._world.bot.id)))
        self._announce()
        return None

    def _may_begin(self, shard: int) -> bool:
        """Counts a session that begins. Returns False where another of its bucket did just before."""
        bucket, now = shard % self._starts.max_concurrency, self._world.clock()
        if now < self._begun.get(bucket, -self._starts.seconds) + self._starts.seconds:
            return False
        self._begun[bucket] = now
        self._count += 1
        return True

    def _resume(self, connection: Connection, data: Json) -> int | None:
        if data["token"] != self._token:
            return 4004
        session = self._sessions.get(data["session_id"])
        if session is None or not session.replay(connection, data["seq"]):
            connection.send(_frame(Op.INVALID_SESSION, data=False))
        self._announce()
        return None

    def _ready(self, session: Session, guilds: list[Guild]) -> Json:
        return {
            "v": 10,
            "user": self._world.bot.payload() | {"verified": True, "mfa_enabled": False, "flags": 0},
            "guilds": [{"id": guild.id, "unavailable": True} for guild in guilds],
            "private_channels": [],
            "session_id": session.id,
            "session_type": "normal",
            "resume_gateway_url": self.url,
            "shard": list(session.shard),
            "application": {"id": self._world.application_id, "flags": 0},
        }

    async def _let_go(self, connection: Connection) -> None:
        """Ends a connection that the bot has ended: what was sent on it by now still goes out, before the
        answer to the bot's goodbye."""
        for session in self._sessions.values():
            if session.connection is connection:
                session.connection = None
        self._announce()
        if connection.socket.closed:
            connection.abandon()
        else:
            await connection.close()

    def _announce(self) -> None:
        self._changed.set()
        self._on_change(self.online)


def guild_create(guild: Guild, bot: str) -> Json:
    """Returns the server as GUILD_CREATE carries it;
    without the members intent the bot is its only member.
    """
    return guild.payload() | {
        "joined_at": guild.members[bot].joined,
        "large": False,
        "unavailable": False,
        "member_count": len(guild.members),
        "members": [guild.members[bot].payload()],
        "channels": [channel.payload(bot) for channel in guild.channels.values() if channel.visible_to(bot)],
        "threads": [thread.payload(bot) for thread in guild.open_threads(bot)],
        "voice_states": [],
        "presences": [],
        "stage_instances": [],
        "guild_scheduled_events": list(guild.events.values()),
        "soundboard_sounds": [],
    }


def _frame(op: Op, data: object = None) -> str:
    return to_json({"op": int(op), "d": data, "s": None, "t": None})
