"""An author changes a story, and every reader is still at the words where they were."""

from __future__ import annotations

import random
import time
from dataclasses import replace

import pytest

from bot.text.continuity import Version, continued
from bot.text.edits import MappedPlace, Stretch, map_place, stretches
from tests.support.rounds import rounds

WORDS = rounds(50_000, full=200_000)

PROLOGUE = "Once there was a lamp that nobody lit.\n\nIt waited, as lamps do, and told no one."
HARBOUR = (
    "The harbour was asleep when Nell rowed in.\n\n“No.”\n\n* * *\n\n"
    "She tied the boat to the third ring. The rope was wet, and colder than the see.\n\n* * *\n\n"
    "“No.”\n\nSomewhere above her a window opened."
)
LETTER = (
    "The letter came on a Tuesday, in a hand that she knew.\n\n“No.”\n\n"
    "It held one line and a pressed leaf.\n\n* * *\n\nShe read it twice, then a third time aloud."
)
STORM = (
    "By evening the wind had turned.\n\nThey carried the chairs inside.\n\n* * *\n\n"
    "All night the shutters knocked, and nobody answered them.\n\nIn the morning the pier was gone."
)
STORY = [
    Version("0", "Prologue", PROLOGUE),
    Version("1", "The Harbour", HARBOUR),
    Version("2", "The Letter", LETTER),
    Version("3", "The Storm", STORM),
]


class Readers:
    """Readers of the old version, asked where they are in the new one."""

    def __init__(self, old: list[Version], new: list[Version]) -> None:
        self._old, self._new = old, new
        self._survivors = stretches(old, new)

    def place(self, chapter: int, offset: int) -> MappedPlace:
        return map_place(self._survivors[chapter], offset)

    def now_at(self, chapter: int, words: str) -> str:
        """What stands, in the new version, where a reader stood before these words of an old chapter."""
        place = self.place(chapter, self._old[chapter].text.index(words))
        assert place.exact
        return self._new[place.chapter].text[place.offset :]

    def read_up_to(self, chapter: int, words: str) -> str:
        """What stands in the new version before a place whose words, these, are gone."""
        place = self.place(chapter, self._old[chapter].text.index(words))
        assert not place.exact
        return self._new[place.chapter].text[: place.offset]


def _edited(chapter: int, **changes: str) -> list[Version]:
    return [replace(one, **changes) if at == chapter else one for at, one in enumerate(STORY)]


def test_nothing_changes_and_everybody_stays() -> None:
    whole = [(Stretch(0, len(one.text), at, 0),) for at, one in enumerate(STORY)]
    assert stretches(STORY, STORY) == whole
    assert continued(STORY, STORY) == [0, 1, 2, 3]


def test_the_author_corrects_a_typo() -> None:
    new = _edited(1, text=HARBOUR.replace("colder than the see", "colder than the sea"))
    readers = Readers(STORY, new)
    assert readers.now_at(1, "The rope was wet").startswith("The rope was wet")
    assert readers.now_at(1, "Somewhere above") == "Somewhere above her a window opened."
    assert readers.now_at(1, "see.").startswith("sea.")
    second = HARBOUR.rindex("* * *")  # of two
    assert readers.place(1, second) == MappedPlace(1, second, True)


def test_the_author_rewrites_one_sentence_of_a_paragraph() -> None:
    new = _edited(1, text=HARBOUR.replace("She tied the boat to the third ring.", "Twice her hands slipped."))
    readers = Readers(STORY, new)
    assert readers.now_at(1, "The rope was wet").startswith("The rope was wet")
    assert readers.read_up_to(1, "third ring").endswith("* * *")


def test_the_author_takes_a_paragraph_out() -> None:
    new = _edited(2, text=LETTER.replace("It held one line and a pressed leaf.\n\n", ""))
    readers = Readers(STORY, new)
    assert readers.read_up_to(2, "one line").endswith("knew.\n\n“No.”")
    assert readers.now_at(2, "She read it twice").startswith("She read it twice")


def test_the_author_puts_a_chapter_in_and_the_keys_count_on() -> None:
    added = Version("1", "On the Road", "Nobody walks to the sea any more.")
    new = [STORY[0], added, *(replace(one, key=str(at + 2)) for at, one in enumerate(STORY[1:]))]
    assert continued(STORY, new) == [0, None, 1, 2, 3]
    assert Readers(STORY, new).place(2, 30) == MappedPlace(3, 30, True)


def test_a_chapter_is_known_by_its_key_then_its_title_then_its_words() -> None:
    rewritten = "Every word of it is new."
    new = [
        Version("3", "The Gale", rewritten),
        Version("x", "The Letter", "Nor is a word of this the same."),
        Version("y", "Landfall", HARBOUR.replace("asleep", "awake")),
    ]
    assert continued(STORY, new) == [3, 2, 1]


