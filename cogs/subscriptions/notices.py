"""The messages of notices and digests."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate
from typing import Any

from discord import ui

from bot.language import _, ngettext
from bot.presses import Press
from bot.reading.presses import ReadNewChapter, ReadStory
from bot.stories.ids import StoryId
from bot.stories.models import Story
from bot.stories.naming import chapter_name
from bot.subscriptions.models import Completed, Digest, Elsewhere, Notice
from bot.text.direction import isolated, listed
from cogs.ui.components import button
from cogs.ui.labels import clipped, escaped, reading_time, story_line, story_named
from cogs.ui.pushes import Message

_CHAPTERS_NAMED = 5
_NAME_ROOM = 150
_ANNOUNCEMENT_ROOM, _WARNED_ROOM = 400, 150
_CONTENT_ROOM, _COVERED_ROOM = 1_900, 1_900
"""Characters for what is read in a notice, of Discord's 2,000, and for what is covered there."""
_DIGEST_STORIES = 8
"""The number of stories of a digest that are told in full, each with a button; a plain message has five rows
of them."""
_DIGEST_ROOM, _OTHERS_ROOM = 1_400, 400
"""Characters for these stories, and for the titles of the others."""
_BUTTONS_IN_ROW, _BUTTON_ROOM = 4, 40
_TITLE_ROOM = 80
_ADDRESS = re.compile(r"https?://[^\s<>]{4,300}")


def _read(story: StoryId) -> ui.Button[Any]:
    return button(_("Read"), ReadStory(story), main=True)


def _read_news(notice: Notice) -> ui.Button[Any]:
    return button(_("Read"), _reading_of(notice), main=True)


def _reading_of(notice: Notice) -> Press:
    """Returns the press that opens the first new chapter for whoever has come to it."""
    if not notice.chapters:
        return ReadStory(notice.story.id)
    return ReadNewChapter(notice.story.id, notice.chapters[0].id)


def completed_message(completed: Completed, ping: str, stop: ui.Button[Any]) -> Message:
    """Returns the message that tells that a story is complete, or that it is not after all."""
    story = completed.story
    text = ngettext(
        "📖 {story} is complete: {number} chapter, about {time}.",
        "📖 {story} is complete: {number} chapters, about {time}.",
        story.chapters,
        story=story_named(story),
        time=reading_time(story),
    )
    if completed.withdrawn:
        text = _(
            "📖 {story} isn’t complete after all, says its author. With `/subscribe` I’ll tell you when it "
            "is.",
            story=_titled(story),
        )
    return Message(f"{ping}{text}", [[_read(story.id), stop]])


def notice_message(notice: Notice, ping: str, stop: ui.Button[Any]) -> Message:
    """Returns the message that tells of what is new in a story."""
    news = f"{ping}{_new_chapters(notice)}"
    warned, withdrawn = _warned(notice), _withdrawn(notice)
    room = _CONTENT_ROOM - len(news) - len(warned) - len(withdrawn)
    entries = _fitting([_entry(each) for each in notice.elsewhere[:_CHAPTERS_NAMED]], room)
    said = _fitting(_announcements(notice, hidden=False), room - len("\n".join(entries)))
    more = _more(len(notice.elsewhere) - len(entries))
    return Message(
        "\n".join(filter(None, (news, warned, *said, *entries, withdrawn, more))),
        [[_read_news(notice), stop]],
        covered=_lines_of([*_announcements(notice, hidden=True), *_covered_links(notice)], _COVERED_ROOM),
    )


def _new_chapters(notice: Notice) -> str:
    new, story = notice.chapters, _titled(notice.story)
    names = [f"**{escaped(chapter_name(each), _NAME_ROOM)}**" for each in new[:_CHAPTERS_NAMED]]
    if not new:
        return f"📖 {story}"
    if len(new) == 1:
        return _("📖 {chapter} of {story} is out.", chapter=names[0], story=story)
    more = _more(len(new) - _CHAPTERS_NAMED)
    return "\n".join(filter(None, [_counted_chapters(notice, story), *names, more]))


