"""Completes components and embeds as a finished message has them: numbered, with their files resolved."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

from bot.playground.rules.components import FILE
from bot.playground.rules.shapes import Flaws, Path
from bot.playground.rules.trees import walk
from bot.playground.wire import Json

_REFERENCE = "attachment://"
_CHILDREN = ("components", "accessory", "component")


class Media:
    """The files that a message can refer to by name; references to missing ones are refused."""

    def __init__(self, attachments: list[Json]) -> None:
        self._by_name = {attachment["filename"]: attachment for attachment in attachments}
        self._flaws = Flaws()

    def components(self, components: list[Json]) -> list[Json]:
        """Returns the components with an id each, with every medium resolved, and snowflakes as text."""
        taken = {found["id"] for found in walk(components) if found.get("id")}
        ids = (number for number in count(1) if number not in taken)
        settled = [self._settle(found, ids, ("components", at)) for at, found in enumerate(components)]
        self._flaws.refuse()
        return settled

    def embeds(self, embeds: list[Json]) -> list[Json]:
        """Returns the embeds with every picture resolved."""
        settled = [self._embed(embed, ("embeds", at)) for at, embed in enumerate(embeds)]
        self._flaws.refuse()
        return settled

    def _settle(self, component: Json, ids: Iterator[int], path: Path) -> Json:
        settled = {key: value for key, value in component.items() if value is not None}
        settled["id"] = component.get("id") or next(ids)
        for key in _CHILDREN:
            child = component.get(key)
            if isinstance(child, list):
                settled[key] = [self._settle(found, ids, (*path, key, at)) for at, found in enumerate(child)]
            elif child:
                settled[key] = self._settle(child, ids, (*path, key))
        for key in ("media", "file"):
            if key in component:
                settled[key] = self._resolve(component[key]["url"], (*path, key, "url"))
        if "items" in component:
            settled["items"] = [
                item | {"media": self._resolve(item["media"]["url"], (*path, "items", at, "media", "url"))}
                for at, item in enumerate(component["items"])
            ]
        if component.get("default_values"):
            settled["default_values"] = [
                each | {"id": str(each["id"])} for each in component["default_values"]
            ]
        if component["type"] == FILE:
            attachment = self._named(component["file"]["url"], path) or {}
            settled |= {"name": attachment.get("filename", ""), "size": attachment.get("size", 0)}
        return settled

    def _embed(self, embed: Json, path: Path) -> Json:
        settled: Json = {"type": "rich"} | embed
        for key in ("image", "thumbnail"):
            if embed.get(key):
                settled[key] = self._resolve(embed[key]["url"], (*path, key, "url"))
        for key in ("author", "footer"):
            if (icon := (embed.get(key) or {}).get("icon_url")) is not None:
                url = self._resolve(icon, (*path, key, "icon_url"))["url"]
                settled[key] = embed[key] | {"icon_url": url, "proxy_icon_url": url}
        return settled

    def _resolve(self, url: str, path: Path) -> Json:
        attachment = self._named(url, path)
        medium: Json = {"url": url, "proxy_url": url, "width": None, "height": None, "loading_state": 2}
        if attachment is None:
            return medium
        return medium | {
            "url": attachment["url"],
            "proxy_url": attachment["url"],
            "content_type": attachment["content_type"],
            "attachment_id": attachment["id"],
        }

    def _named(self, url: str, path: Path) -> Json | None:
        if not url.startswith(_REFERENCE):
            return None
        name = url.removeprefix(_REFERENCE)
        if name not in self._by_name:
            self._flaws.add(
                path,
                "COMPONENT_UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND",
                f"The attachment {name} is not in the message.",
            )
        return self._by_name.get(name)
