"""What a person sees: a reply to what they did, and a message's text and components."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

Json = dict[str, Any]

BUTTON, SELECT, TEXT_DISPLAY = 2, 3, 10
EPHEMERAL, LOADING = 1 << 6, 1 << 7


@dataclass(frozen=True)
class Reply:
    """What a person got for what they did."""

    outcome: str
    message: Json | None = None
    choices: tuple[Json, ...] = ()
    modal: Json | None = None
    error: str = ""

    @property
    def text(self) -> str:
        """All that can be read in the message, a blank line between its parts."""
        return readable(self.message or {})

    @property
    def components(self) -> list[Json]:
        """The message's components as they are nested."""
        found: list[Json] = (self.message or {}).get("components", [])
        return found

    @property
    def ephemeral(self) -> bool:
        """Whether only this person sees the message."""
        return bool((self.message or {}).get("flags", 0) & EPHEMERAL)

    @property
    def labels(self) -> list[str]:
        """What the buttons say, emoji first, in the order in which they show."""
        return [label(found) for found in walk(self.components) if found["type"] == BUTTON]

    def button(self, says: str) -> Json:
        """The one button that says this, or else the one whose label contains it."""
        buttons = [found for found in walk(self.components) if found["type"] == BUTTON]
        exact = [found for found in buttons if label(found) == says]
        found = exact or [found for found in buttons if says in label(found)]
        assert len(found) == 1, f"{len(found)} buttons say {says!r}; there are {self.labels}"
        return found[0]


def walk(components: list[Json]) -> Iterator[Json]:
    """Every component, however deep, in the order in which they show."""
    for component in components:
        yield component
        yield from walk(component.get("components") or [])
        yield from walk([component[key] for key in ("accessory", "component") if component.get(key)])


def label(button: Json) -> str:
    """What a button says: its emoji, then its label."""
    emoji = (button.get("emoji") or {}).get("name")
    return " ".join(part for part in (emoji, button.get("label")) if part)


def readable(message: Json) -> str:
    """All text of a message: content, embeds, text displays."""
    parts = [message.get("content")]
    for embed in message.get("embeds", []):
        parts += [embed.get("title"), embed.get("description")]
        for field in embed.get("fields", []):
            parts += [field["name"], field["value"]]
        parts.append((embed.get("footer") or {}).get("text"))
    shown = walk(message.get("components", []))
    parts += [found["content"] for found in shown if found["type"] == TEXT_DISPLAY]
    return "\n\n".join(part for part in parts if part)
