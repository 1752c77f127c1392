"""An author who writes, moves, cuts and puts back, and her story as she has it."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

from bot.imports.manuscript import Manuscript, ManuscriptChapter
from bot.stories.details import Details
from tests.support.marked_stories import EVERYWHERE, sentinel

Word = str
"""The sentinel of a paragraph."""
STORY = "heath"


@dataclass
class Author:
    """The story as its author has it: chapters, by their titles, of paragraphs, by their sentinels."""

    chance: random.Random
    chapters: dict[str, list[Word]] = field(default_factory=dict)
    texts: dict[Word, str] = field(default_factory=dict)
    drawer: list[tuple[str, list[Word]]] = field(default_factory=list)
    cut: list[Word] = field(default_factory=list)
    fresh: set[Word] = field(default_factory=set)
    titles: int = 0

    def begin(self) -> None:
        for _ in range(6):
            self.add_chapter()
        self.fresh.clear()

    def paragraph(self) -> Word:
        word = sentinel(STORY, 1 + len(self.texts) // 10, 1 + len(self.texts) % 10)
        said = " ".join(f"{word[:-1]}w{number}" for number in range(20))
        self.texts[word] = f"“{word} left one {EVERYWHERE} to us all,” said Nell. {said}."
        self.fresh.add(word)
        return word

    def title(self) -> str:
        self.titles += 1
        return f"Part {self.titles}"

    def any_chapter(self) -> str:
        return self.chance.choice(list(self.chapters))

    def place(self, title: str, words: list[Word]) -> None:
        """Puts a chapter anywhere among the others."""
        order = list(self.chapters.items())
        order.insert(self.chance.randint(0, len(order)), (title, words))
        self.chapters = dict(order)

    # What authors do

    def add_chapter(self) -> None:
        self.place(self.title(), [self.paragraph() for _ in range(self.chance.randint(4, 8))])

    def move_chapter(self) -> None:
        title = self.any_chapter()
        self.place(title, self.chapters.pop(title))

    def remove_chapter(self) -> None:
        if len(self.chapters) > 3:
            title = self.any_chapter()
            self.drawer.append((title, self.chapters.pop(title)))

    def restore_chapter(self) -> None:
        if self.drawer:
            self.place(*self.drawer.pop())

    def move_paragraph(self) -> None:
        here, there = self.chapters[self.any_chapter()], self.chapters[self.any_chapter()]
        if len(here) > 1:
            word = here.pop(self.chance.randrange(len(here)))
            there.insert(self.chance.randint(0, len(there)), word)

    def cut_paragraph(self) -> None:
        here = self.chapters[self.any_chapter()]
        if len(here) > 1:
            self.cut.append(here.pop(self.chance.randrange(len(here))))

    def restore_paragraph(self) -> None:
        if self.cut:
            here = self.chapters[self.any_chapter()]
            here.insert(self.chance.randint(0, len(here)), self.cut.pop())

    def write_paragraph(self) -> None:
        here = self.chapters[self.any_chapter()]
        here.insert(self.chance.randint(0, len(here)), self.paragraph())

    def correct_paragraph(self) -> None:
        word = self.chance.choice(self.chapters[self.any_chapter()])
        self.texts[word] = self.texts[word].replace("said Nell", "said Nell in a low voice", 1)

    def merge_chapters(self) -> None:
        titles = list(self.chapters)
        if len(titles) > 3:
            at = self.chance.randrange(len(titles) - 1)
            self.chapters[titles[at]] += self.chapters.pop(titles[at + 1])

    def split_chapter(self) -> None:
        title = self.any_chapter()
        words = self.chapters[title]
        if len(words) > 3:
            order = list(self.chapters.items())
            at = list(self.chapters).index(title)
            order[at : at + 1] = [(title, words[:2]), (self.title(), words[2:])]
            self.chapters = dict(order)

    def manuscript(self) -> Manuscript:
        parts = (
            ManuscriptChapter(title, "\n\n".join(self.texts[word] for word in words))
            for title, words in self.chapters.items()
        )
        return Manuscript(Details(title=STORY), tuple(parts))

    def order(self) -> list[Word]:
        return [word for words in self.chapters.values() for word in words]
