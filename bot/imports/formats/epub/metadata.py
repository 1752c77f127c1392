"""The metadata of an EPUB's package: its authors, description, subjects and licence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from html import unescape

from lxml import etree

from bot.imports import licences, ratings
from bot.imports.formats import xhtml
from bot.imports.formats.epub import story_page
from bot.imports.formats.epub.navigation import title_of
from bot.imports.formats.plain.statuses import completion_of
from bot.imports.formats.xhtml.blocks import Block, markdown
from bot.imports.formats.xhtml.tree import UnreadableTreeError, parse_html, text_of
from bot.stories.details import Completion, Details, Rating
from bot.stories.series import SeriesPart
from bot.text.markup import Run, inline

_NOBODY = frozenset(
    ("unknown", "unbekannt", "inconnu", "inconnu(e)", "desconocido", "sconosciuto", "неизвестный")
)
"""What Calibre writes for an author whom it does not know."""
_DC = "{http://purl.org/dc/elements/1.1/}"
_OPF = "{http://www.idpf.org/2007/opf}"
_WEB = re.compile(r"https?://\S+", re.IGNORECASE)
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_CODE = re.compile(r"[A-Z]{3}\d{6}")  # a BISAC subject code
# What FanFicFare puts among the subjects for the shelves of Calibre.
_BOOKKEEPING = re.compile(r"fan ?fiction|fanworks?|last update(?: year/month)?:.*", re.IGNORECASE)
_NUMBER = re.compile(r"\d{1,6}(?:\.\d{1,3})?")
_SUBDIVISION = re.compile(r"\s*--+\s*")


class Metadata:
    """The metadata of a package document, each part empty where the book does not say."""

    def __init__(self, package: etree._Element) -> None:
        found = package.find("{*}metadata")
        self._root = etree.Element("metadata") if found is None else found
        self._refinements: dict[tuple[str, str], str] = {}
        for meta in self._root.iter("{*}meta"):
            if refined := meta.get("refines"):
                key = (refined.lstrip("#"), meta.get("property") or "")
                self._refinements.setdefault(key, title_of(meta))

    def details(self, title: str) -> Details:
        """Returns the details of the story that has this title."""
        described = story_page.described(self._description)
        rating, unclear = ratings.highest((described.rating, described.unclear_rating), self.rating)
        return Details(
            title=title,
            authors=self.authors,
            language=self.language,
            summary=markdown(self._description),
            rating=rating,
            unclear_rating=unclear,
            completion=self.completion or described.completion,
            content_warnings=described.content_warnings,
            fandoms=described.fandoms,
            characters=described.characters,
            relationships=described.relationships,
            tags=tuple(dict.fromkeys((*self.tags, *described.tags))),
            series=self.series or described.series,
            source=self.source,
            licence=self.licence,
        )

    @property
    def titles(self) -> list[str]:
        """All titles that the book has (main, short, subtitle …), the main one first."""
        titles = self._of("title")
        titles.sort(key=lambda element: self._refined(element, "title-type") != "main")
        return [title for element in titles if (title := unescape(title_of(element)))]

    @property
    def authors(self) -> tuple[str, ...]:
        """The creators who are authors, in the order of display; all creators where none is said to be."""
        creators = self._of("creator")
        creators.sort(key=lambda element: _ordinal(self._refined(element, "display-seq")))
        authors = [element for element in creators if self._role(element) in ("", "aut")]
        names = (unescape(title_of(element)) for element in authors or creators)
        return tuple(dict.fromkeys(name for name in names if name and name.casefold() not in _NOBODY))

    @property
    def language(self) -> str:
        """The first language, as a BCP 47 tag."""
        return next(self._texts("language"), "").replace("_", "-")

    @cached_property
    def _description(self) -> list[Block]:
        """The longer description."""
        longer = (
            text_of(meta)
            for meta in self._root.iter("{*}meta")
            if (meta.get("property") or "").endswith(":long-description")
        )
        texts = [*longer, *(text_of(element) for element in self._of("description"))]
        return next((blocks for text in texts if (blocks := _described(text))), [])

    @property
    def licence(self) -> str:
        """The terms by their short name where they have one, else (the beginning of) their wording."""
        return licences.short_name(" ".join(self._texts("rights")))

    @property
    def source(self) -> str:
        """The web page of this edition or of its source; else the source as the book names it."""
        sources = list(self._texts("source"))
        for text in [*self._texts("identifier"), *sources]:
            if address := _WEB.match(text):
                return address[0]
        return next(iter(sources), "")

    @property
    def tags(self) -> tuple[str, ...]:
        """Genres and subjects as a person would read them, each once, without library codes and statuses."""
        genres = (
            title_of(meta)
            for meta in self._root.iter("{*}meta")
            if meta.get("property") in ("se:subject", "schema:genre")
        )
        topics = (subject for subject in self._texts("subject") if not _is_bookkeeping(subject))
        subjects = (_SUBDIVISION.sub(" – ", topic) for topic in topics)
        tags = {tag.casefold(): tag for tag in [*genres, *subjects][::-1] if tag and not _CODE.fullmatch(tag)}
        return tuple(tags.values())[::-1]

    @property
    def series(self) -> tuple[str, ...]:
        """The series that the book is part of: those of EPUB 3's collections, else Calibre's."""
        metas = list(self._root.iter("{*}meta"))
        collections = [
            SeriesPart(title_of(meta), _number(self._refined(meta, "group-position")))
            for meta in metas
            if meta.get("property") == "belongs-to-collection"
            and self._refined(meta, "collection-type") in ("series", "")
        ]
        named = {meta.get("name"): (meta.get("content") or "").strip() for meta in metas}
        calibre = SeriesPart(named.get("calibre:series", ""), _number(named.get("calibre:series_index", "")))
        return tuple(str(part) for part in collections or [calibre] if part.name)

    @property
    def completion(self) -> Completion | None:
        """The completion that the subjects tell: FanFicFare, which makes books of what archives have, puts
        `Completed` or `In-Progress` among them. None where they do not tell.
        """
        return next(filter(None, map(completion_of, self._texts("subject"))), None)

    @property
    def rating(self) -> tuple[Rating | None, str]:
        """The highest rating that the words of schema.org state, or a subject that is for adults: the
        Archive's `Explicit`, `18+`; and its words where they are not understood.

        No other subject counts, since `Family` may be what a book is about as well as whom it is for.
        """
        stated = (ratings.stated(subject)[0] for subject in self._texts("subject") if _is_rating(subject))
        subjects = ((rating, "") for rating in stated if rating and rating.restricted)
        ages = map(ratings.of_ages, self._said("schema:typicalAgeRange"))
        return ratings.highest(
            (None, ""), *subjects, *ages, *map(ratings.stated, self._said("schema:contentRating"))
        )

    @property
    def cover_id(self) -> str:
        """The id (or, in some books, the path) of the cover's picture, as EPUB 2 gives it."""
        metas = self._root.iter("{*}meta")
        return next((meta.get("content") or "" for meta in metas if meta.get("name") == "cover"), "")

    def _said(self, name: str) -> Iterator[str]:
        """Yields what the metadata says by a name, as EPUB 3 or as EPUB 2 writes it."""
        for meta in self._root.iter("{*}meta"):
            if name == meta.get("property"):
                yield title_of(meta)
            elif name == meta.get("name"):
                yield meta.get("content") or ""

    def _of(self, name: str) -> list[etree._Element]:
        return list(self._root.iter(_DC + name))

    def _texts(self, name: str) -> Iterator[str]:
        texts = (unescape(" ".join(text_of(element).split())) for element in self._of(name))
        return filter(None, texts)

    def _refined(self, element: etree._Element, name: str) -> str:
        return self._refinements.get((element.get("id") or "-", name), "")

    def _role(self, element: etree._Element) -> str:
        return element.get(_OPF + "role") or self._refined(element, "role")


def _is_bookkeeping(subject: str) -> bool:
    return completion_of(subject) is not None or _BOOKKEEPING.fullmatch(subject) is not None


def _is_rating(subject: str) -> bool:
    return ratings.stated(subject)[1] == "" and not ratings.says_more(subject)


def _number(text: str) -> float | None:
    return float(text) if _NUMBER.fullmatch(text) else None


def _ordinal(number: str) -> int:
    return int(number) if number.isdecimal() and len(number) < 9 else 1_000_000_000


def _described(text: str) -> list[Block]:
    if _TAG.search(text):
        try:
            return xhtml.read(parse_html(text)).blocks
        except UnreadableTreeError:
            return []
    paragraphs = (paragraph.strip() for paragraph in re.split(r"\n\s*\n", text))
    lines = (" ".join(paragraph.split()) for paragraph in paragraphs if paragraph)
    return [Block(inline([Run(line)]), line) for line in lines]