def _counted_chapters(notice: Notice, story: str) -> str:
    """Returns how many chapters of a story are new, and since when, above their names."""
    number, stopped_in = len(notice.chapters), notice.stopped_in
    if stopped_in is None:
        return ngettext(
            "📖 {number} new chapter of {story}:",
            "📖 {number} new chapters of {story}:",
            number,
            story=story,
        )
    if not stopped_in.number:
        return ngettext(
            "📖 {number} new chapter of {story} since you stopped in “{chapter}”:",
            "📖 {number} new chapters of {story} since you stopped in “{chapter}”:",
            number,
            story=story,
            chapter=escaped(chapter_name(stopped_in), _NAME_ROOM),
        )
    return ngettext(
        "📖 {number} new chapter of {story} since you stopped in chapter {chapter}:",
        "📖 {number} new chapters of {story} since you stopped in chapter {chapter}:",
        number,
        story=story,
        chapter=stopped_in.number,
    )


def _titled(story: Story) -> str:
    return f"**{escaped(story.title, _NAME_ROOM)}**"


def _fitting(lines: Sequence[str], room: int) -> list[str]:
    """Returns the first of some lines, as many as there is room for."""
    lengths = accumulate(len(line) + 1 for line in lines)
    return [line for line, length in zip(lines, lengths, strict=True) if length <= room]


def _warned(notice: Notice) -> str:
    """Returns the line that says which of its reader's warnings the new chapters have, or an empty string."""
    if not notice.warned:
        return ""
    names = f"**{escaped(listed(notice.warned), _WARNED_ROOM)}**"
    return _("⚠️ With {names}, which you asked to be warned of.", names=names)


def _withdrawn(notice: Notice) -> str:
    """Returns the line that takes back what the message told before, or an empty string."""
    if not notice.withdrawn:
        return ""
    if notice.chapters or notice.elsewhere:
        return ngettext(
            "The author has withdrawn another chapter that was announced here.",
            "The author has withdrawn {number} other chapters that were announced here.",
            notice.withdrawn,
        )
    return ngettext(
        "The author has withdrawn the chapter that was announced here.",
        "The author has withdrawn the {number} chapters that were announced here.",
        notice.withdrawn,
    )


def _lines_of(lines: Sequence[str], room: int) -> str:
    return "\n".join(_fitting(lines, room))


def _announcements(notice: Notice, *, hidden: bool) -> list[str]:
    """Returns the author's words with the new chapters as block quotes: those that may tell too much, behind
    a bar, or the others."""
    lines: list[str] = []
    for each in notice.announcements:
        if each.hidden is not hidden:
            continue
        words = escaped(each.words, _ANNOUNCEMENT_ROOM)
        words = f"||{words}||" if hidden else words
        named = f"{escaped(chapter_name(each.chapter), _TITLE_ROOM)}: " if len(notice.chapters) > 1 else ""
        lines.append(f"> {named}{words}")
    return lines


def _more(left: int) -> str:
    return _("-# and {number} more", number=left) if left > 0 else ""


def _entry(elsewhere: Elsewhere) -> str:
    """Returns a line for an entry that can be read only where its feed says."""
    if not elsewhere.title:
        return _("Something new is out.")
    title = f"**{escaped(elsewhere.title, _NAME_ROOM)}**"
    if not _may_link(elsewhere):
        return _("{title} is out.", title=title)
    return _("{title} is out, to be read [on the web](<{link}>).", title=title, link=elsewhere.link)


def _may_link(elsewhere: Elsewhere) -> bool:
    """Returns whether there is a link to an entry that a locked phone may show: its address often holds the
    title, which may be hidden from its reader."""
    return bool(elsewhere.title and _ADDRESS.fullmatch(elsewhere.link))


def _covered_links(notice: Notice) -> list[str]:
    """Returns the links to the entries whose titles are hidden from their reader."""
    found = [each.link for each in notice.elsewhere if not each.title and _ADDRESS.fullmatch(each.link)]
    story = _titled(notice.story)
    return [_("{story}: [on the web](<{link}>)", story=story, link=link) for link in found[:_CHAPTERS_NAMED]]


