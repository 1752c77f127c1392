"""The card of a story."""

from __future__ import annotations

import re
from collections.abc import Sequence

from discord import ui

from bot.language import _
from bot.language.names import language_name
from bot.library.models import Card
from bot.reading.presses import GoTo, ReadStory
from bot.shelf.models import ShelfLine, ShelfSection
from bot.stories.models import Place, Story
from bot.stories.naming import name_beside
from bot.text import markup
from bot.text.direction import listed
from cogs.reading.panel import onward_buttons
from cogs.shelf.saving import save_for_later_button
from cogs.ui.components import Item, button, framed
from cogs.ui.covers import beside_cover
from cogs.ui.labels import authors_of, counted, day_of, escaped, rating_of, reading_time

CARD_ROOM = 4_000
"""Discord's limit to the text of a message, in characters; the summary takes what the rest leaves."""
_AT_END = (ShelfSection.FINISHED, ShelfSection.WAITING)
_CHAPTER_ROOM = 120
_SUMMARY_ROOM = 1_500
_DISCLAIMER_ROOM = 400
_WARNINGS_ROOM = 600
_NAMES_ROOM = 250
_UNCLEAR_ROOM = 80


def story_card(card: Card, cover: str | None, back: Place | None = None) -> ui.LayoutView:
    """Returns the card of a story. `cover` is the attached file's name, `back` the place that it was opened
    from."""
    story = card.story
    onwards = (
        button(_("Back to the text"), GoTo(back), main=True)
        if back
        else button(_read_label(card.line), ReadStory(story.id), main=True)
    )
    buttons = [onwards, *onward_buttons(story)]
    if card.line.saved is not None:
        buttons.append(save_for_later_button(story.id, saved=card.line.saved))
    said = _how_far(card.line)
    items = story_items(story, cover, CARD_ROOM - len(said) - len("-# "))
    if said:
        items.insert(1, ui.TextDisplay(f"-# {said}"))
    return framed(*items, ui.ActionRow(*buttons), accent=story.accent)


def _read_label(line: ShelfLine) -> str:
    if line.open is None:
        return _("Read")
    return _("Open at my place") if line.section in _AT_END else _("Go on reading")


def _how_far(line: ShelfLine) -> str:
    """Returns how far the reader is in the story, or an empty string."""
    now = line.open
    if now is None:
        return ""
    if line.section is ShelfSection.FINISHED:
        return _("✓ You read it to the end on {when}.", when=day_of(line.finished[-1]))
    if line.section is ShelfSection.WAITING:
        return _("✓ You’ve been up to date since {when}.", when=day_of(now.reading.ended_at))
    chapter = name_beside(line.story, now.chapter)
    if not chapter:
        return _("You’re at {percent}%.", percent=now.percent)
    shown = escaped(chapter, _CHAPTER_ROOM)
    return _("You’re at {percent}%, in {chapter}.", percent=now.percent, chapter=shown)


def story_items(story: Story, cover: str | None, room: int) -> list[Item]:
    """Returns the components of a story's details in at most `room` characters; `cover` is the attached
    file's name."""
    by = ""
    if story.authors:
        by = "\n" + _("by {authors}", authors=escaped(authors_of(story.authors), 200))
    title = f"## {escaped(story.title, 300)}{by}"
    facts = _joined(_facts(story), room - len(title))
    items: list[Item] = [beside_cover(ui.TextDisplay(title), story, cover)]
    left = room - len(title) - len(facts)
    if story.summary and left > 100:
        items.append(ui.TextDisplay(_excerpt(story.summary, min(_SUMMARY_ROOM, left))))
    return [*items, ui.Separator(), ui.TextDisplay(facts)]


def _facts(story: Story) -> list[str]:
    facts = {
        _("Rating"): _rating(story),
        _("⚠️ Content warnings"): escaped(listed(story.content_warnings), _WARNINGS_ROOM),
        _("Length"): _(
            "{chapters}, {words}, about {time}",
            chapters=counted(story.chapters, "chapter"),
            words=counted(story.words, "word"),
            time=reading_time(story),
        ),
        _("Status"): _(story.completion.label) if story.completion is not None else "",
        _("Series"): escaped(listed(story.series), _NAMES_ROOM),
        _("Fandoms"): escaped(listed(story.fandoms), _NAMES_ROOM),
        _("Relationships"): escaped(listed(story.relationships), _NAMES_ROOM),
        _("Characters"): escaped(listed(map(_full_name, story.characters)), _NAMES_ROOM),
        _("Tags"): escaped(listed(story.tags), 300),
        _("Language"): escaped(language_name(story.language), 40),
        _("Source"): linked(story.source),
        _("Licence"): escaped(story.licence, 200),
        _("Disclaimer"): _excerpt(story.disclaimer, _DISCLAIMER_ROOM),
    }
    return [f"**{name}** {value}" for name, value in facts.items() if value]


def _rating(story: Story) -> str:
    unclear = escaped(story.unclear_rating, _UNCLEAR_ROOM)
    rating = rating_of(story)
    return (
        _("{rating} (“{words}” in the author’s words)", rating=rating, words=unclear) if unclear else rating
    )


def _full_name(character: str) -> str:
    """Returns the first name of an entry of the list of characters, such as “Full Name | Other name”."""
    return character.partition("|")[0].strip() or character


def _joined(facts: Sequence[str], room: int) -> str:
    """Returns the facts that fit into `room` characters, a line each."""
    lines: list[str] = []
    for fact in facts:
        if sum(map(len, lines)) + len(lines) + len(fact) <= room:
            lines.append(fact)
    return "\n".join(lines)


def _excerpt(markdown: str, room: int) -> str:
    if len(markdown) <= room:
        return markdown
    return escaped(markup.strip(markdown), room)


def linked(source: str) -> str:
    """Returns a web address unchanged, so that Discord makes it a link, and any other source as escaped
    text."""
    if re.fullmatch(r"https?://[^\s<>()\[\]*_~|`]{4,300}", source):
        return source
    return escaped(source, 300)
