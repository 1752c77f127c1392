"""Files, feeds, custom ids and typed words that are nearly right: each is read or refused, and nothing else.

They are changed at random from what is kept in `corpus`, by a number that a failure names. Whatever failed
once is put there as it was: all of it is tried as it stands, too.
"""

from __future__ import annotations

import random
import shutil
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from pathlib import Path

import pytest

from bot.app import App, opened
from bot.editing.moments import understood
from bot.editing.rhythm import rhythm_typed
from bot.errors import FiresideError
from bot.feeds.formats import parse as parse_feed
from bot.imports.formats import parse as parse_story
from bot.presses import press_of
from bot.readers.time_zones import time_zone_named
from bot.stories.ids import ReaderId
from bot.stories.models import Audience
from bot.text import daytimes
from tests.client.test_presses import LISTED
from tests.imports.open_documents import OpenDocument
from tests.imports.word_documents import Document
from tests.support.hostile_files import epub
from tests.support.rounds import rounds

pytestmark = pytest.mark.proofs

CORPUS = Path(__file__).parent / "corpus"
ROUNDS = rounds(12, full=600)
NOW, LONGEST = 1_800_000_000, 100
TOKENS = (
    *(
        "\0",
        "\r",
        "\u2028",
        "\u202e",
        "\ufeff",
        "\ud7ff",
        "🙂",
        "<",
        ">",
        "&",
        "&#55296;",
        "&#x110000;",
        "]]>",
    ),
    *(
        "<!--",
        "<![CDATA[",
        "</",
        '"',
        "'",
        "{",
        "[",
        "\\",
        "`",
        "*",
        "||",
        "> ",
        "# ",
        "-",
        ":",
        "=",
        "%s",
        "9" * 30,
    ),
)


def changed(seed: str, chance: random.Random) -> str:
    """A text with a few of its parts taken out, doubled, moved, or replaced by something awkward."""
    for _ in range(chance.randint(1, 6)):
        start = chance.randint(0, len(seed))
        end = min(len(seed), start + chance.choice((0, 1, 1, 2, 8, 60)))
        part, token = seed[start:end], chance.choice(TOKENS)
        seed = (
            seed[:start]
            + chance.choice(("", part * 2, part[::-1], token, token * 50, part + token))
            + seed[end:]
        )
    return seed


def allowed(read: Callable[..., object], *given: object) -> None:
    """Reads something, or has it refused with a sentence."""
    with suppress(FiresideError):
        read(*given)


def as_story(name: str, text: str) -> None:
    data = text.encode("utf-8", "surrogatepass")
    wrapped = {
        "page.html": [(data, "page.html"), (epub(data), "book.epub")],
        "body.docx.xml": [(Document(text).zipped(), "book.docx")],
        "body.odt.xml": [(OpenDocument(text).zipped(), "book.odt")],
    }
    for content, called in wrapped.get(name, [(data, name)]):
        allowed(parse_story, content, called)


def as_feed(name: str, text: str) -> None:
    kind = "application/feed+json" if name.endswith("json") else "application/xml"
    allowed(parse_feed, text.encode("utf-8", "surrogatepass"), "https://example.org/feed", kind)


def as_typed(name: str, text: str) -> None:
    for line in text.split("\n"):
        for read in (daytimes.daytime, daytimes.weekly, daytimes.stretch, time_zone_named):
            allowed(read, line)
        allowed(understood, line, NOW, "America/St_Johns")
        allowed(rhythm_typed, line, "Europe/Berlin")


STORIES = ("story.txt", "story.md", "page.html", "body.docx.xml", "body.odt.xml")
FEEDS = ("atom.xml", "rss.xml", "feed.json")
KINDS = (
    [(as_story, each) for each in STORIES] + [(as_feed, each) for each in FEEDS] + [(as_typed, "typed.txt")]
)


@pytest.mark.parametrize(("read", "name"), KINDS)
def test_what_is_nearly_right_is_read_or_refused(read: Callable[[str, str], None], name: str) -> None:
    stem, _, kind = name.partition(".")
    for kept in sorted(CORPUS.glob(f"{stem}*.{kind}")):  # `story-2.txt` once failed
        seed = kept.read_text(encoding="utf-8")
        read(name, seed)
        for number in range(ROUNDS):
            text = changed(seed, random.Random(number))
            try:
                read(name, text)
            except Exception as error:
                raise AssertionError(f"{kept.name}, {number}: {text!r}") from error


def test_a_custom_id_that_is_nearly_right_is_a_press_or_refused() -> None:
    for number in range(ROUNDS * 20):
        chance = random.Random(number)
        custom_id = changed(chance.choice(LISTED), chance)[:LONGEST]
        with suppress(FiresideError):
            sent = press_of(custom_id).custom_id
            assert press_of(sent).custom_id == sent, (number, custom_id)


@pytest.fixture
async def app(tmp_path: Path, sample_library: Path) -> AsyncIterator[App]:
    """A library with the sample stories."""
    async with opened(Path(shutil.copy(sample_library, tmp_path / "fireside.sqlite3"))) as app:
        yield app


async def test_words_to_search_for_are_searched_for_or_refused(app: App) -> None:
    """No word, however written, is anything to the index but a word."""
    seeds = (CORPUS / "typed.txt").read_text(encoding="utf-8").splitlines()
    audience = Audience(ReaderId(1), None)
    for number in range(ROUNDS * 3):
        chance = random.Random(number)
        typed = changed(chance.choice(seeds), chance)
        with suppress(FiresideError):
            await app.search.search(audience, typed, None, 0)
        with suppress(FiresideError):
            await app.library.find(audience, typed)
        await app.library.suggest(audience, typed)