def digest_message(digest: Digest, stop: ui.Button[Any]) -> Message:
    """Returns the message that tells of what is new in several stories."""
    told = _fitting([_in_brief(each) for each in digest.notices[:_DIGEST_STORIES]], _DIGEST_ROOM)
    stories_told, others = digest.notices[: len(told)], digest.notices[len(told) :]
    if others:
        titles = _fitting([escaped(each.story.title, _TITLE_ROOM) for each in others], _OTHERS_ROOM)
        left = len(others) - len(titles)
        named = ", ".join(titles)
        told.append(
            _("-# Also new: {titles} and {number} more", titles=named, number=left)
            if left
            else _("-# Also new: {titles}", titles=named)
        )
    buttons = [button(_read_label(each.story), _reading_of(each)) for each in stories_told]
    rows = [buttons[at : at + _BUTTONS_IN_ROW] for at in range(0, len(buttons), _BUTTONS_IN_ROW)]
    covered = _lines_of([line for each in stories_told for line in _covered_of(each)], _COVERED_ROOM)
    return Message("\n\n".join([_digest_heading(digest), *told]), [*rows, [stop]], covered)


def _covered_of(notice: Notice) -> list[str]:
    """Returns what a digest tells of a story that a locked phone may not show, with its title."""
    said = [f"{_titled(notice.story)}\n{line}" for line in _announcements(notice, hidden=True)]
    return [*said, *_covered_links(notice)]


def _digest_heading(digest: Digest) -> str:
    if digest.weekly:
        return ngettext(
            "📖 Your weekly digest: news of {number} story",
            "📖 Your weekly digest: news of {number} stories",
            len(digest.notices),
        )
    return ngettext(
        "📖 Your daily digest: news of {number} story",
        "📖 Your daily digest: news of {number} stories",
        len(digest.notices),
    )


def _read_label(story: Story) -> str:
    return _("Read {title}", title=clipped(isolated(story.title), _BUTTON_ROOM))


def _in_brief(notice: Notice) -> str:
    """Returns a story's title and a few lines on what is new in it."""
    lines = [story_line(notice.story)]
    if len(notice.chapters) == 1:
        chapter = escaped(chapter_name(notice.chapters[0]), _NAME_ROOM)
        lines.append(_("{title} is out.", title=f"**{chapter}**"))
    elif notice.chapters:
        lines.append(_counted_in_brief(notice))
    if notice.warned:
        lines.append(_warned(notice))
    if len(notice.elsewhere) == 1:
        lines.append(_entry(notice.elsewhere[0]))
    elif notice.elsewhere:
        lines.append(_counted_entries(notice.elsewhere))
    lines += _announcements(notice, hidden=False)
    if notice.withdrawn:
        lines.append(_withdrawn(notice))
    return "\n".join(lines)


def _counted_in_brief(notice: Notice) -> str:
    number, stopped_in = len(notice.chapters), notice.stopped_in
    if stopped_in is None:
        return ngettext("{number} new chapter.", "{number} new chapters.", number)
    if not stopped_in.number:
        return ngettext(
            "{number} new chapter since you stopped in “{chapter}”.",
            "{number} new chapters since you stopped in “{chapter}”.",
            number,
            chapter=escaped(chapter_name(stopped_in), _NAME_ROOM),
        )
    return ngettext(
        "{number} new chapter since you stopped in chapter {chapter}.",
        "{number} new chapters since you stopped in chapter {chapter}.",
        number,
        chapter=stopped_in.number,
    )


def _counted_entries(entries: Sequence[Elsewhere]) -> str:
    number = len(entries)
    if not _may_link(entries[0]):
        return ngettext("{number} new entry.", "{number} new entries.", number)
    return ngettext(
        "{number} new entry, to be read [on the web](<{link}>).",
        "{number} new entries, to be read [on the web](<{link}>).",
        number,
        link=entries[0].link,
    )
