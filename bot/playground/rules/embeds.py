"""The validation of embeds."""

from __future__ import annotations

from typing import Any

from bot.playground.rules.shapes import Flaws, Path, anything, boolean, each, record, text, web_address, whole
from bot.playground.wire import Json

_TOTAL = 6000
_PICTURE = record({"url": web_address}, ("url",))
_SHAPE = record(
    {
        "type": text(0, 100),
        "title": text(0, 256),
        "description": text(0, 4096),
        "url": web_address,
        "color": whole(0, 0xFFFFFF),
        "timestamp": text(1, 64),
        "author": record({"name": text(1, 256), "url": web_address, "icon_url": web_address}, ("name",)),
        "footer": record({"text": text(1, 2048), "icon_url": web_address}, ("text",)),
        "image": _PICTURE,
        "thumbnail": _PICTURE,
        "video": anything,
        "provider": anything,
        "flags": anything,
        "fields": each(
            record({"name": text(1, 256), "value": text(1, 1024), "inline": boolean}, ("name", "value"))
        ),
    }
)
EMBEDS = each(_SHAPE, 0, 10)


def embeds(value: Any, path: Path, flaws: Flaws) -> None:
    """Checks for at most ten embeds, none of them empty, 6,000 characters in all."""
    EMBEDS(value, path, flaws)
    if not isinstance(value, list) or not all(isinstance(embed, dict) for embed in value):
        return
    for index, embed in enumerate(value):
        if not any(
            embed.get(key)
            for key in ("title", "description", "fields", "author", "footer", "image", "thumbnail")
        ):
            flaws.add((*path, index, "description"), "BASE_TYPE_REQUIRED", "This field is required")
    if sum(map(_length, value)) > _TOTAL:
        flaws.add(path, "MAX_EMBED_SIZE_EXCEEDED", f"Embed size exceeds maximum size of {_TOTAL}")


def _length(embed: Json) -> int:
    parts = [embed.get("title"), embed.get("description")]
    parts += [(embed.get("author") or {}).get("name"), (embed.get("footer") or {}).get("text")]
    for field in embed.get("fields") or ():
        parts += [field.get("name"), field.get("value")]
    return sum(len(str(part)) for part in parts if part)
