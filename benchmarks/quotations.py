"""How well quotations and their speakers are found: `python -m benchmarks.quotations FOLDER`.

FOLDER holds texts (`NAME.txt`, tokens divided by blanks) with what is to be found beside each (`NAME.ann`),
in LitBank's format: `QUOTE, id, line, token, line, token, words` and `ATTRIB, id, speaker`, divided by
tabs; tokens are counted from 0 within their line, and the last one belongs to the quotation.

Every fourth file in the order of names, from the fourth on, is held out: of LitBank's, the rules were made
on the other three quarters; of the held-out one only figures were looked at, and one text, *Alice*. One rule
owes something to those figures: that dashes set speech where somebody asks, not only where a tag stands.

- A span is right if it begins and ends where a gold one does, quotation marks included. Only speech counts.
- The rows "whole" leave out what the corpus tore: spans that lack one of their own marks, though the text
  sets speech in marks and the only example of a span that the corpus publishes has both. A closing mark may
  be missing where the next line opens anew. What was found there counts neither for nor against; all are
  listed in the end.
- Speakers are judged on the spans that are right. A name is right if it shares a word, titles apart, with
  the gold label. Labels need not be names ("John Linden" is called `Uncle-1`): a name that shares no word
  with any label of the file stands for the one label that most of its spans have.
- Coverage: of the gold spans that the text attributes by name, the share that got the right name. By name
  means that a word of the gold label stands, with a capital, within four words of one of the verbs of
  `_SAID`, in narration that touches the span, before a full stop or another quotation mark.
- MB/s: the text as it is stored, in processor time of one core, the best of three runs over all files.

The baseline is one regular expression for quoted spans, and two for names beside eight verbs.

Without a folder it reads the pages in `benchmarks/spoken`, one in each of 34 languages. What is spoken
stands there in braces, behind the speaker where the page names one (`{Ana|—Vete}`). A comma at the end of a
span makes no difference.
"""

from __future__ import annotations

import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from bot.quotes import quotations
from bot.text.markup import escape, strip

Span = tuple[int, int]
Found = Mapping[Span, str | None]

_TITLES = {"mr", "mrs", "ms", "miss", "dr", "sir", "lady", "lord", "the", "of", "de", "old", "young"}
_SAID = (
    "said|says|asked|cried|replied|answered|returned|exclaimed|continued|added|whispered|murmured|muttered"
    "|shouted|called|began|observed|remarked|inquired|enquired|demanded|repeated|declared|interrupted"
    "|explained|suggested|agreed|admitted|growled|sneered|stated|told|resumed|announced|protested|laughed|sighed"
)
_NARRATION_ENDS = re.compile(r"(?<!Mr)(?<!Mrs)(?<!Dr)\.|[!?;\"“”‘’]")

_OPEN, _SHUT = frozenset("\"“‘'"), frozenset("\"”’'")
_SPOKEN = re.compile(r"\{([^|{}]*)\|([^{}]*)\}")
PAGES = sorted((Path(__file__).parent / "spoken").glob("*.txt"))
"""Pages in other languages than English, with their spoken lines in braces."""

_BASE_QUOTE = re.compile(r"“[^“”]*[.,!?—-] ?”|\"[^\"]*[.,!?—-] ?\"|(?<!\w)‘[^‘”]*?[.,!?—-] ?’")
_BASE_NAME = r"((?:(?:Mr|Mrs|Dr)\. |Miss )?[A-Z]\w+(?: [A-Z]\w+)*)"
_BASE_VERB = "(?:said|asked|cried|replied|answered|returned|whispered|exclaimed)"
_BASE_BEHIND = re.compile(rf"\s*(?:{_BASE_VERB} {_BASE_NAME}|{_BASE_NAME} {_BASE_VERB})")
_BASE_AHEAD = re.compile(rf"{_BASE_NAME} {_BASE_VERB} ?[,:]\s*$")


class Sample(NamedTuple):
    """A text, the same as it would be stored, and the speaker's label of each gold span."""

    name: str
    text: str
    stored: str
    gold: dict[Span, str]


def read(folder: Path) -> list[Sample]:
    """The folder's texts in the order of their names."""
    return [_sample(path) for path in sorted(folder.glob("*.ann"))]


