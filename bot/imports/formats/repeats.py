"""Says which chapters a file holds more than once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from bot.imports.manuscript import ManuscriptChapter

_MOST_NAMED = 3


def warnings(chapters: Sequence[ManuscriptChapter]) -> tuple[str, ...]:
    """Returns a sentence on the chapters whose titles have a number and are there more than once; else none.

    Several of one name without a number (`Interlude`) are usual.
    """
    titles = Counter(" ".join(chapter.title.split()) for chapter in chapters)
    texts = {(chapter.title, chapter.text) for chapter in chapters}
    doubled = [title for title, times in titles.items() if times > 1 and any(map(str.isdecimal, title))]
    if not doubled:
        return ()
    named = ", ".join(f"“{title}”" for title in doubled[:_MOST_NAMED])
    more = f" and {len(doubled) - _MOST_NAMED} more" if len(doubled) > _MOST_NAMED else ""
    same = ", with the same words" if len(texts) < len(chapters) else ""
    return (f"More than one chapter is called {named}{more}{same}; all of them were kept.",)
