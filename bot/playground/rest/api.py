"""The path of every REST call: token, faults, rate limits, body, the handler, the journal."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from aiohttp import BodyPartReader, web

from bot.playground.attachments import UploadedFile
from bot.playground.faults import Fault, FaultKind, Faults
from bot.playground.journal import Journal, Sent
from bot.playground.limits import RateLimits, Spent, too_many
from bot.playground.refusals import Code, Refusal, not_found, unauthorised
from bot.playground.wire import Json, to_json

PREFIX = "/api/v10"
_MAJOR = ("channel", "guild", "application", "interaction", "token")
_FILE = re.compile(r"files\[(\d+)\]")


@dataclass(frozen=True)
class Call:
    """A request as a handler sees it: the path's parameters, the query, the JSON body, the uploads."""

    path: Mapping[str, str]
    query: Mapping[str, str]
    body: Any = field(default_factory=dict)
    files: Mapping[str, UploadedFile] = field(default_factory=dict)

    @property
    def form(self) -> Json:
        """The body, where an object is expected. Refuses any other."""
        if isinstance(self.body, dict):
            return self.body
        raise Refusal(Code.INVALID_JSON)


@dataclass(frozen=True)
class Answer:
    """A handler's answer, as JSON."""

    body: Any
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)


DONE = Answer(None, 204)
_BROKEN = Answer({"message": "500: Internal Server Error", "code": 0}, 500)


@dataclass(frozen=True)
class Route:
    """A method, a path template, and its handler. `by_token`: the token is in the path, not the header."""

    method: str
    template: str
    answer: Callable[[Call], Answer]
    by_token: bool = False


class Api:
    """Answers the routes, as Discord does."""

    def __init__(self, token: str, journal: Journal, faults: Faults) -> None:
        self._authorization = f"Bot {token}"
        self._journal = journal
        self._faults = faults
        self._limits = RateLimits()

    def mount(self, app: web.Application, routes: list[Route]) -> None:
        """Adds the routes, and a 404 for every other path below the prefix."""
        for route in routes:
            app.router.add_route(route.method, PREFIX + route.template, self._handler(route))
        app.router.add_route("*", PREFIX + "/{path:.*}", self._handler(Route("*", "/*", _unknown_path)))

    def _handler(self, route: Route) -> Callable[[web.Request], Awaitable[web.Response]]:
        async def handle(request: web.Request) -> web.Response:
            path = request.path.removeprefix(PREFIX)
            fault = self._faults.take(f"{request.method} {path}")
            spent = self._limits.spend(
                f"{route.method} {route.template}", _major(request), interaction=route.by_token
            )
            body: Any = None
            files: dict[str, UploadedFile] = {}
            try:
                if fault is not None and fault.kind is FaultKind.SLOW_UPLINK:
                    await asyncio.sleep((request.content_length or 0) / fault.rate)
                body, files = await _read(request)
                if not route.by_token and request.headers.get("Authorization") != self._authorization:
                    raise unauthorised()
                call = Call(request.match_info, request.query, body, files)
                answer = _injected_answer(spent, fault) or route.answer(call)
                if fault is not None and fault.kind is FaultKind.ERROR_AFTERWARDS:
                    answer = _refused(fault)
            except Refusal as refusal:
                answer = Answer(refusal.body(), refusal.status)
            dropped = fault is not None and fault.kind is FaultKind.DROPPED
            contents = {number: upload.content for number, upload in files.items()}
            status = 0 if dropped else answer.status
            self._journal.add(Sent(request.method, route.template, path, body, contents, status, answer.body))
            if dropped and request.transport is not None:
                request.transport.abort()
            return _response(answer, spent.headers)

        return handle


def _major(request: web.Request) -> str:
    """Returns the part of a path that has a bucket of its own (Discord: "top-level resources")."""
    return "/".join(request.match_info.get(name, "") for name in _MAJOR)


def _injected_answer(spent: Spent, fault: Fault | None) -> Answer | None:
    """Returns the answer that a used-up limit or an injected fault gives in place of the real one, if any."""
    if spent.wait:
        body, headers = too_many(spent.wait, everywhere=spent.everywhere)
        return Answer(body, 429, headers)
    if fault is not None and fault.kind is FaultKind.RATE_LIMITED:
        body, headers = too_many(fault.retry_after)
        return Answer(body, 429, headers)
    if fault is not None and fault.kind is FaultKind.SERVER_ERROR:
        return _BROKEN
    if fault is not None and fault.kind is FaultKind.OPENING_TOO_FAST:
        raise Refusal(Code.OPENED_TOO_FAST)
    if fault is not None and fault.kind is FaultKind.REFUSED:
        return _refused(fault)
    if fault is not None and fault.kind is FaultKind.FORBIDDEN:
        raise Refusal(Code.MISSING_PERMISSIONS)
    return None


def _refused(fault: Fault) -> Answer:
    return Answer({"message": "Refused", "code": fault.code}, fault.status)


async def _read(request: web.Request) -> tuple[Any, dict[str, UploadedFile]]:
    """Returns the JSON body and the uploads by number; a multipart body has its JSON in `payload_json`."""
    try:
        if request.content_type == "multipart/form-data":
            return await _read_parts(request)
        raw = await request.read()
        return (json.loads(raw) if raw else {}), {}
    except ValueError as error:
        raise Refusal(Code.INVALID_JSON) from error


async def _read_parts(request: web.Request) -> tuple[Any, dict[str, UploadedFile]]:
    body: Any = {}
    files: dict[str, UploadedFile] = {}
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader):
            raise Refusal(Code.INVALID_JSON)
        content = bytes(await part.read())
        if part.name == "payload_json":
            body = json.loads(content)
        elif found := _FILE.fullmatch(part.name or ""):
            files[found[1]] = UploadedFile(part.filename or "file", content)
    return body, files


def _response(answer: Answer, limit: Mapping[str, str]) -> web.Response:
    headers = {**limit, **answer.headers}
    if answer.body is None:
        return web.Response(status=answer.status, headers=headers)
    body = to_json(answer.body).encode()
    return web.Response(body=body, status=answer.status, headers=headers, content_type="application/json")


def _unknown_path(call: Call) -> Answer:
    raise not_found()
