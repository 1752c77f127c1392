"""Quotes drawn by lot: whatever readers and librarians do meanwhile, none comes again before its time."""

from __future__ import annotations

import random
import re
from functools import partial

import pytest

from bot.database import Connection, Database
from bot.quotes.models import Wish
from bot.quotes.queries import quote_draws, quotes
from bot.quotes.queries.quote_draws import Drawn
from bot.readers.queries import readers, warnings
from bot.reading.passed import follow
from bot.reading.queries import bookmarks, passed
from bot.reading.queries.passed import Layer
from bot.stories.cautions import folded_cautions
from bot.stories.ids import QuoteId, ReaderId, SpeakerId, StoryId
from bot.stories.models import Audience, Origin, Spoilers
from bot.stories.queries import chapters, spoilers
from bot.text.spans import joined
from tests.support.importing import importer_of
from tests.support.quotable_stories import spoken

pytestmark = pytest.mark.usefixtures("ids_from_one")

READER = ReaderId(7)
AUDIENCE = Audience(READER)
STORIES = ("heath", "marsh", "night")


async def bring_in(database: Database, story: str, version: int) -> StoryId:
    """A story, or a newer version of it: a chapter more, and one that is told otherwise."""
    told = spoken(story, chapters=3 + version % 3, paragraphs=4 + version % 2)
    origin = Origin(f"{story}.txt", f"{story} {version}")
    return (await importer_of(database).add(told, origin)).story.id


def any_story(connection: Connection) -> StoryId:
    """The first story of the library."""
    return StoryId(connection.execute("SELECT min(id) FROM stories").fetchone()[0])


def read_to(connection: Connection, story: StoryId, chance: random.Random) -> None:
    """Read any paragraphs of a chapter, among others that were read or not."""
    if bookmarks.get(connection, AUDIENCE, story) is None:
        bookmarks.begin(connection, AUDIENCE, story, 0)
    follow(connection, READER)
    chapter = chance.choice(chapters.of(connection, story, AUDIENCE))
    text = chapters.text(connection, chapter.id, chapter.revision)
    starts = [0, *(each.end() for each in re.finditer(r"\n\n", text)), len(text)]
    start, end = sorted(chance.sample(starts, 2))
    before = passed.of_chapter(connection, READER, chapter, again=False)
    layer = Layer(False, chapter.id, chapter.revision)
    passed.keep(connection, READER, layer, before, joined((*before, (start, end))))


def permitted(connection: Connection) -> set[QuoteId]:
    """What the spoiler rule lets this reader be shown, asked of every quote by itself."""
    guard = readers.spoilers(connection, READER)
    found: set[QuoteId] = set()
    for (story,) in connection.execute("SELECT id FROM stories").fetchall():
        reading = bookmarks.get(connection, AUDIENCE, story)
        spans = passed.of_story(connection, READER, story, again=False)
        for quote in quotes.of_story(connection, story):
            first, last = quote.spans[0][0], quote.spans[-1][1]
            passed_spans = spans.get(quote.chapter.id, ())
            read = reading is not None and any(start <= first and last <= end for start, end in passed_spans)
            new = reading is None and quotes.may_be_shown(connection, quote, Audience(spoilers.NOBODY))
            if guard is Spoilers.OFF or read or new:
                found.add(quote.id)
    return found


def draw(connection: Connection, wish: Wish) -> Drawn | None:
    drawn = quote_draws.drawn(connection, AUDIENCE, READER, wish)
    if drawn is not None:
        assert quote_draws.serve(connection, READER, drawn)
    return drawn


async def something_happens(
    database: Database, stories: list[StoryId], chance: random.Random, step: int
) -> None:
    """Mostly nothing; or a newer version comes in, or they read somewhere, or settle how they are guarded."""
    what = chance.random()
    if what < 0.05:
        await bring_in(database, chance.choice(STORIES), step)
    elif what < 0.2:
        await database.transaction(
            partial(read_to, story=chance.choice(stories), chance=random.Random(chance.random()))
        )
    elif what < 0.25:
        guard = chance.choice(list(Spoilers))
        await database.transaction(partial(readers.set_spoilers, reader=READER, chosen=guard))


@pytest.mark.parametrize("seed", range(4))
async def test_what_is_drawn_is_permitted_and_new_or_else_the_longest_ago(
    database: Database, seed: int
) -> None:
    chance, order = random.Random(seed), list[QuoteId]()
    stories = [await bring_in(database, story, 0) for story in STORIES]
    for step in range(60):
        await something_happens(database, stories, chance, step)
        await database.transaction(partial(follow, reader=READER))
        may_be = await database.read(permitted)
        drawn = await database.transaction(partial(draw, wish=Wish()))
        assert (drawn is None) == (not may_be)
        if drawn is not None:
            assert drawn.quote in (may_be - set(order) or [next(each for each in order if each in may_be)])
            order = [*(each for each in order if each != drawn.quote), drawn.quote]


