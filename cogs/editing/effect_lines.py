"""What keeping a draft will do, in words."""

from __future__ import annotations

from collections.abc import Sequence

from discord import ui

from bot.editing.models import Effects
from bot.language import _, ngettext
from bot.text.direction import listed
from cogs.ui.components import Item
from cogs.ui.labels import counted, escaped


def effect_lines(effects: Effects) -> list[Item]:
    """Returns the note of what keeping the draft will do, or nothing where there is nothing to say."""
    lines = [_leaving(effects)] if effects.lost else []
    if effects.told:
        lines.append(
            ngettext(
                "I’ll tell subscribers about {number} new chapter.",
                "I’ll tell subscribers about {number} new chapters.",
                effects.told,
            )
        )
    if effects.planned:
        names = escaped(listed(each or _("a chapter without a title") for each in effects.planned), 120)
        lines.append(
            _("Also planned: {chapters}. This file publishes it, so it won’t come out twice.", chapters=names)
        )
    lines += twice_lines(effects.twice)
    return [ui.TextDisplay("\n".join(lines))] if lines else []


def twice_lines(names: Sequence[str]) -> list[str]:
    """Returns the warning of chapters that are there twice, or nothing where none is."""
    return [_("⚠️ In it twice: {chapters}.", chapters=escaped(listed(names), 150))] if names else []


def _leaving(effects: Effects) -> str:
    # Who stands where is never told: of trial uploads one would find a single reader.
    words, chapters = counted(effects.lost, "word"), escaped(listed(effects.losing), 120)
    if effects.readers is None:
        return _(
            "⚠️ {words} will go from {chapters}. Whoever stopped there will go on from where the words stood; "
            "if the words come back, so does their place.",
            words=words,
            chapters=chapters,
        )
    return _(
        "⚠️ {words} will go from {chapters}. The story has at least {readers} readers: whoever stopped there "
        "will go on from where the words stood; if the words come back, so does their place.",
        words=words,
        chapters=chapters,
        readers=effects.readers,
    )
