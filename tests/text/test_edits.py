"""An author changes a story, and every reader is still at the words where they were."""

from __future__ import annotations

import random
import time
from dataclasses import replace

import pytest

from bot.text.continuity import Version, continued
from bot.text.edits import MappedPlace, Stretch, map_place, stretches, written
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


# A word mended, and a beginning that is gone.


def _after(old: str, new: str, at: int) -> MappedPlace:
    return map_place(stretches([Version("a", "", old)], [Version("a", "", new)])[0], at)


@pytest.mark.parametrize(("mended", "same"), [("lantern", 2), ("lark", 2), ("la", 2), ("lame", 3)])
@pytest.mark.parametrize(
    "around",
    ["She lit the {} slowly tonight.", "The {} burnt on.", "He saw it {}.", "So.\n\nA {} lit.\n\nNo."],
)
def test_a_mended_word_is_known_as_far_as_its_letters_are_the_same(
    mended: str, same: int, around: str
) -> None:
    at = around.index("{")
    places = [_after(around.format("lamp"), around.format(mended), at + letters) for letters in range(4)]
    assert [place.offset for place in places] == [at + min(letters, same) for letters in range(4)]
    assert [place.exact for place in places] == [letters <= same for letters in range(4)]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (
            "One of us.\n\nHello\n\nThree of us.",
            "One of us.\n\nHeaven\n\nThree of us.",
        ),  # a paragraph of its own
        ("He saw the lamp there.", "He saw the rope there."),  # another letter
        ("He saw the lamp there.", "He saw the last one there."),  # two words
    ],
)
def test_what_was_put_in_the_place_of_a_word_is_not_always_that_word(old: str, new: str) -> None:
    at = next(at for at, (was, now) in enumerate(zip(old, new, strict=False)) if was != now)
    start = old.rfind(" ", 0, at) + 1 if "lamp" in old else old.index("Hello")
    assert not _after(old, new, start + 1).exact


def test_a_chapter_whose_beginning_is_gone_begins_behind_the_words_before_it() -> None:
    gone, kept, other, last = PROLOGUE.split("\n\n") + STORM.split("\n\n")[3:5]
    old = [Version("1", "One", f"{gone}\n\n{kept}"), Version("2", "Two", f"{other}\n\n{last}")]
    first, second = stretches(old, [Version("1", "One", f"{kept}\n\n{last}")])
    assert map_place(first, len(gone) + 2) == MappedPlace(0, 0, True)
    assert map_place(second, 0) == MappedPlace(0, len(kept), False)
    assert map_place(second, len(other) + 2) == MappedPlace(0, len(kept) + 2, True)
    _, alone = stretches(old, [Version("1", "One", kept)])
    assert [map_place(alone, at) for at in (0, 40)] == [MappedPlace(0, len(kept), False)] * 2


# What was newly written.


def test_what_no_old_words_stand_in_is_written() -> None:
    mapped = [(Stretch(0, 4, 1, 3), Stretch(6, 8, 0, 0)), (Stretch(0, 0, 0, 5), Stretch(2, 5, 1, 7))]
    new = [Version("", "", "x" * 9), Version("", "", "x" * 12), Version("", "", "xx"), Version("", "", "")]
    assert written(mapped, new) == [((2, 9),), ((0, 3), (10, 12)), ((0, 2),), ()]
    assert written([], new[:1]) == [((0, 9),)]


# Words that are known in other paragraphs.


def _row(mark: str, count: int) -> str:
    """Words of three letters that stand nowhere else."""
    return " ".join(f"{mark}{chr(97 + at // 26)}{chr(97 + at % 26)}" for at in range(count))


def _is_known_elsewhere(part: str, before: tuple[str, str], behind: tuple[str, str]) -> bool:
    """Whether a part of a paragraph is known in another paragraph of other words; `before` and `behind` are
    what stands around it, in the old one and in the new one."""
    (was_before, is_before), (was_behind, is_behind) = before, behind
    old = [Version("a", "", f"{_row('o', 60)}{was_before}{part}{was_behind}{_row('p', 60)}")]
    new = [Version("a", "", f"{_row('q', 60)}{is_before}{part}{is_behind}{_row('r', 60)}")]
    place = map_place(stretches(old, new)[0], old[0].text.index(part) + 1)
    return place == MappedPlace(0, new[0].text.index(part) + 1, True)


STOP, NONE = ". ", " "