def _sample(path: Path) -> Sample:
    text = path.with_suffix(".txt").read_text(encoding="utf-8")
    lines = list(_tokens(text))
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]
    labels = {row[1]: row[2] for row in rows if row[0] == "ATTRIB"}
    gold = {
        (lines[int(row[2])][int(row[3])][0], lines[int(row[4])][int(row[5])][1]): labels.get(row[1], "")
        for row in rows
        if row[0] == "QUOTE"
    }
    return Sample(path.stem, text, escape(text), gold)


def torn(sample: Sample) -> list[Span]:
    """Returns the gold spans of a text in quotation marks that lack one of their own."""
    if 2 * sum(sample.text[start] in _OPEN for start, _ in sample.gold) < len(sample.gold):
        return []
    return [span for span in sorted(sample.gold) if not _is_whole(sample.text, span)]


def _is_whole(text: str, span: Span) -> bool:
    start, end = span
    goes_on = text[end : end + 1] == "\n" and text[end + 1 : end + 2] in _OPEN
    return text[start] in _OPEN and (text[end - 1] in _SHUT or goes_on)


def without(aside: Sequence[Span], sample: Sample, found: Found) -> tuple[Sample, Found]:
    """Returns a text and what was found in it without some gold spans, and without what overlaps them."""
    gold = {span: label for span, label in sample.gold.items() if span not in aside}
    kept = {
        (start, end): name
        for (start, end), name in found.items()
        if not any(start < behind and first < end for first, behind in aside)
    }
    return sample._replace(gold=gold), kept


def read_spoken(path: Path) -> Sample:
    """A page whose spoken lines stand in braces, without these."""
    gold: dict[Span, str] = {}
    text, at = "", 0
    marked = path.read_text(encoding="utf-8")
    for line in _SPOKEN.finditer(marked):
        text += marked[at : line.start()] + line[2]
        gold[len(text) - len(line[2]), len(text)] = line[1]
        at = line.end()
    text += marked[at:]
    return Sample(path.stem, text, escape(text), gold)


def without_commas(found: Found, text: str) -> dict[Span, str | None]:
    """The same spans, each without the comma and the blanks at its end."""
    return {
        (start, start + len(text[start:end].rstrip(" ,，"))): name for (start, end), name in found.items()
    }


def _tokens(text: str) -> Iterator[list[Span]]:
    """For each line the spans of its tokens in the text."""
    start = 0
    for line in text.split("\n"):
        yield [(start + token.start(), start + token.end()) for token in re.finditer(r"[^ ]+", line)]
        start += len(line) + 1


def fireside(stored: str) -> Found:
    """What the bot finds in a chapter."""
    spoken = [one for one in quotations.of_story([stored])[0] if one.kind == "speech"]
    return {span: one.speaker for one in spoken for span in one.spans}


def baseline(stored: str) -> Found:
    """What plain regular expressions find."""
    found: dict[Span, str | None] = {}
    for quote in _BASE_QUOTE.finditer(stored):
        ahead = stored[max(0, quote.start() - 80) : quote.start()]
        tag = _BASE_BEHIND.match(stored, quote.end()) or _BASE_AHEAD.search(ahead)
        found[quote.span()] = next(filter(None, tag.groups()), None) if tag else None
    return found


def in_plain(found: Found, stored: str) -> Found:
    """The same spans in the text as it was before it was escaped."""
    places = sorted({place for span in found for place in span})
    plain = {0: 0}
    for start, end in pairwise([0, *places]):
        plain[end] = plain[start] + len(strip(stored[start:end]))
    return {(plain[start], plain[end]): name for (start, end), name in found.items()}


@dataclass
class Score:
    """Counts of spans: found, gold, right; named, rightly so; attributed by name, rightly so."""

    found: int = 0
    gold: int = 0
    right: int = 0
    named: int = 0
    named_right: int = 0
    explicit: int = 0
    explicit_right: int = 0

    def add(self, sample: Sample, found: Found) -> None:
        """Count one text."""
        right = found.keys() & sample.gold.keys()
        named = {span: name for span in right if (name := found[span])}
        named_right = {span for span, name in named.items() if _is_right(span, name, named, sample.gold)}
        explicit = {span for span in sample.gold if _is_explicit(sample, span)}
        self.found += len(found)
        self.gold += len(sample.gold)
        self.right += len(right)
        self.named += len(named)
        self.named_right += len(named_right)
        self.explicit += len(explicit)
        self.explicit_right += len(explicit & named_right)

    def __str__(self) -> str:
        return shares(
            (self.right, self.found),
            (self.right, self.gold),
            (self.named_right, self.named),
            (self.explicit_right, self.explicit),
        )


