"""The presses on the reading panel and its menus."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from bot.presses import Press
from bot.readers.presses import NumberedLength
from bot.reading.positions import Move
from bot.stories.ids import ChapterId, ReaderId, ReadingId, StoryId
from bot.stories.models import Place


@dataclass(frozen=True, slots=True)
class Next(Press, code="next"):
    """Reads on at a place. `opener` is the reader whose public panel it is pressed on, None on a private
    panel."""

    place: Place
    opener: ReaderId | None


@dataclass(frozen=True, slots=True)
class Back(Press, code="back"):
    """Turns back to a place. `opener` is as for Next."""

    place: Place
    opener: ReaderId | None


@dataclass(frozen=True, slots=True)
class GoTo(Press, code="go"):
    """Opens the story at a place."""

    place: Place


@dataclass(frozen=True, slots=True)
class UndoJump(Press, code="undo"):
    """Takes a jump back; `place` is where it began."""

    place: Place


@dataclass(frozen=True, slots=True)
class ReadOnMyOwn(Press, code="own"):
    """Opens a private panel at the place of a public one."""

    place: Place


@dataclass(frozen=True, slots=True)
class ShowChapters(Press, code="chapters"):
    """Lists the chapters of the story that a place is in. With no page, it shows the one with the reader's
    place."""

    place: Place
    page: int | None


@dataclass(frozen=True, slots=True)
class GoToChapter(Press, code="chapter"):
    """Opens the chapter that is chosen from the list, as a Place."""


@dataclass(frozen=True, slots=True)
class ShowOptions(Press, code="options"):
    """Shows the menu of a place."""

    place: Place


@dataclass(frozen=True, slots=True)
class ChangeLength(Press, code="length"):
    """Changes the passage length, and shows the place again."""

    place: Place
    length: NumberedLength


@dataclass(frozen=True, slots=True)
class ReadAloud(Press, code="aloud"):
    """Opens a public panel at a place. It works once: `offer` is the id of the interaction that offered
    it."""

    place: Place
    offer: int


@dataclass(frozen=True, slots=True)
class ClosePanel(Press, code="close"):
    """Deletes a public panel, for the one who opened it."""

    opener: ReaderId | None


@dataclass(frozen=True, slots=True)
class ReadAgain(Press, code="again"):
    """Asks whether a finished story is to be begun anew; `reading` is the read that this would close."""

    story: StoryId
    reading: ReadingId
    opener: ReaderId | None


@dataclass(frozen=True, slots=True)
class BeginAgain(Press, code="beginagain"):
    """Begins a story anew; `reading` is the read that this closes."""

    story: StoryId
    reading: ReadingId
    opener: ReaderId | None


@dataclass(frozen=True, slots=True)
class UndoAgain(Press, code="undoagain"):
    """Opens the read again that was closed to begin anew."""

    story: StoryId
    reading: ReadingId
    opener: ReaderId | None


_NumberedMove = Annotated[Move, {Move.OPEN: 0, Move.NEXT: 1, Move.BACK: 2, Move.VISIT: 3}]


@dataclass(frozen=True, slots=True)
class ReadAllTheSame(Press, code="allthesame"):
    """Opens a place though its chapter warns of what the reader asked to be warned of."""

    place: Place
    how: _NumberedMove


@dataclass(frozen=True, slots=True)
class SkipChapter(Press, code="skipchapter"):
    """Passes a chapter without reading it, and opens what follows."""

    chapter: ChapterId


@dataclass(frozen=True, slots=True)
class ReadStory(Press, code="read"):
    """Opens a story at the reader's place."""

    story: StoryId


@dataclass(frozen=True, slots=True)
class ReadNewChapter(Press, code="readnew"):
    """Opens a new chapter for a reader who has come to its beginning, and the story at their place for any
    other."""

    story: StoryId
    chapter: ChapterId


@dataclass(frozen=True, slots=True)
class TurnChapters(Press, code="turnchapters"):
    """Lists the chapters of the story that a place is in, from the page that is chosen, as an int."""

    place: Place


@dataclass(frozen=True, slots=True)
class ReadNews(Press, code="readnews"):
    """Opens a story at the reader's place, on notices sent before they carried ReadStory."""

    story: StoryId
