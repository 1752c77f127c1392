"""What is said of files and feeds, in the reader's language.

Whoever reads a file or a feed says in English what is wrong with it or was left out: the sentence comes out
of a process of its own, and is stored and reported. So it is known again here by its words, and what stands
in it is put into the sentence of the reader's language.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from bot.language import N_, _

_PLACE = re.compile(r"\{(\w+)\}")
_NESTED = frozenset(("comments", "fault", "kind", "rating", "reason", "scheme", "story_rating", "way_out"))
"""Values that are words of a language themselves: only those below are taken for them."""
_KINDS = (
    N_("EPUB"),
    N_("zip file"),
    N_("Word document"),
    N_("OpenDocument text"),
    N_("rich text (.rtf)"),
    N_("a document of an older Word (.doc)"),
    N_("a Word document stored as XML"),
    N_("protected by a password"),
    N_("a Word document with macros or a template"),
    N_("a document of another word processor"),
    N_("a spreadsheet, a drawing or slides"),
    N_("a document of Apple Pages"),
    N_("a project of Scrivener"),
    N_("only a link to a Google document"),
    N_("a PDF, which holds printed pages and no text that flows"),
    N_("a Kindle book"),
    N_("an e-book of another kind"),
    N_("a web page stored with its pictures"),
    N_("a picture"),
    N_("an archive"),
    N_("an EPUB"),
    N_("a Word document"),
    N_("an OpenDocument text"),
    N_("a web page"),
    N_("a zip of files"),
)
_WAYS_OUT = (
    N_("open it in the program that wrote it (or in LibreOffice) and save it as .docx"),
    N_("download the EPUB instead, or have Calibre convert it to .epub and save that"),
    N_("save or export the story as .docx or .epub where it was written"),
    N_("open it in Word or LibreOffice and save it as .docx"),
    N_("open it in Word and save it as .docx"),
    N_("save it without one"),
    N_("save the story’s text as .docx or .odt"),
    N_("export it from Pages as Word (.docx) or EPUB and save that"),
    N_("compile it there and save it as .docx or .epub"),
    N_("download it there as .docx and save that"),
    N_("save the page as HTML only (.html)"),
    N_("unpack it, and save its chapters in a .zip"),
)
_FAULTS = (
    N_("is empty"),
    N_("is damaged"),
    N_("is damaged, or is not what a word processor writes"),
    N_("is missing from the file"),
    N_("is nested too deeply, or is too large, to be a page of a book"),
    N_("is packed in a way that no {kind} should be"),
)
_FILES = (
    N_("There is no story text in this file."),
    N_("That text is nested too deeply, or is too large, for a story."),
    N_("“{name}” holds no text to read."),
    N_("“{name}” is empty."),
    N_("“{name}” cannot be read yet; supported are {listed}."),
    N_("“{name}” is larger than {most} MB, the most that one file may have."),
    N_("“{name}” is larger than the page of a story can be."),
    N_("“{name}” is larger than a story in Markdown can be."),
    N_("“{name}” is nested too deeply, or is too large, to be a story."),
    N_("“{name}” does not look like text; save it as plain text (UTF-8) and try again."),
    N_("“{name}” needs more time or memory to be read than one file may take, so it was left out."),
    N_("“{name}” is {kind}, so it cannot be read; please {way_out}."),
    N_("“{name}” holds no chapter that can be read."),
    N_("“{name}” holds no chapter that can be read. {reason}"),
    N_("There is no file “{name}” there."),
    N_("“{name}” could not be read: {why}."),
    N_(
        "This file holds {number} chapters, where one is wanted. `/stories add` brings in whole stories, and "
        "newer versions of them."
    ),
    N_(
        "This story has {words} words; {most} is the most that a story may have here. It could be brought in "
        "as several stories, one a volume."
    ),
    N_(
        "This server has as many stories of its own as it may have here ({most}). Take one down with "
        "`/stories remove`, or ask whoever runs this bot for more room."
    ),
    N_("This {kind} is protected by a password, so it cannot be read."),
    N_("This {kind} cannot be opened: such a file is a zip inside, and this is not one."),
    N_("This {kind} holds far more files than a book does, so it was not opened."),
    N_("This {kind} is cut short or damaged; please get the file again."),
    N_("This {kind} unpacks to far more than a book can be, so it was not opened."),
    N_("The text of this {kind} ({path}) {fault}."),
    N_("This EPUB cannot be read: its {path} {fault}."),
    N_("This EPUB has lost its package file, which says what it is made of."),
    N_("This EPUB holds no story that can be read."),
    N_("This EPUB holds no story that can be read. {reason}"),
    N_("This zip file is not an EPUB: it has no META-INF/container.xml."),
    N_(
        "This EPUB is protected by DRM, {scheme}, so only the apps of the shop or library that it comes from "
        "can open it. Get it without DRM where it is sold so, or use the author’s own file."
    ),
    N_("of an unknown kind"),
)
_FEEDS = (
    N_("That address holds no feed that I can read; Atom, RSS and JSON Feed are understood."),
    N_("That address is a web page, not a feed; its feed seems to be {address} instead."),
    N_("That address is a web page, not a feed; look on it for the address of its RSS or Atom feed."),
    N_("That is no web address."),
    N_("There is no server of that name."),
    N_("It took too long to answer."),
    N_("It is not on the public internet."),
    N_("It leads from one address to the next without end."),
    N_("It is packed in a way that was not asked for."),
    N_("It is larger than {most} MB."),
    N_("It ends in the middle."),
    N_("Its address does not begin with http:// or https://."),
    N_("Its address has a name or a password in it."),
    N_("Its address has a port that is not the web’s."),
    N_("Its server says that it is gone for good."),
    N_("Its server answers with {status}."),
    N_("Its server cannot prove that it is the one it should be."),
    N_("Its server cannot be reached."),
    N_("Its server’s answer breaks off or makes no sense."),
    N_("Its story could not be changed just then."),
    N_("Something went wrong on our side."),
    N_("Some entries have no date, or one that cannot be right; they are taken in the feed’s order."),
    N_("Some entries have no id of their own; they are known by their links or their text."),
    N_("The feed is not well formed; it was read as far as it can be."),
)
_ASSUMED = (
    N_("The text does not say its title; the file’s name was taken."),
    N_("The encoding was not given; it was read as {encoding}."),
    N_("Some characters of the file are damaged and are shown as “{mark}”."),
    N_("“{name}” is {kind} by its content, and was read as one."),
    N_("The file states no rating; “{name}” is rated {rating}, so the story counts as that."),
    N_(
        "“{name}” is rated {rating}, which is higher than {story_rating}, the rating of the story in its "
        "file, so it counts as {rating}."
    ),
    N_("More than one chapter is called {names}, with the same words; all of them were kept."),
    N_("More than one chapter is called {names}; all of them were kept."),
    N_(
        "“{title}” ({path}) is missing from the reading order; only the contents name it, "
        "so it stands where they have it."
    ),
    N_("“{title}” has no place in {path}, so it was not set apart."),
    N_("Page {path} is not well-formed; it was read as loose HTML."),
    N_("{title} ({path}) is not well-formed; it was read as loose HTML."),
    N_("The stylesheets are too complex to follow; some italics and the like may be missing."),
    N_("The stylesheets are too long to be read; some italics and the like may be missing."),
    N_("The document has tracked changes; it was read as if all of them were accepted."),
    N_("There are {number} more faults like these."),
)
_LEFT_OUT = (
    N_("The cover cannot be read as a picture, so it was left out."),
    N_("The page was saved with its Archive warnings hidden. Please add them, or bring the work’s download."),
    N_("The document’s comments were left out."),
    N_("Hidden text in the document was left out."),
    N_(
        "What stands on the first page for an editor (the writer’s address, the number of words) was "
        "left out."
    ),
    N_("The address at the head of the manuscript, with its count of words, was left out."),
    N_("Another file is inserted in the document (“{name}”); it could not be read and was left out."),
    N_("Another file is inserted in the document; it could not be read and was left out."),
    N_("Left out: {comments} on the document."),
    N_("Left out: {comments} between signs of %%."),
    N_("1 comment"),
    N_("{number} comments"),
    N_("Left out: 1 word that the page hides."),
    N_("Left out: {number} words that the page hides."),
    N_("Left out of the zip: 1 file of other kinds."),
    N_("Left out of the zip: {number} files of other kinds."),
    N_("{number} more files could not be read."),
    N_("One other post of the thread was left out."),
    N_("{number} other posts of the thread were left out."),
    N_("Pages that are only pictures were left out: {number}."),
    N_("Words that the book’s stylesheets hide, and that were left out: {number}."),
    N_("Left out, since neither the reading order nor the contents name it: {listed}."),
    N_("{path} is no page of text ({type}), and was left out."),
)
_OF_PARTS = (
    N_("“{name}” {fault}."),
    N_("The table of contents ({path}) {fault}."),
    N_("Page {path} {fault}."),
    N_("{title} ({path}) {fault}."),
)
"""Sentences that would be found in many: they come last."""
_RATINGS = (N_("General"), N_("Teen"), N_("Mature"), N_("Explicit"))
_SAID = (
    *(*_KINDS, *_WAYS_OUT, *_FAULTS, *_RATINGS),
    *(*_FILES, *_FEEDS, *_ASSUMED, *_LEFT_OUT, *_OF_PARTS),
)


def reason_told(said: str, shown: Callable[[str], str] = str) -> str:
    """Returns what was said of a file or a feed in the reader's language; as it is where it is not known.
    `shown` makes a name that stands in it fit to be shown."""
    told = _told(said, shown)
    return shown(said) if told is None else told


def _told(said: str, shown: Callable[[str], str]) -> str | None:
    for sentence in _SAID:
        values = _values(sentence, said)
        if values is None:
            continue
        told = {
            name: _told(value, shown) if name in _NESTED else shown(value) for name, value in values.items()
        }
        if None not in told.values():
            return _(sentence, **told)
    return None


def _values(sentence: str, said: str) -> dict[str, str] | None:
    """Returns the values that stand in a sentence of this form, or None where it has another."""
    first, *rest = _PLACE.split(sentence)
    if not rest:
        return {} if said == sentence else None
    if not said.startswith(first):
        return None
    values, left = dict[str, str](), said[len(first) :]
    for name, behind in zip(rest[::2], rest[1::2], strict=True):
        # The last value reaches as far as it can: a name may hold the words behind another.
        ends = len(values) + 1 == len(rest) // 2
        at = len(left) - len(behind) if ends and left.endswith(behind) else left.find(behind)
        if at < 1 or (ends and at + len(behind) != len(left)) or values.get(name, left[:at]) != left[:at]:
            return None
        values[name], left = left[:at], left[at + len(behind) :]
    return values
