"""The cog of `/read`, and of every press on the reading panel."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from functools import partial
from typing import TYPE_CHECKING, Literal

from discord import app_commands, ui
from discord.ext import commands

from bot.errors import FiresideError, StaleButtonError
from bot.language import _
from bot.library.presses import BrowseLibrary
from bot.reading.models import Panel
from bot.reading.positions import Move
from bot.reading.presses import (
    Back,
    BeginAgain,
    ChangeLength,
    ClosePanel,
    GoTo,
    GoToChapter,
    Next,
    ReadAgain,
    ReadAllTheSame,
    ReadAloud,
    ReadNewChapter,
    ReadNews,
    ReadOnMyOwn,
    ReadStory,
    ShowChapters,
    ShowOptions,
    SkipChapter,
    TurnChapters,
    UndoAgain,
    UndoJump,
)
from bot.stories.ids import ReaderId, StoryId
from bot.stories.models import Audience, Place
from cogs.posts.posting import Posting, keep_mark
from cogs.reading.aloud import offer_here, require_reading_aloud
from cogs.reading.ended import what_next
from cogs.reading.errors import NotYourPanelError, ReadOnSinceError
from cogs.reading.menus import chapter_menu, options_menu
from cogs.reading.panel import again_question, aloud_note, reading_panel
from cogs.ui.choices import Choices, chapter_choice, none_on_error, story_choice
from cogs.ui.components import view_of
from cogs.ui.credentials import credentials_of
from cogs.ui.replies import (
    Interaction,
    chosen,
    is_direct,
    is_private,
    reply,
    speaking_here,
    turn,
    turn_in_place,
)
from cogs.ui.router import answers

if TYPE_CHECKING:
    from bot.client import StoryBot


class ReadingCog(commands.Cog):
    """Opens stories and turns their pages."""

    def __init__(self, bot: StoryBot) -> None:
        self._reading = bot.app.reading
        self._posts = bot.app.posts
        self._posting = Posting(bot)
        self._library = bot.app.library
        self._read_alongs = bot.app.read_alongs
        self._shelf = bot.app.shelf
        self._audiences = bot.audiences
        self._router = bot.router

    @app_commands.command()
    @app_commands.describe(
        story="Which story; leave it out for the one you read last",
        chapter="A chapter to open, instead of your place",
        where="Who sees it: only you, or everybody here",
    )
    async def read(
        self,
        interaction: Interaction,
        story: app_commands.Range[str, 1, 200] | None = None,
        chapter: app_commands.Range[str, 1, 200] | None = None,
        where: Literal["only me", "here"] = "only me",
    ) -> None:
        """Read a story, right where you stopped."""
        aloud = where == "here" and not is_direct(interaction)
        if aloud:
            require_reading_aloud(interaction)
        if story is None and chapter is None and not aloud and await self._offered_more(interaction):
            return
        with speaking_here(interaction) if aloud else nullcontext():
            panel = await self._opened(interaction, story, chapter, aloud=aloud)
        if panel is None:
            await self._router.answer(interaction, BrowseLibrary(0))
        elif aloud:
            await self._post(interaction, panel)
            await reply(interaction, aloud_note(panel.story))
        else:
            await reply(interaction, reading_panel(panel))

    async def _offered_more(self, interaction: Interaction) -> bool:
        """Offers what comes next to who is at the end of what they read last. Returns whether they are."""
        audience = await self._audiences.of(interaction)
        last = await self._reading.last(audience)
        ended = None if last is None else await self._reading.ended(audience, last)
        if ended is not None:
            await reply(interaction, what_next(ended))
        return ended is not None

    async def _opened(
        self, interaction: Interaction, story: str | None, chapter: str | None, *, aloud: bool
    ) -> Panel | None:
        audience = await self._audiences.of(interaction)
        audience = audience.in_public if aloud else audience
        if story is None:
            identity = await self._reading.last(audience)
            if identity is None:
                return None
        else:
            identity = await self._library.find(audience, story)
        if chapter is None:
            return await self._reading.open(audience, identity)
        place = await self._library.find_chapter(audience, identity, chapter)
        return await self._reading.go(audience, place, Move.VISIT)

    @read.autocomplete("story")
    @none_on_error
    async def _stories(self, interaction: Interaction, current: str) -> Choices:
        audience = await self._audiences.of(interaction)
        return [story_choice(each) for each in await self._library.suggest(audience, current)]

    @read.autocomplete("chapter")
    @none_on_error
    async def _chapters(self, interaction: Interaction, current: str) -> Choices:
        audience = await self._audiences.of(interaction)
        story = await self._typed_story(audience, interaction.namespace.story)
        if story is None:
            return []
        return [chapter_choice(each) for each in await self._library.chapters_like(audience, story, current)]

    async def _typed_story(self, audience: Audience, typed: str | None) -> StoryId | None:
        """Returns the story of the chapters offered, or None while its name is still being typed."""
        if not typed:
            return await self._reading.last(audience)
        try:
            return await self._library.find(audience, typed)
        except FiresideError:
            return None

    @answers
    async def turn_page(self, interaction: Interaction, press: Next | Back) -> None:
        """Turns a page, on the reader's own panel or the public one that they opened."""
        _require_own(interaction, press.opener)
        how = Move.NEXT if isinstance(press, Next) else Move.BACK
        audience = await self._seen_by(interaction, press.opener)
        with _speaking_to(interaction, press.opener):
            panel = await self._reading.go(audience, press.place, how)
        await self._show(interaction, panel, press.opener)

    @answers
    async def read_again(self, interaction: Interaction, press: ReadAgain) -> None:
        """Asks whether the story is to be read again."""
        _require_own(interaction, press.opener)
        audience = await self._seen_by(interaction, press.opener)
        with _speaking_to(interaction, press.opener):
            panel = await self._reading.open(audience, press.story)
        question = partial(again_question, reading=press.reading)
        await self._show(interaction, panel, press.opener, question)

    @answers
    async def begin_again(self, interaction: Interaction, press: BeginAgain) -> None:
        """Opens the story at its beginning, as a new read."""
        _require_own(interaction, press.opener)
        audience = await self._seen_by(interaction, press.opener)
        with _speaking_to(interaction, press.opener):
            panel = await self._reading.again(audience, press.story, press.reading)
        await self._show(interaction, panel, press.opener)

    @answers
    async def undo_again(self, interaction: Interaction, press: UndoAgain) -> None:
        """Opens the former read again, where its reader has not read on in the new one."""
        _require_own(interaction, press.opener)
        audience = await self._seen_by(interaction, press.opener)
        with _speaking_to(interaction, press.opener):
            panel, undone = await self._reading.undo_again(audience, press.story, press.reading)
        if not undone:
            raise ReadOnSinceError
        await self._show(interaction, panel, press.opener)

    @answers
    async def go(self, interaction: Interaction, press: GoTo | UndoJump | ReadOnMyOwn) -> None:
        """Opens a place: back to the text, undoing a jump, or privately from a public panel."""
        panel = await self._reading.go(await self._audiences.of(interaction), press.place, Move.VISIT)
        await turn(interaction, reading_panel(panel))

    @answers
    async def go_to_chapter(self, interaction: Interaction, press: GoToChapter) -> None:
        """Opens the chapter that was chosen from the menu."""
        place = chosen(interaction, Place)
        panel = await self._reading.go(await self._audiences.of(interaction), place, Move.VISIT)
        await turn(interaction, reading_panel(panel))

    @answers
    async def chapters(self, interaction: Interaction, press: ShowChapters) -> None:
        """Shows the chapter menu, or another page of it."""
        audience = await self._audiences.of(interaction)
        contents = await self._shelf.contents(audience, press.place, press.page)
        await turn(interaction, chapter_menu(contents))

    @answers
    async def turn_chapters(self, interaction: Interaction, press: TurnChapters) -> None:
        """Shows the page of the chapter menu that was chosen."""
        audience = await self._audiences.of(interaction)
        contents = await self._shelf.contents(audience, press.place, chosen(interaction, int))
        await turn(interaction, chapter_menu(contents))

    @answers
    async def options(self, interaction: Interaction, press: ShowOptions) -> None:
        """Shows the ⋯ menu. Its offer to read aloud has the id of this press, so that it is taken only
        once."""
        audience, who = await self._audiences.of(interaction), await credentials_of(interaction)
        options = await self._shelf.options(audience, press.place)
        offer = offer_here(interaction) if options.open_to_all else None
        talk = await self._read_alongs.to_talk_about(audience, who, options.story.id)
        await turn(interaction, options_menu(options, offer, talk))

    @answers
    async def change_length(self, interaction: Interaction, press: ChangeLength) -> None:
        """Sets another passage length, and shows the same place."""
        audience = await self._audiences.of(interaction)
        panel = await self._reading.change_length(audience, press.place, press.length)
        await turn(interaction, reading_panel(panel))

    @answers
    async def read_aloud(self, interaction: Interaction, press: ReadAloud) -> None:
        """Posts a public panel at this place; the private panel goes back to its text."""
        require_reading_aloud(interaction)
        audience = (await self._audiences.of(interaction)).in_public
        with speaking_here(interaction):
            public = await self._reading.go(audience, press.place, Move.VISIT)
        await self._post(interaction, public, press.offer)  # or it stands here since the first of two presses
        await turn(interaction, reading_panel(await self._reading.go(audience, press.place, Move.VISIT)))

    @answers
    async def close(self, interaction: Interaction, press: ClosePanel) -> None:
        """Deletes a public panel, for the one who opened it."""
        _require_own(interaction, press.opener)
        if press.opener is None:
            raise StaleButtonError
        await interaction.response.defer()
        await interaction.delete_original_response()
        if interaction.message is not None:
            await self._posts.forget(interaction.message.id)

    @answers
    async def read_all_the_same(self, interaction: Interaction, press: ReadAllTheSame) -> None:
        """Opens what the reader was warned of."""
        audience = await self._audiences.of(interaction)
        panel = await self._reading.read_all_the_same(audience, press.place, press.how)
        await turn(interaction, reading_panel(panel))

    @answers
    async def skip_chapter(self, interaction: Interaction, press: SkipChapter) -> None:
        """Passes a chapter that the reader was warned of, and opens what follows."""
        audience = await self._audiences.of(interaction)
        panel = await self._reading.skip_chapter(audience, press.chapter)
        skipped = _("✓ Skipped. That’s the last chapter there is so far.")
        await turn(interaction, reading_panel(panel) if panel else view_of(ui.TextDisplay(skipped)))

    @answers
    async def read_story(self, interaction: Interaction, press: ReadStory | ReadNews) -> None:
        """Opens a story at the reader's place, from a card or a notice."""
        panel = await self._reading.open(await self._audiences.of(interaction), press.story)
        await turn(interaction, reading_panel(panel))

    @answers
    async def read_new(self, interaction: Interaction, press: ReadNewChapter) -> None:
        """Opens the new chapter that a notice tells of, or the story at the reader's place."""
        audience = await self._audiences.of(interaction)
        panel = await self._reading.open_new(audience, press.story, press.chapter)
        await turn(interaction, reading_panel(panel))

    async def _seen_by(self, interaction: Interaction, opener: ReaderId | None) -> Audience:
        """Returns the audience of a panel: of a public one, everybody."""
        audience = await self._audiences.of(interaction)
        return audience if opener is None else audience.in_public

    async def _post(self, interaction: Interaction, panel: Panel, offer: int | None = None) -> None:
        """Posts a public panel that this person turns, once for an offer. Raises as `Posting` does."""
        audience = (await self._audiences.of(interaction)).in_public
        with speaking_here(interaction):
            public = reading_panel(panel, audience.reader)
        story, chapter = panel.story.id, panel.chapter.id
        await self._posting.post(interaction, audience, public, story=story, chapter=chapter, offer=offer)

    async def _show(
        self,
        interaction: Interaction,
        panel: Panel,
        opener: ReaderId | None,
        screen: Callable[[Panel, ReaderId | None], ui.LayoutView] = reading_panel,
    ) -> None:
        """Shows a panel, or another screen about it, in place of the one that was pressed."""
        if opener is not None and not is_private(interaction):
            if interaction.message is not None:
                await self._posts.turned(interaction.message.id, panel.chapter.id)
            with speaking_here(interaction):
                view = keep_mark(screen(panel, opener), interaction.message)
            await turn_in_place(interaction, view)
        else:
            await turn(interaction, screen(panel, None))


def _speaking_to(interaction: Interaction, opener: ReaderId | None) -> AbstractContextManager[None]:
    """Speaks the language of whoever sees the panel that was pressed: the server's, where that is all."""
    public = opener is not None and not is_private(interaction)
    return speaking_here(interaction) if public else nullcontext()


def _require_own(interaction: Interaction, opener: ReaderId | None) -> None:
    if opener is not None and opener != interaction.user.id:
        raise NotYourPanelError(opener)
