"""Texts of chapters for tests that hold for all of them: plain, with marks, and any text at all."""

from __future__ import annotations

from hypothesis import strategies as st

from bot.text.markup import SCENE_BREAK, Run, Style, heading, inline, quote

_words = st.text("abcdefghij", min_size=1, max_size=9)
_sentences = st.lists(_words, min_size=1, max_size=20).map(lambda found: " ".join(found).capitalize() + ".")
_paragraphs = st.lists(_sentences, min_size=1, max_size=12).map(" ".join)
chapters = st.lists(_paragraphs, min_size=1, max_size=8).map("\n\n".join)
"""Chapters without any marks."""

_phrases = st.lists(
    _words | st.sampled_from(["1986.", "-", "*", "snake_case", "é", "<up!>", ">"]), min_size=1, max_size=25
)
_run_texts = st.tuples(_phrases.map(" ".join), st.sampled_from(["", " ", "\n", "."])).map("".join)
_runs = st.builds(
    Run, _run_texts, st.integers(0, 15).map(Style), st.sampled_from([None, None, None, "https://a.b/"])
)


def _in_a_row(runs: list[Run]) -> str:
    """Each link one that fits a passage."""
    return inline(
        Run(run.text[:40], run.style, f"{run.link}{number}_") if run.link else run
        for number, run in enumerate(runs)
    ).strip()


_formatted = st.lists(_runs, min_size=1, max_size=8).map(_in_a_row).filter(bool)
_blocks = (
    _formatted | _formatted.map(quote) | _words.map(lambda line: heading(line, 2)) | st.just(SCENE_BREAK)
)
stored_chapters = st.lists(_blocks, min_size=1, max_size=6).map("\n\n".join)
"""Chapters with marks, as they are stored."""

_fragments = [
    "**",
    "*",
    "_",
    "__",
    "~~",
    "||",
    "\\",
    "\\*",
    "`",
    "> ",
    "\n> ",
    "\n> \n",
    "# ",
    "- ",
    "1. ",
    "\n",
    "\n\n",
    "[a](<http://x>)",
    "[",
    "](<",
    "<@1>",
    "<",
    ">",
    " ",
    "   ",
    "\u3000",
    "word",
    "End. ",
    "e\u0301",
    "👩‍👩‍👧",
    "\r",
    "\x0b",
    "\u2028",
    ".",
    "—”",
    "x" * 150,
    " " * 150,
    "\u0301" * 150,
    "\\*" * 90,
    "[" + "b" * 140 + "](<http://x>)",
]
anything = st.text(st.characters(codec="utf-8"), max_size=600) | st.lists(
    st.sampled_from(_fragments), max_size=120
).map("".join)
"""Any text, with all that may be mistaken for a mark."""
