"""Who says a line: whoever the text names beside it, and nobody else."""

from __future__ import annotations

import pytest

from bot.quotes import quotations

# A few mentions within sentences, as any story has them.
CAST = (
    "Now the boat of Orla and Tam was late, and old Mr. Pell, with Mrs. Pell and the Harbourmaster, was cold."
)


def speakers(*paragraphs: str, characters: tuple[str, ...] = ()) -> list[str | None]:
    """Who says each line of a chapter of these paragraphs."""
    found = quotations.of_story(["\n\n".join((CAST, *paragraphs))], characters)[0]
    return [one.speaker for one in found if one.kind == "speech"]


@pytest.mark.parametrize(
    ("paragraph", "speaker"),
    [
        ("“It is late,” said Orla.", "Orla"),
        ("“It is late,” Orla said.", "Orla"),
        ("“Is it late?” asked Orla quietly.", "Orla"),
        ("“It is late!” Orla cried, and ran.", "Orla"),
        ("“It is late,” replied old Mr. Pell, who had no watch.", "Mr. Pell"),
        ("“It is late,” said the Harbourmaster.", "Harbourmaster"),
        ("“It is late,” put in Tam.", "Tam"),
        ("“It is late,” growled his cousin Tam.", "Tam"),
        ("“It is late,” had been Tam’s answer.", None),
        ("“It is late,” smiled Orla.", "Orla"),
        ("“It is late,” Orla frowned.", "Orla"),
        ("“It is,” Orla was saying, “late.”", "Orla"),
        ("“It is,” said Orla, “late.”", "Orla"),
        ("“It is late,” says Mr. Pell.", "Mr. Pell"),
        ("“It is late,” said J. P. Rourke-O’Dea.", "J. P. Rourke-O’Dea"),
        ("“It is late,” said Zoë van der Meer.", "Zoë van der Meer"),
        ("Orla said, “It is late.”", "Orla"),
        ("Then Orla said, “It is late.”", "Orla"),
        ("Orla looked at the sky and said: “It is late.”", "Orla"),
        ("Orla, turning to Tam, answered, “It is late.”", "Orla"),
        ("Said Orla: “It is late.”", "Orla"),
        ("Orla: “It is late.”", "Orla"),
        ("The clock struck. “It is late,” said Tam. He yawned.", "Tam"),
        ("Then Tam said to Mrs. Pell: “It is late.”", "Tam"),
        ("Tam said, with a hand on Mr. J. Pell’s arm, “It is late.”", "Tam"),
        ("When it was over, Tam stood up and said: “It is late.”", "Tam"),
        ("To my surprise, Orla rose and said, “It is late.”", "Orla"),
        ("It was cold; Tam, jumping to his feet, said: “It is late.”", "Tam"),
        ("Tam said to us as we stood before him: “It is late.”", "Tam"),
        ("Orla murmured as if to herself: “It is late.”", "Orla"),
        ("I called him, but Tam whispered to me: “It is late.” She looked at us.", "Tam"),
        ("“It is late,” said Tam’s old friend Orla.", "Orla"),
        ("“It is late,” Tam, who was cold, said.", "Tam"),
        ("“It is late,” Mr. Pell, turning to Mrs. Pell, said.", "Mr. Pell"),
        ("“It is late,” said Tam Reed, M.D., and sat.", "Tam Reed"),
        ("“It is late,” said the Reverend Mr. Pell.", "Reverend Mr. Pell"),
        ("He was called back by Mr. Pell asking: “Is it late?”", "Mr. Pell"),
        ("Upstairs Orla called, “It is late.”", "Orla"),
    ],
)
def test_the_name_beside_a_line_is_its_speaker(paragraph: str, speaker: str | None) -> None:
    assert speakers(paragraph) == [speaker]


@pytest.mark.parametrize(
    "paragraph",
    [
        "“It is late.”",
        "“It is late,” she said.",
        "“It is late,” said I.",
        "“It is late,” said I. He laughed.",
        "“It is late,” said the old man.",
        "“It is late,” said Tam’s mother.",
        "“It is late,” said a Frenchman.",
        "“It is late,” said Orla and Tam together.",
        "“It is late,” he told Tam.",
        "“It is late,” said a voice behind Tam.",
        "“It is late.” Orla shut the door.",
        "Orla shut the door. “It is late.”",
        "Orla looked up. “It is late,” she said.",
        "Orla looked up when he came in and said, “It is late.”",
        "The voice of Orla said, “It is late.”",
        "They said to Orla, “It is late.”",
        "She told Orla, “It is late.”",
        "“It is late,” everybody said.",
        "Voices said, “It is late.” Other voices laughed.",
        "A harsh voice from behind Tam said: “It is late.”",
        "The man beside Orla said: “It is late.”",
        "Tam and Orla said: “It is late.”",
        "Neither Tam nor Orla said, “It is late.”",
        "“It is late,” said Orla, Tam and Mr. Pell.",
        "“It is late,” Tam was told by the guard.",
        "Orla spoke to him, and she wept: “It is late.”",
    ],
)
def test_a_pronoun_or_nobody_by_name_is_no_speaker(paragraph: str) -> None:
    assert speakers(paragraph) == [None]


