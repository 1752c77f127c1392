"""How well similarity in content is told, `python -m benchmarks.content_similarity FOLDER`.

FOLDER holds texts in formats that can be read. Each is divided at the last end of a paragraph before its
middle, and all halves are put together: is the other half the most like? A text that shares more than a tenth
of its runs of eight words with a longer one is another edition or an excerpt of it, and left out. R@1 is the
share of halves whose other half comes first; MRR is the mean of one over the other half's rank. What is alike
as much counts as before it. Details play no part.

Fireside has the halves in a database as stories, looks at them as it does in the background, and finds them
as for a reader. The variants have all words in memory: TF-IDF with the logarithms of the counts, which it
takes too, and with the counts themselves; and the share of all their words that two halves have in common.
"""

from __future__ import annotations

import asyncio
import math
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.libraries import insert_story
from bot.app import opened
from bot.database import Database
from bot.errors import UnreadableFileError
from bot.imports.file_kinds import SUFFIXES
from bot.imports.formats import parse
from bot.imports.manuscript import Manuscript, ManuscriptChapter
from bot.recommendations import similarity
from bot.recommendations.content_similarity import alike
from bot.stories.details import Details
from bot.stories.ids import ReaderId, StoryId
from bot.stories.models import Audience, ChapterKind
from bot.text.markup import strip
from bot.text.segments import BETWEEN
from bot.text.words import words

RUN = 8
NUMBERS = (64, 96, 128, similarity.HEAVIEST_WORDS, 256)
"""Words of a story that are compared: those of its heaviest that Fireside keeps, and others."""

Bag = Mapping[str, int]
"""How often a half has each word."""
Scores = Sequence[Sequence[float]]
"""How alike each half is to each."""


def main() -> None:
    texts = list(_texts(Path(sys.argv[1])))
    kept = _different(texts)
    halves = [half for text in kept for half in _halves(text)]
    print(f"{len(texts)} texts can be read, {len(kept)} of them are different works: {len(halves)} halves")
    bags = [Counter(word.folded for word in words(strip(half))) for half in halves]
    for heaviest in NUMBERS:
        similarity.HEAVIEST_WORDS = heaviest
        _tell(f"Fireside, {heaviest} words", asyncio.run(fireside(halves)))
    _tell("all words, logarithms", tf_idf(bags, lambda count: 1 + math.log(count)))
    _tell("all words, counts", tf_idf(bags, float))
    _tell("words in common (Jaccard)", [[_jaccard(bag, other) for other in bags] for bag in bags])


async def fireside(halves: Sequence[str]) -> Scores:
    """What the bot finds."""
    with TemporaryDirectory() as folder:
        async with opened(Path(folder) / "halves.sqlite3") as app:
            for number, half in enumerate(halves):
                manuscript = Manuscript(Details(title=str(number)), (ManuscriptChapter("", half),))
                await app.database.transaction(partial(insert_story, manuscript=manuscript, now=0))
            await app.content_similarity.worker().round()
            return [await _found(app.database, number, len(halves)) for number in range(len(halves))]


async def _found(database: Database, number: int, many: int) -> list[float]:
    to = {StoryId(number + 1): 1.0}
    found = await database.read(partial(alike, to=to, audience=Audience(ReaderId(1)), limit=many))
    scores = [0.0] * many
    for each in found:
        scores[each.story.id - 1] = each.score
    return scores


def tf_idf(bags: Sequence[Bag], often: Callable[[int], float]) -> Scores:
    """TF-IDF and its cosine over all words."""
    having = Counter(word for bag in bags for word in bag)
    vectors = []
    for bag in bags:
        vector = {word: often(n) * math.log((1 + len(bags)) / having[word]) for word, n in bag.items()}
        length = math.sqrt(sum(weight * weight for weight in vector.values()))
        vectors.append({word: weight / length for word, weight in vector.items()})
    return [[_product(vector, other) for other in vectors] for vector in vectors]


def _product(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    return sum(one[word] * other[word] for word in one.keys() & other.keys())


def _jaccard(one: Bag, other: Bag) -> float:
    return len(one.keys() & other.keys()) / len(one.keys() | other.keys())


def _tell(name: str, scores: Scores) -> None:
    ranks = [_rank(each, number) for number, each in enumerate(scores)]
    first, mean = sum(rank == 1 for rank in ranks) / len(ranks), sum(1 / rank for rank in ranks) / len(ranks)
    print(f"{name:<28} R@1 {first:.3f}   MRR {mean:.3f}")


def _rank(scores: Sequence[float], number: int) -> int:
    """The rank of a half's other half, which is its neighbour in the list."""
    own = scores[number ^ 1]
    return sum(score >= own for other, score in enumerate(scores) if other != number)


def _texts(folder: Path) -> Iterator[str]:
    for path in sorted(folder.rglob("*")):
        if path.suffix.lower() in SUFFIXES and path.stem.upper() != "README":
            try:
                manuscript = parse(path.read_bytes(), path.name)
            except UnreadableFileError as error:
                print(error)
                continue
            yield BETWEEN.join(
                chapter.text for chapter in manuscript.chapters if chapter.kind is ChapterKind.BODY
            )


def _different(texts: Sequence[str]) -> list[str]:
    kept: list[tuple[str, set[int]]] = []
    for text in sorted(texts, key=len, reverse=True):
        folded = [word.folded for word in words(strip(text))]
        runs = {hash(tuple(folded[at : at + RUN])) for at in range(len(folded) - RUN + 1)}
        if all(len(runs & others) <= len(runs) / 10 for _, others in kept):
            kept.append((text, runs))
    return [text for text, _ in kept]


def _halves(text: str) -> tuple[str, str]:
    middle = text.rfind(BETWEEN, 0, len(text) // 2)
    return text[:middle], text[middle:]


if __name__ == "__main__":
    main()