@pytest.mark.parametrize(("words", "known"), [(6, False), (7, False), (8, True), (9, True), (15, True)])
def test_eight_words_that_are_a_sentence_are_known_anywhere(words: int, known: bool) -> None:
    assert _is_known_elsewhere(_row("s", words), (STOP, STOP), (STOP, STOP)) is known
    assert _is_known_elsewhere(_row("s", words) + ".”", (STOP, STOP), (NONE, NONE)) is known
    two = f"{_row('s', words - 4)}. {_row('t', 4)}"
    assert _is_known_elsewhere(two, (STOP, STOP), (STOP, STOP)) is known


@pytest.mark.parametrize(("words", "known"), [(7, False), (8, True), (9, True)])
def test_of_a_row_its_whole_sentences_are_known_and_not_what_is_beside_them(words: int, known: bool) -> None:
    sentence, beside = _row("s", words), _row("t", 3)
    for part, before, behind in (
        (f"{beside}. {sentence}", (NONE, NONE), (STOP, STOP)),
        (f"{sentence}. {beside}", (STOP, STOP), (NONE, NONE)),
    ):
        old = [Version("a", "", f"{_row('o', 60)}{before[0]}{part}{behind[0]}{_row('p', 60)}")]
        new = [Version("a", "", f"{_row('q', 60)}{before[1]}{part}{behind[1]}{_row('r', 60)}")]
        (survivors,) = stretches(old, new)
        for mark, is_known in (("saa", known), (sentence[-3:], known), ("taa", False), ("tac", False)):
            place = map_place(survivors, old[0].text.index(mark) + 1)
            assert place.exact is is_known
            assert not is_known or place.offset == new[0].text.index(mark) + 1


def test_a_paragraph_begins_and_ends_a_sentence_as_well() -> None:
    part, between = _row("s", 10), "\n\n"
    for before in ((between, between), (between, STOP), (STOP, between)):
        for behind in ((between, between), (STOP, STOP)):
            assert _is_known_elsewhere(part, before, behind)
        assert not _is_known_elsewhere(part, before, (NONE, NONE))
        assert not _is_known_elsewhere(part, (NONE, NONE), before)


@pytest.mark.parametrize(("closing", "known"), [("", True), ("”", True), ("”’)]", True), ("”’)]»", False)])
def test_so_many_signs_may_close_behind_the_stop_of_a_sentence(closing: str, known: bool) -> None:
    assert _is_known_elsewhere(_row("s", 10), (f".{closing} ", STOP), (STOP, STOP)) is known
    assert _is_known_elsewhere(_row("s", 10), (STOP, f".{closing} "), (STOP, STOP)) is known


def test_the_first_and_the_last_words_of_a_chapter_are_a_sentence() -> None:
    part = _row("s", 10)
    for old, new in (
        (f"{part}. {_row('o', 60)}", f"{part}. {_row('q', 60)}"),
        (f"{_row('o', 60)}. {part}", f"{_row('q', 60)}. {part}"),
    ):
        survivors = stretches([Version("a", "", old)], [Version("a", "", new)])
        assert map_place(survivors[0], old.index(part) + 1) == MappedPlace(0, new.index(part) + 1, True)


@pytest.mark.parametrize(("words", "known"), [(8, False), (15, False), (16, True), (17, True)])
def test_of_a_part_of_a_sentence_sixteen_words_are_known_anywhere(words: int, known: bool) -> None:
    for before in ((STOP, STOP), (STOP, NONE), (NONE, STOP), (NONE, NONE)):
        for behind in ((STOP, NONE), (NONE, STOP), (NONE, NONE)):
            assert _is_known_elsewhere(_row("s", words), before, behind) is known
    for before in ((STOP, NONE), (NONE, STOP), (NONE, NONE)):
        assert _is_known_elsewhere(_row("s", words), before, (STOP, STOP)) is known


@pytest.mark.parametrize(
    ("shared", "gone", "most"),
    [(4, 0, 12), (4, 4, 12), (4, 5, 4), (5, 5, 15), (5, 6, 5), (6, 6, 18), (6, 7, 6), (7, 7, 21)],
)
def test_paragraphs_are_alike_by_half_of_the_shorter_and_a_quarter_of_the_longer(
    shared: int, gone: int, most: int
) -> None:
    def are_alike(written: int) -> bool:
        around = "The fox sat.\n\n{} {}\n\nEnd of it."
        old = [Version("a", "", around.format(_row("s", shared), _row("o", gone)))]
        new = [Version("a", "", around.format(_row("s", shared), _row("n", written)))]
        return map_place(stretches(old, new)[0], old[0].text.index("saa") + 1).exact

    assert are_alike(most)
    assert not are_alike(most + 1)


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