def test_each_of_two_people_gets_their_own_line() -> None:
    assert speakers("“Is it late?” asked Orla, and Tam said, “It is.”") == ["Orla", "Tam"]
    assert speakers("“Is it late?” asked Orla.", "Tam said, “It is.”", "“So,” said he.") == [
        "Orla",
        "Tam",
        None,
    ]
    assert speakers("“Is it late?” asked Orla, and Mr. Pell, with a shrug, said, “It is.”") == [
        "Orla",
        "Mr. Pell",
    ]
    assert speakers("He cried, “Who is it?” Tam, afraid, whispered, “Only me.”") == [None, "Tam"]


def test_a_name_behind_the_last_of_several_paragraphs_is_of_all() -> None:
    assert speakers("“We left at noon.", "“By night we were lost,” said Orla.") == ["Orla"]


def test_dashes_and_plays_have_speakers_too() -> None:
    assert speakers("—Is it late? asked Orla.", "—It is —said Tam—. Sit down.", "—So.") == [
        "Orla",
        "Tam",
        None,
    ]
    found = quotations.of_story(["**Orla**\nIs it late?\n\n**TAM.**\nIt is.\n\n**Orla**\nSo."])[0]
    assert [one.speaker for one in found] == ["Orla", "TAM", "Orla"]


def test_a_month_before_a_name_is_no_first_name() -> None:
    texts = [
        "He came on the ninth of January Quill was told. “Late,” said Mr.\u00a0Quill.",
        "“So it is,” said Quill, and Gabriel Quill sat down.",
    ]
    found = [one for chapter in quotations.of_story(texts) for one in chapter if one.kind == "speech"]
    assert {one.speaker for one in found} == {"Mr. Quill"}


def test_a_king_is_not_the_player_who_plays_one() -> None:
    play = "**KING.**\nCome.\n\n**PLAYER KING.**\nI come.\n\n**KING.**\nGood.\n\n**PLAYER KING.**\nSo."
    found = quotations.of_story([play])[0]
    assert [one.speaker for one in found] == ["KING", "PLAYER KING", "KING", "PLAYER KING"]


def test_a_form_of_address_is_no_name() -> None:
    assert speakers("“Sit down,” said his Majesty.", "“Up,” said his Majesty King Rook.") == [
        None,
        "King Rook",
    ]


def test_a_word_that_begins_a_sentence_is_no_name_for_that() -> None:
    assert speakers("“It is late,” Gulls cried, as gulls do.") == [None]


def test_the_names_of_one_person_are_joined_throughout_a_story() -> None:
    texts = [
        "“Late,” said Orla Quill.",
        "“Late,” said Orla.\n\n“Late,” said Tam.",
        "“Late,” said Miss Quill.",
    ]
    found = quotations.of_story(texts, ["Orla Quill | The Ferrywoman", "Tam (Skerry)"])
    assert [[one.speaker for one in chapter] for chapter in found] == [
        ["Orla Quill"],
        ["Orla Quill", "Tam"],
        ["Miss Quill"],  # nobody says that it is Orla
    ]


