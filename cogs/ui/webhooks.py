"""How answers to interactions are sent."""

from __future__ import annotations

from typing import Any

import aiohttp
from discord.http import MultipartParameters, Route
from discord.webhook.async_ import AsyncWebhookAdapter, async_context


class Unechoed(AsyncWebhookAdapter):
    """Sends answers without asking for them back.

    discord.py asks Discord to return each message it has just been sent, as long as a passage, and parses it;
    nothing here needs that (docs/performance.md has what it costs). What follows an answer is as usual.
    """

    async def create_interaction_response(  # type: ignore[override]
        self,
        interaction_id: int,
        token: str,
        *,
        session: aiohttp.ClientSession,
        proxy: str | None = None,
        proxy_auth: aiohttp.BasicAuth | None = None,
        params: MultipartParameters,
    ) -> dict[str, Any]:
        """Send the answer; what is returned says no more than what it answered."""
        route = Route("POST", f"/interactions/{interaction_id}/{token}/callback")
        await self.request(
            route,
            session=session,
            proxy=proxy,
            proxy_auth=proxy_auth,
            payload=params.payload,
            multipart=params.multipart,
            files=params.files,
        )
        return {"interaction": {"id": interaction_id, "type": 0}}


def send_unechoed() -> None:
    """Make it so for the tasks that are started from here on."""
    async_context.set(Unechoed())  # type: ignore[no-untyped-call]
