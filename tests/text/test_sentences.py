"""Sentences end where a reader would say so."""

from __future__ import annotations

from itertools import pairwise

import pytest

from bot.text.sentences import sentence_ends


@pytest.mark.parametrize(
    "marked",
    [
        "He came.| She went.| They slept.",
        "Mr. Harker met Mrs. Westenra at St. Mary’s with Dr. J. Seward.| He bowed.",
        "“Where is he?” she said.| “Gone!”| Then silence.",
        "“No!” John said.| “Never!” Mrs. Harker whispered.| He left.",
        "“Come here.”| He came.",
        "He waited... and waited.| Then…| Nothing.",
        "“But—”| He stopped.",
        "(It was late.)| We left.",
        "It was e.g. a dog, i.e. not a cat.| It barked at 3.15 and No. 7.",
        "“Did you see it?”| “Did you?” asked Lucy.",
        r"_He came._| _She\* went._| **Stop!**| Go.",
        "U.S. Army men came in 1986.| They stayed.",
        "It was I.| He knew.",
        "“You…?” he began.| “You!”| ‘Yes.’| She smiled.",
        "どこへ行く？|東京へ。|はい。",
        "One line.|\nAnother line.|\n> A third.",
    ],
)
def test_a_sentence_ends_where_the_next_begins(marked: str) -> None:
    text = marked.replace("| ", " ").replace("|\n", "\n").replace("|", "")
    ends = [0, *sentence_ends(text), len(text)]
    found = [text[a:b] for a, b in pairwise(ends)]
    assert [one.strip() for one in found] == [one.strip() for one in marked.split("|")]
    assert "".join(found) == text
