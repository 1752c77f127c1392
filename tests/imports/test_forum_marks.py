"""Plain texts that were written for a forum: BBCode means what it means there."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.imports.formats.plain import forum_marks, parse
from bot.imports.manuscript import Manuscript
from bot.imports.notes import set_apart
from bot.stories.details import Rating
from bot.text import markup

FORUM = "The [b]bell[/b] [i]rang[/i].\n\n"


def read(text: str) -> Manuscript:
    return set_apart(parse(text.encode(), "draft.txt"))


def shown(text: str) -> str:
    return read(FORUM + text).chapters[0].text.partition("\n\n")[2]


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("[b][i]Both[/i][/b], un[i]believ[/i]able [ b ]", "**_Both_**, un*believ*able \\[ b ]"),
        ("[B]one [I]two[/B] three[/I] [u][i]four[/i][/u]", "**one _two_** _three_ __*four*__"),
        ("[color=red][b] spaced [/b][/color] [i]_so_[/i]", "**spaced** *\\_so\\_*"),
        ("[i]all\n\nof it[/i]", "_all_\n\n_of it_"),
        ("a[center]***[/center]\n\n* * *[hr]b", "a\n\n\\*\\*\\*\n\n\\* \\* \\*\n\n\\* \\* \\*\n\nb"),
        ("[quote=Owl, post: 12]I said\nso.[/quote]No.", "> Owl:\n\n> I said\n> so.\n\nNo."),
        ('[quote name="Al\'s Owl" date="x"]\n[i]Who?[/i]\n[/quote]', "> Al's Owl:\n\n> _Who?_"),
        ("He [spoiler]is [b]gone[/b][/spoiler] now.", "He ||is **gone**|| now."),
        ("[spoiler=The end]\nGone.\n\nAll.\n[/spoiler]", "The end:\n\n||Gone.||\n\n||All.||"),
        ("the [url=https://a.org/b]old [i]log[/i][/url]", "the [old _log_](<https://a.org/b>)"),
        ("[url=javascript:x]bad[/url] [img]https://a.org/b.png[/img]", "bad"),
        ("[list]\n[*]salt\n[*]rope\n[/list]", "• salt\n• rope"),
        ("[ol][li]salt[/li][li]rope[/li][/ol]", "• salt\n• rope"),
        ("[code]a [b]bold[/b] word[/code]", "a \\[b]bold\\[/b] word"),
        (
            "~~Later~~ a || b || c __d__ 5*3*2",
            "\\~\\~Later\\~\\~ a \\|\\| b \\|\\| c \\_\\_d\\_\\_ 5\\*3\\*2",
        ),
        (
            "> He wrote so.\n\n-# small\n\n- Hola, dijo.",
            "\\> He wrote so.\n\n-\\# small\n\n\\- Hola, dijo.",
        ),
        ("[Level up!] [b]open, [/i]closed [*]", "\\[Level up!] \\[b]open, \\[/i]closed \\[\\*]"),
    ],
)
def test_each_mark_reads_as_on_forums(typed: str, stored: str) -> None:
    assert shown(typed) == stored


@pytest.mark.parametrize(
    "text",
    [
        "One [i]word[/i] among all of these.",
        "He wrote [b] above it, and [/b] below. See [i] and [ii].",
        "[Status]\n\n[Level up!] [/Status]\n\n[A/N: thank you!]",
        "[chapter:Dusk]\n\n[[rb:a > b]]\n\n[newpage]",
    ],
)
def test_other_plain_texts_keep_such_brackets(text: str) -> None:
    assert not forum_marks.are_used(text)


@pytest.mark.parametrize(
    ("text", "chapters"),
    [
        (
            "[center][b][size=6]The Bell[/size][/b][/center]\n[center]by Owl[/center]\n\n[b]Rating:[/b] M\n"
            "[spoiler=Content warnings]\nblood, a storm\n[/spoiler]\n\n"
            "[size=5][b]Chapter 1: Dusk[/b][/size]\nIt [i]rang[/i].\n\n"
            "[b]Chapter 2[/b]\n[spoiler=Author's note]I am sorry.[/spoiler]\n\nIt did not.",
            [("Chapter 1: Dusk", "It _rang_."), ("Chapter 2", "It did not.")],
        ),
        (
            "[B]The Bell[/B]\n[I]by Owl[/I]\n\n[B]Rating:[/B] Mature\n[B]TW:[/B] blood, [I]a storm[/I]\n\n"
            "[HEADING=2]Dusk[/HEADING]\nIt rang.\n\n[HEADING=2]Dawn[/HEADING]\nIt [S]rang[/S] did not.",
            [("Dusk", "It rang."), ("Dawn", "It ~~rang~~ did not.")],
        ),
        (
            "[b]The Bell[/b]\n[i]par Owl[/i]\n\n[u]Classement[/u] : R18 (M)\n"
            "Avertissements : blood, a storm\n\n"
            "[center]Глава 1[/center]\n[i]Она[/i] звонила.\n\n[center]Глава 2[/center]\n- Нет.",
            [("Глава 1", "_Она_ звонила."), ("Глава 2", "\\- Нет.")],
        ),
    ],
)
def test_a_story_posted_on_a_forum(text: str, chapters: list[tuple[str, str]]) -> None:
    story = read(text)
    assert (story.details.title, story.details.authors) == ("The Bell", ("Owl",))
    assert story.details.rating is not None and story.details.rating >= Rating.MATURE
    assert story.details.content_warnings == ("blood", "a storm")
    assert [(chapter.title, chapter.text) for chapter in story.chapters] == chapters


PARTS = ("[b]", "[/b]", "[I]", "[/I]", "[u]", "[/u]", "[quote]", "[/quote]", "[spoiler]", "[/spoiler]")
SIGNS = ("*", "_", "||", "~~", "\\", "灯", "é", ".", " ", "\n")


@given(st.lists(st.sampled_from(PARTS + SIGNS)))
def test_every_word_stays_and_in_its_place(parts: list[str]) -> None:
    typed = "".join(parts)
    stored = markup.strip(shown(f"灯{typed}"))
    assert [each for each in stored if each in "灯é."] == [each for each in f"灯{typed}" if each in "灯é."]
