"""What is literal reads on Discord as it stands; what is styled is seen styled; nothing is lost."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from bot.text.markup import (
    SCENE_BREAK,
    SPACE_BREAK,
    Run,
    Style,
    escape,
    heading,
    inline,
    is_scene_break,
    quote,
    strip,
)
from tests.text.discord_markdown import read, shown

_NAMES = {"em": Style.EMPHASIS, "strong": Style.STRONG, "underline": Style.UNDERLINE, "strike": Style.STRIKE}

anything = st.text(st.characters(codec="utf-8", exclude_characters="\0"))
tricky = st.lists(
    st.sampled_from([*r"\*_~|`<>[]()#-+:@. /!1xé", "\n", "\r", "**", "https://a.b", ":smile:", "everyone"])
).map("".join)
styles = st.integers(0, 15).map(Style)
links = st.sampled_from([None, None, None, "https://a.b/c_d(e)*f g", "javascript:alert(1)", "http://x.y"])


def runs_of(texts: st.SearchStrategy[str]) -> st.SearchStrategy[list[Run]]:
    return st.lists(st.builds(Run, texts, styles, links), max_size=8)


@given(anything | tricky)
@example("a\r\n- b\r1. c\u2028+ d")
def test_escaped_text_is_got_back_to_the_letter(plain: str) -> None:
    assert strip(escape(plain)) == plain


@given(anything | tricky)
def test_escaped_text_reads_on_discord_as_it_stands(plain: str) -> None:
    assert read(escape(plain)) == [(character, frozenset()) for character in plain]


@pytest.mark.parametrize(
    ("plain", "stored"),
    [
        ("snake_case and 2 * 3", r"snake\_case and 2 \* 3"),
        ("1986. A year.", r"1986\. A year."),
        ("  12. indented", r"  12\. indented"),
        ("It cost 1.50. Then", "It cost 1.50. Then"),
        ("a\n- b\n-# c\n# d\n> e\n+ f", "a\n\\- b\n-\\# c\n\\# d\n\\> e\n\\+ f"),
        ("-x- well-known", "-x- well-known"),
        ("see https://example.org/a_b", r"see https\://example.org/a\_b"),
        (":smile: at 12:30", r"\:smile: at 12:30"),
        ("<t:0> <@1> </x:1> <id:home>", r"\<t:0\> \<@1\> \</x:1\> \<id:home\>"),
        ("@everyone, me@home", r"\@everyone, me@home"),
        ("[x](y)", r"\[x]\(y)"),
        ("\\", "\\\\"),
    ],
)
def test_only_what_discord_would_take_for_a_mark_is_escaped(plain: str, stored: str) -> None:
    assert escape(plain) == stored


@given(st.text("ab*_[]`\\~1.\n -+#>", max_size=30).map(str.strip))
def test_where_the_rules_agree_another_reader_sees_the_same(plain: str) -> None:
    lines = [" ".join(line.split()) for line in plain.split("\n") if line.strip()]
    tokens = MarkdownIt("commonmark").disable(["lheading", "hr"]).parse("\n\n".join(map(escape, lines)))
    read_lines = [
        "".join(piece.content for piece in token.children or []) for token in tokens if token.type == "inline"
    ]
    assert read_lines == lines


@pytest.mark.parametrize(
    ("runs", "stored"),
    [
        ([Run("She "), Run("knew", Style.EMPHASIS), Run(".")], "She _knew_."),
        ([Run("un"), Run("believ", Style.EMPHASIS), Run("able")], "un*believ*able"),
        ([Run("a ", Style.STRONG), Run("b")], "**a** b"),
        ([Run("one", Style.EMPHASIS), Run(" two", Style.EMPHASIS)], "_one two_"),
        ([Run("a", Style.EMPHASIS), Run(" "), Run("b", Style.EMPHASIS)], "_a b_"),
        ([Run("a", Style.UNDERLINE), Run(" "), Run("b", Style.UNDERLINE)], "__a__ __b__"),
        ([Run("it ", Style.EMPHASIS), Run("is", Style.EMPHASIS | Style.STRONG)], "_it_ **_is_**"),
        ([Run("a\n\nb", Style.STRONG)], "**a**\n\n**b**"),
        ([Run("1986"), Run(". A year")], r"1986\. A year"),
        ([Run("http", Style.STRONG), Run("s://x.y", Style.STRONG)], r"**https\://x.y**"),
        ([Run("here", link="https://a.b/c_(d)")], "[here](<https://a.b/c%5F%28d%29>)"),
        ([Run("here", link="ftp://a.b")], "here"),
        ([Run("https://a.b", link="https://evil.example")], r"https\://a.b"),
        ([Run("", Style.STRONG), Run("   ", Style.EMPHASIS)], "   "),
    ],
)
def test_runs_are_written_with_as_few_marks_as_they_need(runs: list[Run], stored: str) -> None:
    assert inline(runs) == stored


@given(runs_of(anything | tricky))
def test_a_paragraph_stripped_is_its_runs(runs: list[Run]) -> None:
    assert strip(inline(runs)) == "".join(run.text for run in runs)


@given(runs_of(anything | tricky))
def test_on_discord_every_letter_of_the_runs_is_seen(runs: list[Run]) -> None:
    assert shown(inline(runs)) == "".join(run.text for run in runs)


@given(runs_of(tricky))
def test_nothing_is_seen_in_a_style_that_its_run_does_not_have(runs: list[Run]) -> None:
    given_styles = [run.style for run in runs for _ in run.text]
    for (character, looks), style in zip(read(inline(runs)), given_styles, strict=True):
        named = [look for look in looks if not look.startswith("link ")]
        assert character.isspace() or all(_NAMES[look] in style for look in named)


@given(st.lists(st.tuples(st.text(r"a*é_.\1-", min_size=1).map(lambda text: f"({text})"), styles, links)))
def test_words_apart_are_seen_in_their_very_style(words: list[tuple[str, Style, str | None]]) -> None:
    runs = [part for text, style, link in words for part in (Run(text, style, link), Run(" "))]
    seen = [looks for character, looks in read(inline(runs)) if not character.isspace()]
    expected = [(style, link) for text, style, link in words for _ in text]
    for looks, (style, link) in zip(seen, expected, strict=True):
        assert {_NAMES[look] for look in looks if look in _NAMES} == set(style)
        assert any(look.startswith("link ") for look in looks) == (link or "").startswith("http")


def test_a_heading_is_one_line_and_deep_ones_are_bold() -> None:
    assert heading("The _End_\nof It", 2) == "## The _End_ of It"
    assert heading("Deep **down**", 5) == "**Deep down**"
    assert heading("  ", 1) == ""
    assert read(heading(escape("C#"), 1)) == [("C", frozenset({"heading"})), ("#", frozenset({"heading"}))]


def test_a_quote_holds_its_paragraphs_together() -> None:
    quoted = quote("Dear _Mina_,\n\ncome at once.")
    assert quoted == "> Dear _Mina_,\n> \n> come at once."
    assert {frozenset({"quote"}) <= looks for _, looks in read(quoted)} == {True}
    assert strip(quoted) == "Dear Mina,\n\ncome at once."
    assert quote(quoted) == quoted


@given(tricky.map(str.strip).filter(bool))
def test_headings_and_quotes_keep_their_text(plain: str) -> None:
    line = " ".join(plain.split())
    assert strip(heading(escape(line), 1)) == line
    assert shown(heading(escape(line), 1)) == line
    assert strip(quote(escape(plain))) == plain


@pytest.mark.parametrize(
    "plain",
    [
        "* * *",
        "***",
        "*",
        "-x-x-x-",
        "oOo",
        "~~~",
        "---",
        "⁂",
        "#",
        "◇",
        "◆ ◆ ◆",
        "-oOo-",
        "xXx",
        "x x x",
        "x-x-x",
        "OoOoO",
        "~*~",
        "~o~",
        "• • •",
        "❦",
        "=====",
        "—",
        "___",
        "*~*~*",
        "o0o",
        "-0-0-",
        "-_-_-",
        "§",
        "+++",
        "* ~ *",
        "♥",
        "-xXx-",
        "o-O-o",
        "✦✦✦",
        "~ * ~",
        "oOoOoO",
    ],
)
def test_ornaments_alone_are_a_scene_break(plain: str) -> None:
    assert is_scene_break(escape(plain))
    assert is_scene_break(inline([Run(plain, Style.STRONG)]))


@pytest.mark.parametrize(
    "plain",
    [
        "No.",
        "1",
        "oh",
        "...",
        "…",
        "?!",
        "XXX",
        "X",
        "x",
        "xx",
        "xoxo",
        "XOXO",
        "Ooo",
        "OOO",
        "^^",
        ">_<",
        "-_-",
        "o_o",
        "T_T",
        "0-0",
        "1.",
        "10",
        "100",
        "<3",
        "\\o/",
        "“…”",
        "A",
        "* a *",
        "_",
    ],
)
def test_short_words_numbers_faces_and_silences_are_none(plain: str) -> None:
    assert not is_scene_break(escape(plain))


def test_the_scene_break_that_we_write_is_one() -> None:
    assert is_scene_break(SCENE_BREAK)
    assert is_scene_break(SPACE_BREAK)
    assert shown(SCENE_BREAK) == "* * *"
    assert not is_scene_break("")
