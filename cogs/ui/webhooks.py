"""The way in which answers to interactions are sent."""

from __future__ import annotations

from typing import Any

import aiohttp
from discord.http import MultipartParameters, Route
from discord.webhook.async_ import AsyncWebhookAdapter, async_context


class Unechoed(AsyncWebhookAdapter):
    """Sends answers without asking for them back.

    discord.py asks Discord to return each message it has just been sent, as long as a passage, and parses it;
    nothing here needs that (docs/performance.md has what it costs). Requests that follow an answer are sent
    as usual.
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
        """Sends the answer. The result says no more than which interaction it answered."""
        # discord.py sends what is about one webhook in turns, so each interaction has to be one: else all
        # answers would wait for each other.
        route = Route(
            "POST",
            "/interactions/{webhook_id}/{webhook_token}/callback",
            webhook_id=interaction_id,
            webhook_token=token,
        )
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
    """Makes the tasks started from here on send answers without asking for them back."""
    async_context.set(Unechoed())  # type: ignore[no-untyped-call]