async def test_when_all_have_come_they_come_in_the_same_order_whatever_is_wished(database: Database) -> None:
    heath = await bring_in(database, "heath", 0)
    await database.transaction(partial(readers.set_spoilers, reader=READER, chosen=Spoilers.OFF))
    wishes = [Wish(story=heath), Wish(words="keep"), Wish(story=heath, words="by me"), Wish()]
    drawn = [await database.transaction(partial(draw, wish=wishes[n % 4])) for n in range(36)]
    order = [each and each.quote for each in drawn]
    assert len(set(order[:12])) == 12
    assert order[:12] == order[12:24] == order[24:]


def pass_only(connection: Connection, first: int, last: int) -> None:
    """Passed nothing of the first chapter but what is between two offsets."""
    story = any_story(connection)
    bookmarks.get(connection, AUDIENCE, story) or bookmarks.begin(connection, AUDIENCE, story, 0)
    chapter = chapters.of(connection, story, AUDIENCE)[0]
    before = passed.of_chapter(connection, READER, chapter, again=False)
    passed.keep(connection, READER, Layer(False, chapter.id, chapter.revision), before, ((first, last),))


async def test_a_quote_that_begins_before_what_was_passed_or_ends_behind_it_is_not_drawn(
    database: Database,
) -> None:
    await bring_in(database, "heath", 0)

    def job(connection: Connection) -> None:
        quote = quotes.of_story(connection, any_story(connection))[0]
        first, last = quote.spans[0][0], quote.spans[-1][1]
        for wish in (Wish(), Wish(story=any_story(connection)), Wish(words="keep")):
            for start, end, is_drawn in (
                (first, last, True),
                (first + 1, last, False),
                (first, last - 1, False),
            ):
                pass_only(connection, start, end)
                drawn = quote_draws.drawn(connection, AUDIENCE, READER, wish)
                assert (drawn and drawn.quote) == (quote.id if is_drawn else None)

    await database.transaction(job)


async def test_a_story_that_may_not_be_quoted_takes_no_turn_from_one_that_may(database: Database) -> None:
    await bring_in(database, "heath", 0)
    importer = importer_of(database)
    await importer.add(spoken("marsh", quotable=False), Origin("marsh.txt", "1"))
    night = (await importer.add(spoken("night"), Origin("night.txt", "2"))).story.id

    def job(connection: Connection) -> None:
        readers.set_spoilers(connection, READER, Spoilers.OFF)
        warnings.keep(connection, READER, ["storms"])
        cautions = folded_cautions(["Storms"])
        connection.execute("UPDATE stories SET cautions = ? WHERE id = ?", (cautions, night))
        for _ in range(12):
            drawn = draw(connection, Wish())
            assert drawn is not None and drawn.turn is None
            assert drawn.quote in {each.id for each in quotes.of_story(connection, any_story(connection))}

    await database.transaction(job)


async def test_a_line_before_its_speaker_is_named_is_not_drawn_as_theirs(database: Database) -> None:
    await bring_in(database, "heath", 0)

    def job(connection: Connection) -> None:
        readers.set_spoilers(connection, READER, Spoilers.OFF)
        speaker = SpeakerId(connection.execute("SELECT min(id) FROM speakers").fetchone()[0])
        connection.execute("UPDATE quotes SET speaker_id = ?, early = FALSE", (speaker,))
        assert quote_draws.drawn(connection, AUDIENCE, READER, Wish(speaker=speaker)) is not None
        connection.execute("UPDATE quotes SET early = TRUE")
        assert quote_draws.drawn(connection, AUDIENCE, READER, Wish(speaker=speaker)) is None
        assert quote_draws.drawn(connection, AUDIENCE, READER, Wish()) is not None

    await database.transaction(job)


async def test_whoever_comes_second_to_a_draw_is_told_so(database: Database) -> None:
    await bring_in(database, "heath", 0)
    drawn = await database.read(lambda c: quote_draws.drawn(c, AUDIENCE, READER, Wish()))
    assert drawn is not None
    assert await database.transaction(lambda c: quote_draws.serve(c, READER, drawn))
    assert not await database.transaction(lambda c: quote_draws.serve(c, READER, drawn))


def test_only_letters_and_digits_are_words() -> None:
    assert quote_draws.holds_words("the  *sea*")
    assert not quote_draws.holds_words('"*" 🔥 — …')
