"""An author and readers: what each reader was shown and may know, and where each is."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field

from bot.app import App
from bot.database import Connection
from bot.imports.manuscript import Manuscript, ManuscriptChapter
from bot.quotes.queries import quotes
from bot.reading.models import Panel, Progress
from bot.reading.positions import Move
from bot.search.queries import search
from bot.stories.details import Details
from bot.stories.ids import ReaderId, StoryId
from bot.stories.models import Audience, Origin, Place
from bot.stories.queries import chapters
from bot.text.words import phrases
from tests.reading.author import STORY, Author, Word
from tests.support.marked_stories import EVERYWHERE, sentinels

WRONG = Manuscript(
    Details(title=STORY),
    tuple(
        ManuscriptChapter(
            f"Part {number}", "\n\n".join(f"Wrong leaf {number} {each}, blank." for each in "abcd")
        )
        for number in range(1, 4)
    ),
)


@dataclass
class Reader:
    """A reader and what was shown to them, as the panels say."""

    audience: Audience
    shown: set[Word] = field(default_factory=set)
    bridged: set[Word] = field(default_factory=set)
    seen: set[Word] = field(default_factory=set)
    here: Word | None = None
    at_beginning: bool = True
    stood_in: bool = False
    reached: bool = True
    panel: Panel | None = None

    def see(self, panel: Panel) -> Panel:
        self.panel = panel
        self.seen |= set(words_in(panel))
        return panel

    @property
    def may_know(self) -> set[Word]:
        return self.shown | self.bridged


def words_in(panel: Panel) -> list[Word]:
    there = sentinels(panel.text)
    return sorted(there, key=panel.text.index)


class Theatre:
    """An author and readers, and all that the readers are shown."""

    def __init__(self, app: App, chance: random.Random) -> None:
        self.app, self.chance = app, chance
        self.author = Author(chance)
        self.author.begin()
        self.readers = [Reader(Audience(ReaderId(number))) for number in range(1, 5)]
        self.published: set[Word] = set()
        self.versions = 0
        self.story = StoryId(0)

    async def upload(self, manuscript: Manuscript) -> None:
        self.versions += 1
        self.app.clock.advance(60)
        written = await self.app.importer.add(manuscript, Origin("heath.txt", str(self.versions)))
        self.story = written.story.id

    async def publish(self) -> None:
        before = {each.audience.reader: each.may_know.copy() for each in self.readers}
        await self.upload(self.author.manuscript())
        self.published |= set(self.author.order())
        for reader in self.readers:
            self.bridge(reader, before[reader.audience.reader])

    def bridge(self, reader: Reader, known: set[Word]) -> None:
        """What is newly written between paragraphs that they know may count as passed."""
        for words in self.author.chapters.values():
            for at, word in enumerate(words):
                before = at == 0 or words[at - 1] in known | reader.bridged
                behind = next((each for each in words[at + 1 :] if each not in self.author.fresh), None)
                if word in self.author.fresh and before and behind in known:
                    reader.bridged.add(word)

    async def edit(self) -> None:
        author = self.author
        author.fresh -= self.published  # what was written into a chapter that went at once is new yet
        kinds: list[Callable[[], None]] = [
            author.add_chapter,
            author.move_chapter,
            author.remove_chapter,
            author.restore_chapter,
            author.move_paragraph,
            author.move_paragraph,
            author.cut_paragraph,
            author.restore_paragraph,
            author.write_paragraph,
            author.correct_paragraph,
            author.merge_chapters,
            author.split_chapter,
        ]
        for kind in self.chance.choices(kinds, k=self.chance.choice((1, 1, 1, 2))):
            kind()
        if self.chance.random() < 0.1:
            await self.upload(WRONG)
            if self.chance.random() < 0.5:
                for reader in self.readers:
                    await self.look(reader)
        await self.publish()

    # What readers do

    async def look(self, reader: Reader) -> None:
        """Opens the story at their place, which is no move."""
        begins = reader.panel is None
        panel = reader.see(await self.app.reading.open(reader.audience, self.story))
        if begins:
            self.stand(reader)
        # Another place stands in for theirs, which may be in the wrong leaves, where no word is marked.
        if reader.here not in self.author.order():
            reader.bridged |= set(words_in(panel))
        elif reader.reached:
            reader.shown |= set(words_in(panel))

    async def read_on(self, reader: Reader) -> None:
        if reader.panel is None or reader.panel.next is None:
            return await self.look(reader)
        came_from = set(words_in(reader.panel))
        reader.bridged |= set() if reader.reached else self.left_out(reader)
        if reader.here in self.author.order() and not reader.stood_in:
            reader.shown |= came_from
        else:
            reader.bridged |= came_from
        reader.see(await self.app.reading.go(reader.audience, reader.panel.next, Move.NEXT))
        reader.shown |= set(words_in(reader.panel))
        reader.reached, reader.stood_in = True, False
        self.stand(reader)
        return None

    def stand(self, reader: Reader) -> None:
        assert reader.panel is not None
        reader.here = next(iter(words_in(reader.panel)), None)
        reader.at_beginning = reader.here in [words[0] for words in self.author.chapters.values()]

    def left_out(self, reader: Reader) -> set[Word]:
        """The paragraphs between the last one that they know and where they jumped to."""
        order = self.author.order()
        at = order.index(reader.here) if reader.here in order else 0
        last = max((index for index, word in enumerate(order[:at]) if word in reader.may_know), default=-1)
        return set(order[last + 1 : at])

    async def jump(self, reader: Reader) -> None:
        title = self.chance.randrange(len(self.author.chapters))

        def place(connection: Connection) -> Place:
            chapter = chapters.at(connection, self.story, title, reader.audience)
            assert chapter is not None
            return Place(chapter.id, chapter.revision, 0)

        there = await self.app.database.read(place)
        before = reader.here or next(iter(self.author.order()))
        reader.stood_in = before not in self.author.order()  # this may be the place that stands in for theirs
        panel = reader.see(await self.app.reading.go(reader.audience, there, Move.VISIT))
        self.stand(reader)
        if reader.here == before and reader.reached:  # that is no jump
            reader.shown |= set(words_in(panel))
        reader.reached = reader.here in reader.may_know

    # What must hold

    async def check(self, reader: Reader) -> None:
        if reader.panel is None:
            return
        order = set(self.author.order())
        # A page that they looked at or jumped to is shown, if not yet passed.
        may_know = reader.may_know | reader.seen
        found = await self.found(reader)
        assert found <= may_know, "nothing is found that was not shown"
        assert reader.shown & order <= found, "what was shown is found"
        quotable = await self.quotable(reader)
        assert quotable <= may_know
        menu = await self.app.shelf.contents(reader.audience, reader.panel.place, 0)
        for line, words in zip(menu.chapters.lines, self.author.chapters.values(), strict=True):
            if line.progress is Progress.READ:
                assert set(words) <= may_know
            elif line.progress is Progress.NEW:
                assert not set(words) <= reader.shown
        entry = await self.app.shelf.entry(reader.audience, self.story)
        assert entry.line.open is not None
        share = len(may_know & order) / len(order)
        assert entry.line.open.percent <= 100 * share + 3
        reader.shown, reader.bridged = reader.shown | found, reader.bridged - order

    async def found(self, reader: Reader) -> set[Word]:
        await self.app.search.search(
            reader.audience, EVERYWHERE, None, 0
        )  # as they would, before all is asked

        def job(connection: Connection) -> set[Word]:
            hits, _ = search.find(connection, phrases(EVERYWHERE), reader.audience, self.story, 0, 1_000)
            found = set[Word]()
            for hit in hits:
                text = chapters.text(connection, hit.chapter.id, hit.chapter.revision)
                found |= sentinels(text[text.rfind("\n\n", 0, hit.end) + 1 : hit.end])
            return found

        return await self.app.database.read(job)

    async def quotable(self, reader: Reader) -> set[Word]:
        def job(connection: Connection) -> set[Word]:
            every = quotes.of_story(connection, self.story)
            return sentinels(
                [each.text for each in every if quotes.may_be_shown(connection, each, reader.audience)]
            )

        return await self.app.database.read(job)

    async def check_place(self, reader: Reader) -> None:
        """Whoever stands at words that are there is shown them."""
        if reader.here not in self.author.order():
            return
        await self.look(reader)
        assert reader.panel is not None
        # Whoever stands at a chapter's beginning stays there, whatever is put in before its words.
        assert reader.here in words_in(reader.panel) or reader.at_beginning
        assert not reader.panel.words_gone