@pytest.mark.parametrize(
    ("names", "characters", "people"),
    [
        # The list, or the text, shows who is meant.
        (["Mr. Rook", "Rook", "Silas Rook"], ["Silas Rook"], ["Silas Rook"] * 3),
        (["Rook", "Silas", "Silas Rook"], [], ["Silas Rook"] * 3),
        (["ORLA", "Orla"], [], ["Orla", "Orla"]),
        (["the Ferrywoman", "Quill"], ["Orla Quill | The Ferrywoman"], ["Orla Quill"] * 2),
        (["Sir Hugh", "Hugh"], ["Hugh Rook"], ["Hugh Rook"] * 2),
        (["Dr. Ann Rook", "Dr. Rook"], ["Ann Rook"], ["Ann Rook"] * 2),
        # Two people who share a name are two.
        (["Mr. Rook", "Mrs. Rook", "Rook"], ["Silas Rook"], ["Mr. Rook", "Mrs. Rook", "Rook"]),
        (["Mr. Rook", "Rook"], ["Silas Rook", "Ada Rook"], ["Mr. Rook", "Rook"]),
        (["Mr. Rook", "Ada"], ["Ada Rook"], ["Mr. Rook", "Ada Rook"]),
        (["Ada", "Ada Rook", "Ada Pell"], [], ["Ada", "Ada Rook", "Ada Pell"]),
        (["Mr. Rook", "Silas Rook"], [], ["Mr. Rook", "Silas Rook"]),
        (["P", "Mrs. P"], [], ["P", "Mrs. P"]),
        (["Mrs. Rook", "Silas Rook"], ["Silas Rook"], ["Mrs. Rook", "Silas Rook"]),
        (["Miss Rook", "Silas Rook"], ["Silas Rook"], ["Miss Rook", "Silas Rook"]),
        (["Silas", "Mrs. Silas Rook"], [], ["Silas", "Mrs. Silas Rook"]),
        (["Captain", "Captain Rook", "Captain Pell"], [], ["Captain", "Captain Rook", "Captain Pell"]),
        # A title by itself, or a short first name, is the only one's who can be meant.
        (["Count", "Count Orsk"], [], ["Count Orsk"] * 2),
        (["Professor", "Prof. Pell"], [], ["Prof. Pell"] * 2),
        (["Captain", "Captain Rook", "Captain Silas Rook"], [], ["Captain Silas Rook"] * 3),
        (["田中さん", "田中", "佐藤くん"], [], ["田中さん", "田中さん", "佐藤くん"]),
        (["田中さん", "田中", "田中くん"], [], ["田中さん", "田中", "田中くん"]),
        (["Art", "Arthur", "Lord Rook"], ["Arthur Finch (Lord Rook)"], ["Arthur Finch"] * 3),
        (["Doctor"], ["Ann Rook | the Doctor"], ["Ann Rook"]),
        (["Art", "Arthur Finch", "Arthur Pell"], [], ["Art", "Arthur Finch", "Arthur Pell"]),
    ],
)
def test_names_are_joined_only_where_one_person_can_be_meant(
    names: list[str], characters: list[str], people: list[str]
) -> None:
    assert list(quotations.aliases(names, characters).values()) == people


@pytest.mark.parametrize(
    ("names", "seen", "people"),
    [
        (["Rook", "Mr. Rook"], {"Mrs. Rook"}, ["Rook", "Mr. Rook"]),
        (["Rook", "Tom Rook"], {"Maggie Rook"}, ["Rook", "Tom Rook"]),
        (["Rook", "Tom Rook"], {"Miss Rook"}, ["Rook", "Tom Rook"]),
        (["John Rook", "Mrs. Rook"], {"Mrs. John Rook"}, ["John Rook", "Mrs. Rook"]),
        (["Count"], {"Count Orsk"}, ["Count Orsk"]),
        (["Professor", "Dr. Pell"], {"Professor Pell"}, ["Dr. Pell"] * 2),
    ],
)
def test_whom_the_story_only_mentions_counts_among_its_people(
    names: list[str], seen: set[str], people: list[str]
) -> None:
    assert list(quotations.aliases(names, [], frozenset(seen)).values()) == people


@pytest.mark.parametrize(
    ("paragraph", "speaker"),
    [
        ("Presently Tam said, “It is late.”", "Tam"),
        ("Quickly, Tam Reed answered, “It is late.”", "Tam Reed"),
        ("“It is late,” Emily Finch said.", "Emily Finch"),
        ("“Is it late?” inquired Tam of Mr. Pell.", "Tam"),
        ("“Is it late?” asked Tam of Mrs. Pell.", "Tam"),
        ("“It is late,” said the Duke of Skerrow.", "Duke of Skerrow"),
        ("“It is late,” said Thérèse.", "Thérèse"),
        ("“It is late,” The\u0301re\u0300se said.", "The\u0301re\u0300se"),
        ("Tam looked at the sky and said:—\n\n“It is late.”", "Tam"),
        ("Tam looked at the sky.\n\n“It is late.”", None),
    ],
)
def test_a_name_is_neither_more_nor_less_than_the_name(paragraph: str, speaker: str | None) -> None:
    assert speakers(paragraph) == [speaker]


def test_a_full_name_with_its_title_in_the_text_joins_both() -> None:
    seen = frozenset({"Mr. Silas Rook"})
    assert set(quotations.aliases(["Mr. Rook", "Silas Rook"], [], seen).values()) == {"Silas Rook"}


def test_a_husband_and_a_wife_are_two_wherever_the_story_names_them() -> None:
    texts = [
        "“Late,” said Mrs. Pell.\n\n“Late,” said Mr. Pell.\n\n“Late,” said Pell.",
        "Nobody had seen Mr. Pell and Mrs. Pell, or Pell, together.",
    ]
    found = quotations.of_story(texts)[0]
    assert [one.speaker for one in found] == ["Mrs. Pell", "Mr. Pell", "Pell"]
