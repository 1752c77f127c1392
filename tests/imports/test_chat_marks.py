"""Plain texts that were written for Discord: their marks mean what they mean there."""

from __future__ import annotations

import pytest

from bot.imports.formats.plain import parse
from bot.imports.formats.plain.chat_marks import are_used
from bot.imports.formats.plain.paragraphs import markdown, read
from bot.text import markup

CHAT = "The bell ||rang|| **twice**.\n\n"


def shown(text: str) -> str:
    return markdown(read(CHAT + text)).partition("\n\n")[2]


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("*so* __it__ ~~goes~~ ***on***", "_so_ __it__ ~~goes~~ **_on_**"),
        ("__*both*__ and ~~**both**~~", "__*both*__ and ~~**both**~~"),
        ("He ||*dies*|| here.", "He ||_dies_|| here."),
        ("one || two", "one \\|\\| two"),
        ("2 * 3 * 4, snake_case_name, ~~ here", "2 \\* 3 \\* 4, snake\\_case\\_name, \\~\\~ here"),
        ("a **mark *left** open", "a **mark \\*left** open"),
        ("\\*no\\* `*code*`", "\\*no\\* \\*code\\*"),
        ("-# small *print*", "-# small _print_"),
        ("> said\n> twice", "> said\n> twice"),
        ("- salt\n- rope", "• salt\n• rope"),
        ("* * *\n\n- - -\n\nlate", "\\* \\* \\*\n\n\\- - -\n\nlate"),
        ("a [long *log*](https://a.org/b) [x] (y)", "a [long _log_](<https://a.org/b>) \\[x] (y)"),
        ("\\_no\\_ \\||no\\||", "\\_no\\_ \\|\\|no\\|\\|"),
        ("# Dusk", "## Dusk"),
        ("```\nsaid\n```", "said"),
        ("@everyone <@123456789012345678> <:bell:123456789012345678>", None),
    ],
)
def test_each_mark_reads_as_on_discord(typed: str, stored: str | None) -> None:
    assert shown(typed) == (markup.escape(typed) if stored is None else stored)


@pytest.mark.parametrize(
    "text",
    [
        "~~Flashback~~\n\nHe **ran**.",
        "||Owl||\n\nHe **ran**.",
        "# Dusk\n\nHe **ran**.",
        "> said\n\nHe **ran**.",
        "He _ran_ and *ran* __ and ~~ and || again.",
        "~~~\n\n-x-x-\n\n__________\n\n**ran**",
        "He ~~ran~~ home.",
    ],
)
def test_other_plain_texts_keep_such_signs(text: str) -> None:
    assert not are_used(text)


def test_a_story_posted_in_a_channel() -> None:
    story = parse(
        b'**The Bell**\nby Owl\n\n# Dusk\n*It rang.* ||Nobody heard.||\n> "Who?" said Owl.\n\n'
        b"# Dawn\n-# the next day\n__It__ did not ring.",
        "draft.txt",
    )
    assert (story.details.title, story.details.authors) == ("The Bell", ("Owl",))
    assert [(chapter.title, chapter.text) for chapter in story.chapters] == [
        ("Dusk", '_It rang._ ||Nobody heard.||\n\n> "Who?" said Owl.'),
        ("Dawn", "-# the next day\n\n__It__ did not ring."),
    ]