def test_a_chapter_put_over_another_leaves_its_readers_where_they_are() -> None:
    without_keys = [replace(one, key="") for one in STORY]
    twice = [replace(one, text=STORM) if at == 0 else one for at, one in enumerate(without_keys)]
    assert continued(without_keys, twice) == [0, 1, 2, 3]
    assert Readers(without_keys, twice).place(3, 17) == MappedPlace(3, 17, True)


def test_a_story_of_one_nameless_chapter_goes_on_with_it_however_it_is_rewritten() -> None:
    assert continued([Version("", "", "A lamp.")], [Version("", "", "The sea.")]) == [0]


def test_the_author_moves_the_prologue_to_the_end() -> None:
    new = [*STORY[1:], replace(STORY[0], title="Epilogue")]
    assert continued(STORY, new) == [1, 2, 3, 0]
    assert Readers(STORY, new).place(0, 17) == MappedPlace(3, 17, True)


def test_the_author_splits_a_chapter_in_two() -> None:
    first, second = LETTER.split("\n\n* * *\n\n")
    new = [*STORY[:2], replace(STORY[2], text=first), Version("2b", "Aloud", second), STORY[3]]
    assert continued(STORY, new) == [0, 1, 2, None, 3]
    readers = Readers(STORY, new)
    assert readers.place(2, LETTER.index("a third time")) == MappedPlace(
        3, second.index("a third time"), True
    )
    assert readers.place(2, LETTER.index("pressed")) == MappedPlace(2, first.index("pressed"), True)
    assert readers.place(2, LETTER.index("* * *")) == MappedPlace(2, len(first), False)
    assert readers.place(2, len(LETTER)) == MappedPlace(3, len(second), True)


def test_the_author_merges_two_chapters() -> None:
    new = [*STORY[:2], replace(STORY[2], text=f"{LETTER}\n\n* * *\n\n{STORM}")]
    assert continued(STORY, new) == [0, 1, 2]
    readers = Readers(STORY, new)
    behind = len(LETTER) + len("\n\n* * *\n\n")
    assert all(readers.place(3, at) == MappedPlace(2, behind + at, True) for at in range(len(STORM) + 1))


def test_the_author_removes_a_chapter_and_its_readers_are_at_the_end_of_the_one_before() -> None:
    readers = Readers(STORY, [STORY[0], STORY[1], STORY[3]])
    assert readers.place(2, 25) == MappedPlace(1, len(HARBOUR), False)
    assert readers.place(3, 25) == MappedPlace(2, 25, True)


def test_the_author_removes_the_beginning_and_its_readers_begin_the_story() -> None:
    readers = Readers(STORY, STORY[1:])
    assert readers.place(0, 25) == MappedPlace(0, 0, False)


def test_the_author_writes_a_new_opening_and_whoever_was_about_to_begin_begins_with_it() -> None:
    new = _edited(3, text="Rain first.\n\nThen hail, such as none of them had seen.")
    assert Readers(STORY, new).place(3, 0) == MappedPlace(3, 0, False)


def test_the_author_rewrites_a_paragraph_that_begins_as_before() -> None:
    new = _edited(3, text=STORM.replace("They carried the chairs inside.", "They slept badly, all but Nell."))
    assert Readers(STORY, new).read_up_to(3, "They carried").endswith("turned.")


def test_the_author_sets_a_word_in_italics() -> None:
    readers = Readers(STORY, _edited(3, text=STORM.replace("the pier was", "the _pier_ was")))
    assert readers.now_at(3, "pier was") == "pier_ was gone."


def test_the_author_writes_on_and_who_had_finished_is_where_the_new_begins() -> None:
    readers = Readers(STORY, _edited(3, text=f"{STORM}\n\nAnd so was the boat."))
    assert readers.place(3, len(STORM)) == MappedPlace(3, len(STORM), True)


def test_the_author_moves_a_paragraph_to_another_chapter_and_mends_it_there() -> None:
    moved = "All night the shutters knocked, and nobody answered them."
    new = _edited(3, text=STORM.replace(f"{moved}\n\n", ""))
    new[0] = replace(new[0], text=f"{PROLOGUE}\n\n{moved.replace('nobody', 'no one')}")
    readers = Readers(STORY, new)
    assert readers.now_at(3, "the shutters").startswith("the shutters knocked, and no one")
    assert readers.now_at(3, "answered") == "answered them."


def test_the_author_divides_a_long_paragraph_and_joins_two_short_ones() -> None:
    text = HARBOUR.replace("ring. The rope", "ring.\n\nThe rope")
    text = text.replace("“No.”\n\nSomewhere above", "“No.” Somewhere above")
    readers = Readers(STORY, _edited(1, text=text))
    assert readers.now_at(1, "The rope was wet").startswith("The rope was wet, and colder")
    assert readers.now_at(1, "Somewhere above").startswith("Somewhere above")
    assert readers.now_at(1, "boat to the third").startswith("boat to the third ring.\n\nThe rope")


