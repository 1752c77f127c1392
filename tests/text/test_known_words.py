"""Which words of a changed text are those of the old one, mended or elsewhere in it, and which are new."""

from __future__ import annotations

import pytest

from bot.text.continuity import Version
from bot.text.edits import MappedPlace, Stretch, map_place, stretches, written
from tests.text.test_edits import PROLOGUE, STORM

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
