"""The cog that publishes chapters: from a form, before their time, or at it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from discord import ui
from discord.ext import commands

from bot.editing.publishing_presses import (
    AT_ONCE,
    IN_RHYTHM,
    CallOff,
    CorrectRelease,
    EditRelease,
    ListPlanned,
    OpenReleaseForm,
    OpenReleaseUpload,
    OpenRhythmForm,
    PlanAgain,
    PublishChapter,
    PublishEarly,
    PublishNow,
    ReleaseEarly,
    SetRhythm,
    UploadRelease,
)
from bot.errors import StaleButtonError
from bot.imports.manuscript import ManuscriptChapter
from bot.language import _
from bot.presses import Press
from bot.stories.chapter_notes import LONGEST_ANNOUNCEMENT
from bot.stories.ids import ReleaseId, RoleId, StoryId
from bot.stories.models import Credentials
from cogs.editing.editor import CHAPTER_FILES
from cogs.editing.planning_screens import planned_list, release_editor, rhythm_line
from cogs.editing.publishing_screens import ANNOUNCEMENT, early_card, planned_cards, published_card
from cogs.ui import forms
from cogs.ui.credentials import credentials_of
from cogs.ui.labels import escaped
from cogs.ui.replies import Interaction, Waiting, defer, every_chosen, turn
from cogs.ui.router import answers

if TYPE_CHECKING:
    from bot.app import App
    from bot.client import StoryBot


async def published(
    app: App,
    who: Credentials,
    story: StoryId,
    chapters: Sequence[ManuscriptChapter],
    due: int,
    role: RoleId | None,
    once: int,
) -> ui.LayoutView:
    """Publishes chapters of a story or plans them for a time (see PublishChapter), with a role for its
    members at once, and returns the card that says so. `once` identifies the request."""
    if role is not None:
        opens_at = due if due > AT_ONCE else None
        return early_card(
            *await app.early_chapters.publish(who, story, chapters, [role], opens_at, f"{once}")
        )
    if due == AT_ONCE:
        return published_card(await app.publishing.publish(who, story, chapters[0], once))
    planned = await app.planning.plan(who, story, chapters, None if due == IN_RHYTHM else due)
    return planned_cards(await app.editing.story(who, story), planned)


class PublishingCog(commands.Cog):
    """Answers the presses on chapters that are planned or to be published."""

    def __init__(self, bot: StoryBot) -> None:
        self._app = bot.app
        self._editing = bot.app.editing
        self._publishing = bot.app.publishing
        self._planning = bot.app.planning
        self._early = bot.app.early_chapters

    @answers
    async def publish(self, interaction: Interaction, press: PublishChapter | PublishEarly) -> None:
        """Publishes or plans the chapter entered in a form, or sent in it as a file."""
        who, entries = await credentials_of(interaction), forms.entries_of(interaction)
        sent, title = forms.upload_of(interaction, "file"), entries.get("title", "")
        await self._editing.story(who, press.story)
        words = entries.get(ANNOUNCEMENT)
        if sent is None:
            async with Waiting(interaction, _("Putting it on the shelves…")) as waiting:
                typed = await self._publishing.chapter_of(title, entries.get("text", ""))
                chapter = self._publishing.announced(typed, words)
                await waiting.end(await self._published(interaction, who, press, chapter))
            return
        self._publishing.require_size(sent.name, sent.size)
        async with Waiting(interaction, _("Fetching the file…")) as waiting:
            data = await waiting.fetch(sent)
            chapter = await self._publishing.chapter_in(data, sent.name, waiting.tell)
            chapter = self._publishing.announced(replace(chapter, title=title or chapter.title), words)
            await waiting.end(await self._published(interaction, who, press, chapter))

    async def _published(
        self,
        interaction: Interaction,
        who: Credentials,
        press: PublishChapter | PublishEarly,
        chapter: ManuscriptChapter,
    ) -> ui.LayoutView:
        role = press.role if isinstance(press, PublishEarly) else None
        return await published(self._app, who, press.story, [chapter], press.due_at, role, interaction.id)

    @answers
    async def list_planned(self, interaction: Interaction, press: ListPlanned) -> None:
        """Shows a page of the planned chapters."""
        await self._show_list(interaction, press.story, press.page)

    @answers
    async def release(self, interaction: Interaction, press: PublishNow) -> None:
        """Publishes a planned chapter before its time."""
        who = await credentials_of(interaction)
        await self._planning.planned(who, press.release)
        await defer(interaction)  # a chapter of size takes a while
        await turn(interaction, published_card(await self._publishing.release_now(who, press.release)))

    @answers
    async def release_early(self, interaction: Interaction, press: ReleaseEarly) -> None:
        """Publishes a planned chapter for the roles that were chosen."""
        who, roles = await credentials_of(interaction), every_chosen(interaction, RoleId)
        await self._planning.planned(who, press.release)
        await defer(interaction)
        await turn(interaction, early_card(*await self._publishing.release_early(who, press.release, roles)))

    @answers
    async def call_off(self, interaction: Interaction, press: CallOff) -> None:
        """Calls off a planned chapter."""
        who = await credentials_of(interaction)
        called_off, at = await self._planning.call_off(who, press.release)
        name = escaped(called_off.title, 150) or _("a chapter without a title")
        again = PlanAgain(called_off.story, at)
        await self._show_list(interaction, called_off.story, 0, _("Cancelled: {name}.", name=name), again)

    @answers
    async def plan_again(self, interaction: Interaction, press: PlanAgain) -> None:
        """Plans a chapter again that was called off."""
        await self._planning.plan_again(await credentials_of(interaction), press.story, press.called_off_at)
        await self._show_list(interaction, press.story, 0, _("It is planned again."))

    @answers
    async def edit(self, interaction: Interaction, press: EditRelease) -> None:
        """Shows all that can be changed in a planned chapter."""
        await self._show(interaction, press.release)

    @answers
    async def open_form(self, interaction: Interaction, press: OpenReleaseForm) -> None:
        """Opens the form for a planned chapter's title, its time and the word to subscribers."""
        who = await credentials_of(interaction)
        _story, planned = await self._planning.planned(who, press.release)
        when, zone = await self._publishing.written(who, planned.due_at)
        await forms.show_form(
            interaction,
            _("Planned chapter"),
            CorrectRelease(press.release),
            _field("title", _("Title"), planned.title, hint=_("You can leave this empty.")),
            _field("at", _("When it appears"), when, hint=_("In {zone} time.", zone=zone), required=True),
            forms.lines(
                forms.marked(ANNOUNCEMENT, planned.notes.announcement),
                _("A word to your subscribers"),
                planned.notes.announcement,
                hint=_("Sent along with the notice. You can leave this empty."),
                most=LONGEST_ANNOUNCEMENT,
            ),
        )

    @answers
    async def correct(self, interaction: Interaction, press: CorrectRelease) -> None:
        """Gives a planned chapter another title, another time or another word to subscribers."""
        who, entries = await credentials_of(interaction), forms.entries_changed(interaction)
        _story, planned = await self._planning.planned(who, press.release)
        due_at = await self._publishing.moment(who, entries["at"]) if "at" in entries else planned.due_at
        title = entries.get("title", planned.title)
        words = entries.get(ANNOUNCEMENT, planned.notes.announcement)
        await self._planning.correct(who, press.release, title, due_at, words)
        await self._show(interaction, press.release, _("Saved."))

    @answers
    async def open_upload(self, interaction: Interaction, press: OpenReleaseUpload) -> None:
        """Opens the form for a planned chapter's new text."""
        await self._planning.planned(await credentials_of(interaction), press.release)
        field = forms.upload("file", _("The chapter’s new text"), hint=_(CHAPTER_FILES))
        await forms.show_form(interaction, _("Planned chapter"), UploadRelease(press.release), field)

    @answers
    async def upload(self, interaction: Interaction, press: UploadRelease) -> None:
        """Replaces a planned chapter's text by a file's."""
        who, sent = await credentials_of(interaction), forms.upload_of(interaction, "file")
        if sent is None:
            raise StaleButtonError
        self._publishing.require_size(sent.name, sent.size)
        await self._planning.planned(who, press.release)
        async with Waiting(interaction, _("Fetching the file…")) as waiting:
            data = await waiting.fetch(sent)
            chapter = await self._publishing.chapter_in(data, sent.name, waiting.tell)
            await self._planning.rewrite(who, press.release, chapter)
            story, planned = await self._planning.planned(who, press.release)
            await waiting.end(release_editor(story, planned, _("The new text is in.")))

    @answers
    async def open_rhythm(self, interaction: Interaction, press: OpenRhythmForm) -> None:
        """Opens the form for the rhythm of a story's chapters."""
        rhythm = await self._planning.rhythm(await credentials_of(interaction), press.story)
        hint = _("Like “fridays 18:00”, “mon, thu 9am” or “daily 20:00”. Leave it empty for none.")
        field = forms.line(
            "rhythm",
            _("When chapters appear"),
            rhythm_line(rhythm) if rhythm else "",
            hint=hint,
            most=120,
        )
        await forms.show_form(interaction, _("Rhythm"), SetRhythm(press.story), field)

    @answers
    async def set_rhythm(self, interaction: Interaction, press: SetRhythm) -> None:
        """Sets the rhythm of a story's chapters."""
        who, entries = await credentials_of(interaction), forms.entries_of(interaction)
        rhythm = await self._planning.set_rhythm(who, press.story, entries.get("rhythm", ""))
        done = _("Saved. Chapters appear in this rhythm.") if rhythm else _("There’s no rhythm any more.")
        await self._show_list(interaction, press.story, 0, done)

    async def _show(self, interaction: Interaction, release: ReleaseId, done: str = "") -> None:
        story, planned = await self._planning.planned(await credentials_of(interaction), release)
        await turn(interaction, release_editor(story, planned, done))

    async def _show_list(
        self, interaction: Interaction, story: StoryId, page: int, done: str = "", undo: Press | None = None
    ) -> None:
        who = await credentials_of(interaction)
        plans, early = await self._planning.plans(who, story, page), await self._early.of(who, story)
        await turn(interaction, planned_list(plans, early, done, undo))


def _field(name: str, label: str, entry: str, *, hint: str, required: bool = False) -> ui.Label[Any]:
    return forms.line(forms.marked(name, entry), label, entry, hint=hint, required=required)
