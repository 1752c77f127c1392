"""Finds whom a message pings: those its text names, as far as its `allowed_mentions` lets it."""

from __future__ import annotations

import re
from typing import Any

from bot.playground.entities import Channel
from bot.playground.rules.components import TEXT_DISPLAY
from bot.playground.rules.trees import walk
from bot.playground.wire import Json

_USER = re.compile(r"<@!?(\d+)>")
_ROLE = re.compile(r"<@&(\d+)>")
_EVERYONE = re.compile(r"@(everyone|here)\b")


def mentions(message: Json, allowed: Json | None, channel: Channel, *, everyone: bool) -> Json:
    """Returns the `mentions`, `mention_roles` and `mention_everyone` of a message.

    `everyone` says whether its author may ping everyone in that channel, and so every role.
    """
    written = "\n".join([message["content"], *_texts(message["components"])])
    members = channel.guild.members if channel.guild else {}
    people = {member.user.id: member.user for member in members.values()} | channel.parties
    roles = channel.guild.roles if channel.guild else {}
    return {
        "mentions": [
            people[user].payload()
            for user in dict.fromkeys(_USER.findall(written))
            if user in people and _lets(allowed, "users", user)
        ],
        "mention_roles": [
            role
            for role in dict.fromkeys(_ROLE.findall(written))
            if role in roles and (roles[role].mentionable or everyone) and _lets(allowed, "roles", role)
        ],
        "mention_everyone": bool(everyone and _EVERYONE.search(written) and _lets(allowed, "everyone", "")),
    }


def _texts(components: Any) -> list[str]:
    return [found["content"] for found in walk(components) if found["type"] == TEXT_DISPLAY]


def _lets(allowed: Json | None, kind: str, target: str) -> bool:
    if allowed is None:
        return True
    named = {str(one) for one in allowed.get(kind) or ()}
    return kind in (allowed.get("parse") or ()) or target in named
