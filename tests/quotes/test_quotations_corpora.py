"""What is found in real books, where they are at hand."""

from __future__ import annotations

import pytest

from benchmarks.quotations import Score, fireside, in_plain, read, torn, without
from bot.imports.formats import parse
from bot.quotes import quotations
from tests.support.paths import CORPORA

pytestmark = pytest.mark.skipif(not CORPORA.is_dir(), reason="the corpora are not beside the project")


def test_annotated_novels_keep_their_figures() -> None:
    score = Score()
    for sample in read(CORPORA / "quotations/litbank"):
        score.add(sample, in_plain(fireside(sample.stored), sample.stored))
    assert score.right / score.found > 0.945
    assert score.right / score.gold > 0.955
    assert score.named_right / score.named > 0.97
    assert score.explicit_right / score.explicit > 0.87


def test_held_out_novels_reach_the_aim_where_the_corpus_kept_its_marks() -> None:
    whole = Score()
    for sample in read(CORPORA / "quotations/litbank")[3::4]:
        whole.add(*without(torn(sample), sample, in_plain(fireside(sample.stored), sample.stored)))
    assert whole.right / whole.found >= 0.96
    assert whole.right / whole.gold >= 0.97
    assert whole.named_right / whole.named >= 0.96


def test_every_heading_of_a_play_is_a_speaker() -> None:
    book = CORPORA / "epub/william-shakespeare_hamlet.epub"
    texts = [chapter.text for chapter in parse(book.read_bytes(), book.name).chapters]
    acts = [text for text in texts if text.count("\n\n**") > 10]
    headings = sum(text.count("\n\n**") for text in acts)
    found = [one for chapter in quotations.of_story(acts) for one in chapter if one.kind == "speech"]
    assert len(acts) > 10
    assert len(found) >= 0.98 * headings
    assert all(one.speaker for one in found)
