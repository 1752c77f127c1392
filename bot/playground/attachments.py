"""Uploaded files: kept in memory and served under /attachments."""

from __future__ import annotations

import mimetypes
import re
from dataclasses import dataclass
from urllib.parse import quote

from aiohttp import web

from bot.playground.refusals import Code, Refusal
from bot.playground.snowflakes import Snowflakes
from bot.playground.wire import Json

LARGEST = 10 * 1024 * 1024
"""Bytes of a file that a bot may send."""
LARGEST_OF_PEOPLE = 100 * 1024 * 1024
"""Bytes of a file that a person may send in a server with every boost."""


@dataclass(frozen=True)
class UploadedFile:
    """An uploaded file."""

    name: str
    content: bytes


class Attachments:
    """The files of a playground, by id."""

    def __init__(self, new_id: Snowflakes) -> None:
        self._new_id = new_id
        self.files: dict[str, UploadedFile] = {}
        self.objects: dict[str, Json] = {}
        self.base = ""

    def keep(
        self, upload: UploadedFile, channel: str, description: str | None = None, *, largest: int = LARGEST
    ) -> Json:
        """Stores a file and returns its attachment object.

        Refuses with 40005 a file of more bytes than `largest`.
        """
        if len(upload.content) > largest:
            raise Refusal(Code.TOO_LARGE)
        attachment, name = self._new_id(), re.sub(r"[^\w.-]", "_", upload.name)
        self.files[attachment] = upload
        url = f"{self.base}/attachments/{channel}/{attachment}/{quote(name)}"
        kept: Json = {
            "id": attachment,
            "filename": name,
            "size": len(upload.content),
            "url": url,
            "proxy_url": url,
            "content_type": mimetypes.guess_type(name)[0] or "application/octet-stream",
        }
        if description:
            kept["description"] = description
        self.objects[attachment] = kept
        return kept

    def restore(self, kept: Json, file: UploadedFile) -> None:
        """Brings back a file of an earlier time with its attachment object."""
        self.objects[kept["id"]], self.files[kept["id"]] = kept, file
        self._new_id.after(kept["id"])

    async def serve(self, request: web.Request) -> web.Response:
        """Answers GET /attachments/{channel}/{attachment}/{name}; no file may run as a page of ours."""
        attachment = request.match_info["attachment"]
        if attachment not in self.files:
            raise web.HTTPNotFound
        return web.Response(
            body=self.files[attachment].content,
            content_type=self.objects[attachment]["content_type"],
            headers={"X-Content-Type-Options": "nosniff", "Content-Security-Policy": "sandbox"},
        )