def shares(*counts: tuple[int, int]) -> str:
    """Parts of wholes, a column each."""
    return "".join(f"{part:>7} / {whole:<5} {part / max(whole, 1):.3f}" for part, whole in counts)


def _words(name: str) -> set[str]:
    return set(re.findall(r"[^\W_\d]{2,}", name.lower())) - _TITLES


def _is_right(span: Span, name: str, named: Mapping[Span, str], gold: Mapping[Span, str]) -> bool:
    if any(_words(name) & _words(label) for label in gold.values()):
        return bool(_words(name) & _words(gold[span]))
    labels = Counter(gold[other] for other, same in named.items() if same == name)
    return gold[span] == labels.most_common(1)[0][0]


def _is_explicit(sample: Sample, span: Span) -> bool:
    behind = _NARRATION_ENDS.split(sample.text[span[1] : span[1] + 200])[0]
    ahead = _NARRATION_ENDS.split(sample.text[max(0, span[0] - 200) : span[0]])[-1]
    label = "|".join(map(re.escape, _words(sample.gold[span])))
    name, verb, gap = rf"\b(?=[A-Z])(?i:{label})\b", rf"\b(?:{_SAID})\b", r"(?:\W+\w+){0,4}?\W+"
    near = re.compile(f"{verb}{gap}{name}|{name}{gap}{verb}")
    return bool(label) and any(near.search(narration) for narration in (ahead, behind))


def speed(finder: Callable[[str], Found], samples: Sequence[Sample]) -> float:
    """MB of stored text in a second of processor time."""
    times = []
    for _ in range(3):
        begun = time.process_time()
        for sample in samples:
            finder(sample.stored)
        times.append(time.process_time() - begun)
    return sum(len(sample.stored.encode()) for sample in samples) / min(times) / 1e6


def main() -> None:
    print(f"{'':<24}{'spans P':>19}{'spans R':>21}{'speakers P':>21}{'coverage':>21}")
    _annotated() if len(sys.argv) > 1 else _spoken()


def _spoken() -> None:
    for path in PAGES:
        print(f"  {path.stem:<22}" + shares(*page_counts(path)))


def page_counts(path: Path) -> tuple[tuple[int, int], ...]:
    """Returns for a page, as parts of wholes: of the spans found those that are right, of all spans those
    found; of the names given those that are right, of the lines with a name those that have it."""
    sample = read_spoken(path)
    found = without_commas(in_plain(fireside(sample.stored), sample.stored), sample.text)
    gold = {span: name or "" for span, name in without_commas(sample.gold, sample.text).items()}
    right = found.keys() & gold.keys()
    names = sum(1 for span in right if gold[span] and found[span] == gold[span])
    given = sum(1 for span in right if found[span])
    named = sum(1 for span in gold if gold[span])
    return (len(right), len(found)), (len(right), len(gold)), (names, given), (names, named)


def _annotated() -> None:
    samples = read(Path(sys.argv[1]))
    held_out = samples[3::4]
    parts = {
        "developed on": [sample for sample in samples if sample not in held_out],
        "held out": held_out,
        "all": samples,
    }
    aside = {sample.name: torn(sample) for sample in samples}
    for name, finder in (("Fireside", fireside), ("regular expression", baseline)):
        print(f"{name}, {speed(finder, samples):.1f} MB/s")
        for part, chosen in parts.items():
            score, whole = Score(), Score()
            for sample in chosen:
                found = in_plain(finder(sample.stored), sample.stored)
                score.add(sample, found)
                whole.add(*without(aside[sample.name], sample, found))
            print(f"  {part:<22}{score}\n  {part + ', whole':<22}{whole}")
    for sample in samples:
        for start, end in aside[sample.name]:
            kept = "held out" if sample in held_out else "developed on"
            words = " ".join(sample.text[start:end].split()[:6])
            print(
                f"  left out, {kept}: {sample.name}, line {sample.text.count(chr(10), 0, start) + 1}: {words}"
            )


if __name__ == "__main__":
    main()
