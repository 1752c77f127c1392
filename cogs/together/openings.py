"""What the bot says in the threads of parts, and what their meetings are called."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from discord import ui

from bot.language import _
from bot.stories.naming import chapter_name
from bot.text.direction import isolated
from bot.together.models import Plan, Stage
from bot.together.threads import Meeting, Opening
from cogs.quotes.cards import quote_text
from cogs.together.naming import part_name
from cogs.ui.components import Item, framed
from cogs.ui.labels import clipped, escaped

_THREAD_NAME = _EVENT_NAME = _PLACE = 100
"""Characters that Discord takes."""
_QUOTE_ROOM = 900
_EXTERNAL, _GUILD_ONLY = 3, 2
_HOUR = timedelta(hours=1)


def thread_name(plan: Plan, stage: Stage) -> str:
    """Returns the name of a part's thread."""
    part = part_name(stage)
    room = _THREAD_NAME - len(_("{title} — {part}", title="", part=part))
    return _("{title} — {part}", title=clipped(isolated(plan.story.title), room), part=part)


def opening_message(opening: Opening) -> ui.LayoutView:
    """Returns the first message of a part's thread: what of it may spoil is covered where the thread is open
    to everybody."""
    plan, stage = opening.plan, opening.stage
    heading: Item = ui.TextDisplay(f"### {part_name(stage)} · {escaped(plan.story.title, 160)}")
    inner: list[Item] = [ui.TextDisplay(_goes_to(stage))]
    if opening.line is not None:
        line = opening.line
        inner += [
            ui.Separator(),
            ui.TextDisplay(
                quote_text(
                    plan.story,
                    line.chapter,
                    line.markdown,
                    lead_in=line.lead_in,
                    speaker=line.speaker,
                    room=_QUOTE_ROOM,
                )
            ),
        ]
    inner += [ui.Separator(), *_questions(opening)] if opening.questions else []
    if not opening.covered:
        note = _("Everybody here has read to the end of this part.")
        return framed(heading, *inner, ui.TextDisplay(f"-# {note}"), accent=plan.story.accent)
    return _covered([heading, ui.TextDisplay(_warning())], inner)


def questions_message(opening: Opening) -> ui.LayoutView:
    """Returns the host's questions, which came after the first message."""
    if opening.covered:
        heading: Item = ui.TextDisplay(_("**Questions about this part**"))
        return _covered([heading], [ui.TextDisplay(opening.questions)])
    return framed(*_questions(opening), accent=opening.plan.story.accent)


def event_of(meeting: Meeting, channel: str) -> dict[str, Any]:
    """Returns a meeting as Discord's scheduled event; without a place of its own, it is in the channel of
    this name."""
    begins = datetime.fromtimestamp(meeting.starts_at, UTC)
    return {
        "name": clipped(thread_name(meeting.plan, meeting.stage), _EVENT_NAME),
        "description": _("We talk about what we have read together. /together show has the plan."),
        "scheduled_start_time": begins.isoformat(),
        "scheduled_end_time": (begins + _HOUR).isoformat(),
        "privacy_level": _GUILD_ONLY,
        "entity_type": _EXTERNAL,
        "entity_metadata": {"location": clipped(meeting.place or f"#{channel}", _PLACE)},
    }


def _goes_to(stage: Stage) -> str:
    chapter = escaped(chapter_name(stage.end.chapter), 160)
    if stage.end.ends_chapter:
        return "-# " + _("Up to the end of {chapter}", chapter=chapter)
    return "-# " + _("Up to a place in {chapter}", chapter=chapter)


def _questions(opening: Opening) -> list[Item]:
    return [ui.TextDisplay(_("**Questions about this part**") + f"\n{opening.questions}")]


def _warning() -> str:
    return "⚠️ " + _(
        "I can’t open private threads in this channel, so everybody can read this one. What I say here is "
        "covered; please cover what gives something away, too: `||like this||`."
    )


def _covered(before: list[Item], inner: list[Item]) -> ui.LayoutView:
    view = ui.LayoutView(timeout=None)
    for each in before:
        view.add_item(each)
    view.add_item(ui.Container(*inner, spoiler=True))
    view.stop()
    return view