def test_the_author_renames_the_heroine_everywhere() -> None:
    old = [replace(one, text=one.text.replace("She", "Nell").replace("she", "Nell")) for one in STORY]
    new = [replace(one, text=one.text.replace("Nell", "Petronella")) for one in old]
    readers = Readers(old, new)
    assert readers.now_at(1, "rowed in").startswith("rowed in.")
    assert readers.now_at(2, "a third time aloud") == "a third time aloud."


def test_a_scene_break_goes_with_the_scenes_around_it() -> None:
    scenes = [f"It was the {name} day, and the {name} to end badly." for name in ("first", "second", "third")]
    old = [Version("1", "Days", "\n\n* * *\n\n".join(scenes))]
    new = [replace(old[0], text="\n\n* * *\n\n".join(scenes[1:]))]
    readers = Readers(old, new)
    assert readers.place(0, old[0].text.rindex("* * *")) == MappedPlace(0, new[0].text.index("* * *"), True)
    assert not readers.place(0, old[0].text.index("It was the first")).exact


def test_a_phrase_in_a_new_chapter_is_not_the_one_that_was_cut_elsewhere() -> None:
    old = _edited(3, text=f"{STORM}\n\nFor the first time in years she slept until noon.")
    added = Version("4", "After", "Gulls came back for the first time in days, and with them the tourists.")
    place = Readers(old, [*STORY, added]).place(3, len(STORM) + 2)
    assert place == MappedPlace(3, len(STORM), False)


def test_a_phrase_of_dialogue_is_not_the_one_that_was_cut_elsewhere() -> None:
    old = _edited(3, text=f"{STORM}\n\n“I don’t know,” she said, and the old clock struck seven in the hall.")
    added = Version("4", "After", "“I don’t know,” she said, and the gulls came back before anybody did.")
    place = Readers(old, [*STORY, added]).place(3, len(STORM) + 2)
    assert place == MappedPlace(3, len(STORM), False)


def test_a_whole_sentence_is_known_in_whatever_paragraph_it_is_put() -> None:
    sentence = "She read it twice, then a third time aloud."
    new = _edited(3, text=STORM.replace("By evening", f"{sentence} By evening"))
    new[2] = replace(new[2], text=LETTER.replace(f"\n\n* * *\n\n{sentence}", ""))
    assert Readers(STORY, new).now_at(2, sentence).startswith(f"{sentence} By evening")


# Large stories.


def _long_story(chapters: int) -> list[Version]:
    pick = random.Random(3)
    vocabulary = ["".join(pick.choices("abcdefghijklmnop", k=pick.randint(2, 9))) for _ in range(3000)]
    return [
        Version(str(number), "", "\n\n".join(_long_paragraph(pick, vocabulary) for _ in range(90)))
        for number in range(chapters)
    ]


def _long_paragraph(pick: random.Random, vocabulary: list[str]) -> str:
    return pick.choice(["* * *", *([" ".join(pick.choices(vocabulary, k=pick.randint(20, 100)))] * 9)])


def test_an_edit_of_a_long_story_costs_next_to_nothing() -> None:
    old = _long_story(200)
    new = list(old)
    for chapter in (3, 50, 120):
        new[chapter] = replace(old[chapter], text=old[chapter].text.replace(" a", " e", 5))
    new.insert(20, Version("x", "Added", "A chapter that was never there before."))
    new.append(new.pop(30))
    began = time.process_time()
    survivors = stretches(old, new)
    assert time.process_time() - began < 1
    assert [len(chapter) for chapter in survivors].count(1) == 197


@pytest.mark.proofs
@pytest.mark.parametrize(
    "vocabulary",
    [["No."], ["No.", "Yes."], [f"word{number}" for number in range(5000)]][: rounds(1, full=3)],
)
def test_paragraphs_of_a_word_each_are_no_trap(vocabulary: list[str]) -> None:
    paragraphs = random.Random(5).choices(vocabulary, k=WORDS)
    old = [Version("1", "Words", "\n\n".join(paragraphs))]
    paragraphs[WORDS // 2 : WORDS // 2 + 10] = ["Changed."]
    new = [replace(old[0], text="\n\n".join(paragraphs))]
    began = time.process_time()
    readers = Readers(old, new)
    assert time.process_time() - began < WORDS / 10_000
    assert readers.place(0, len(old[0].text)) == MappedPlace(0, len(new[0].text), True)
    assert readers.place(0, 1000) == MappedPlace(0, 1000, True)
