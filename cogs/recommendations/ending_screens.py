"""The end of a story: a moment, with what may come after it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from discord import MediaGalleryItem, SelectOption, ui

from bot.language import _, ngettext
from bot.language.names import MONTHS
from bot.reading.presses import GoTo, ReadAgain, ReadStory
from bot.recommendations.models import Suggested
from bot.recommendations.presses import MoreLikeThis
from bot.shelf.endings import LONGEST_NOTE
from bot.shelf.models import Ending, Opinion
from bot.shelf.presses import DrawEnd, KeepNote, OpenNoteForm, PostEnd, RateStory
from bot.stories.details import Completion
from bot.stories.ids import ReaderId
from bot.stories.models import Story
from bot.subscriptions.presses import Subscribe
from bot.text import markup
from cogs.recommendations.screens import reason
from cogs.shelf.facts import stars_of
from cogs.ui import forms
from cogs.ui.components import Item, button, framed, menu
from cogs.ui.covers import Thumbnails, beside_thumbnail
from cogs.ui.labels import authors_of, block_quote, clipped, day_of, escaped, story_line, summary_of
from cogs.ui.replies import Interaction

PICTURE_FILE = "the-end.png"
_NOTE_ROOM, _SUMMARY_ROOM = 1_500, 160


def ending_screen(ending: Ending, after: Suggested | None, ready: Thumbnails) -> ui.LayoutView:
    """Returns the end of a story for its reader alone, with the small covers that are ready. `after` is what
    is suggested to be read next where the story has no sequel."""
    story, following = ending.story, ending.next_in_series
    if following is None and after is not None:
        following = after.story
    items: list[Item] = [beside_thumbnail(_told(ending), story, ready)]
    if ending.opinion.note:
        items.append(ui.TextDisplay(_noted(ending.opinion)))
    items.append(menu(RateStory(story.id), _("Rate it, just for yourself"), _ratings(ending.opinion)))
    if following is not None:
        items += [ui.Separator(), beside_thumbnail(_following(ending, after), following, ready)]
    items.append(ui.ActionRow(*_onwards(ending, following)))
    return framed(*items, ui.ActionRow(*_keeping(ending)), accent=story.accent)


async def show_note_form(interaction: Interaction, opinion: Opinion, press: KeepNote) -> None:
    """Opens the form for a note."""
    field = forms.lines("note", _("Your note"), opinion.note, hint=_("Only you see it."), most=LONGEST_NOTE)
    await forms.show_form(interaction, _("A note for yourself"), press, field)


def ending_lines(ending: Ending) -> tuple[str, str]:
    """Returns the two lines of the card to share: when a story was read, and how long it took."""
    then = datetime.fromtimestamp(ending.finished_at, UTC)
    day = _("{day} {month} {year}", day=then.day, month=_(MONTHS[then.month - 1]), year=str(then.year))
    read = _("Up to date on {day}", day=day) if ending.goes_on else _("Finished on {day}", day=day)
    return read, _taken(ending)


def card_to_share(story: Story, alt: str, offer: int | None) -> ui.LayoutView:
    """Returns the card for its reader alone. `offer` identifies the offer to post it, None where that is not
    possible."""
    if offer is None:
        return framed(_picture(alt), accent=story.accent)
    post = button(_("Post here"), PostEnd(story.id, offer), main=True)
    return framed(_picture(alt), ui.ActionRow(post), accent=story.accent)


def shared_card(ending: Ending, alt: str, whose: ReaderId) -> ui.LayoutView:
    """Returns the card as everybody in a channel sees it."""
    story = ending.story
    title, reader = escaped(story.title, 120), f"<@{whose}>"
    if ending.goes_on:
        said = _("{reader} is up to date with **{title}**.", reader=reader, title=title)
    else:
        said = _("{reader} has finished **{title}**.", reader=reader, title=title)
    read = ui.ActionRow[ui.LayoutView](button(_("Read"), ReadStory(story.id)))
    return framed(ui.TextDisplay(said), _picture(alt), read, accent=story.accent)


def _picture(alt: str) -> Item:
    return ui.MediaGallery(MediaGalleryItem(f"attachment://{PICTURE_FILE}", description=clipped(alt, 1_024)))


def _told(ending: Ending) -> str:
    story = ending.story
    heading = _("You’re up to date") if ending.goes_on else _("The end")
    by = f"\n{escaped(authors_of(story.authors), 120)}" if story.authors else ""
    day = day_of(ending.finished_at)
    when = _("Up to date since {day}", day=day) if ending.goes_on else _("Finished on {day}", day=day)
    lines = [f"-# {heading}", f"## {escaped(story.title, 200)}{by}", f"{when} · {_taken(ending)}"]
    if ending.opinion.stars:
        lines.append(_("{stars} from you. Only you see this.", stars=stars_of(ending.opinion.stars)))
    return "\n".join(lines)


def _taken(ending: Ending) -> str:
    """Returns how long a story was read, and over how many days."""
    hours, minutes = divmod(round(ending.seconds / 60), 60)
    if not hours and not minutes:
        time = _("less than a minute")
    elif not hours:
        time = ngettext("{number} minute", "{number} minutes", minutes)
    elif minutes and hours < 10:
        time = _("{hours} h {minutes} min", hours=hours, minutes=minutes)
    else:
        time = ngettext("{number} hour", "{number} hours", hours + (minutes >= 30))
    days = ending.days
    return ngettext("read in {time}, on one day", "read in {time}, over {number} days", days, time=time)


def _noted(opinion: Opinion) -> str:
    return f"**{_('Your note')}**\n{block_quote(markup.escape(opinion.note), _NOTE_ROOM)}"


def _ratings(opinion: Opinion) -> list[SelectOption]:
    options = [
        SelectOption(label=stars_of(number), value=str(number), default=number == opinion.stars)
        for number in range(5, 0, -1)
    ]
    if opinion.stars:
        options.append(SelectOption(label=_("Take my rating back"), value="0"))
    return options


def _following(ending: Ending, after: Suggested | None) -> str:
    if ending.next_in_series is not None:
        following, why = ending.next_in_series, _("Next in the series")
        return "\n".join(_of(following, why))
    assert after is not None  # noqa: S101 - there is one of both
    return "\n".join((*_of(after.story, _("You might like next")), reason(after, ending.story)))


def _of(story: Story, why: str) -> Iterator[str]:
    yield f"-# {why}"
    yield story_line(story)
    if story.summary:
        yield summary_of(story, _SUMMARY_ROOM)


def _onwards(ending: Ending, following: Story | None) -> Iterator[ui.Button[ui.LayoutView]]:
    story = ending.story
    if following is not None:
        yield button(_("Read ▶"), ReadStory(following.id), main=True)
    if story.completion is not Completion.COMPLETE:
        tell = _("Tell me about new chapters")
        yield button(tell, Subscribe(story.id), main=following is None)
    yield button(_("More like this"), MoreLikeThis(story.id))


def _keeping(ending: Ending) -> Iterator[ui.Button[ui.LayoutView]]:
    story = ending.story
    yield button(_("Edit my note") if ending.opinion.note else _("Write a note"), OpenNoteForm(story.id))
    yield button(_("A card to share"), DrawEnd(story.id))
    yield button(_("Back to the text"), GoTo(ending.place))
    yield button(_("Read again"), ReadAgain(story.id, ending.reading.id, None))
