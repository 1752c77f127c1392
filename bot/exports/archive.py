"""The zip of one exported story: `story.json`, its chapters as Markdown, its cover. Pure functions.

A chapter's file is its stored text to the letter; whatever else there is to say of it stands in `story.json`.
"""

from __future__ import annotations

import io
import json
import re
import zipfile
import zlib
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any, TypeVar

from bot.errors import UnreadableFileError
from bot.exports.models import ExportedChapter, ExportedStory
from bot.imports.archive import Archive, EntryError
from bot.pictures.file_endings import file_ending
from bot.stories import chapter_notes
from bot.stories.chapter_notes import ChapterNotes
from bot.stories.chapters import counted
from bot.stories.detail_kinds import Choice, NameList
from bot.stories.details import DETAILS, Details, of_json, tidied, to_json
from bot.stories.ids import GuildId, ReaderId, RoleId
from bot.stories.models import ChapterKind, EarlyAccess, Origin

T = TypeVar("T")

_VERSION = 1
_STORY = "story.json"
_KIND = "export"
_PACKED_AT_MOST = 100
"""How much smaller a file may be packed: readers of zips take what is packed more for a bomb."""
_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f"*/:<>?\\|.]+')
_NO_TEXT = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]|\n{3}|\A\s|\s\Z|\A\Z")
"""What is in no stored text: it has no control characters, and its paragraphs are one blank line apart."""
_LONGEST_NAME = 60
_LARGEST = 2**63 - 1
"""The largest number that the database can hold."""
_MOST_CHAPTERS = 20_000
"""The most chapters that are read, as many as a zip may have files."""


def file_name(title: str) -> str:
    """Returns a name for the file of something with this title, without its ending."""
    return " ".join(_FORBIDDEN.sub(" ", title).split())[:_LONGEST_NAME].strip() or "Untitled"


def packed(story: ExportedStory) -> bytes:
    """Returns the zip of a story."""
    cover = None if story.cover is None else f"cover.{file_ending(story.cover)}"
    files = [
        f"chapters/{number:04} {file_name(each.content.title)}.md"
        for number, each in enumerate(story.chapters, 1)
    ]
    said = {
        "fireside": _VERSION,
        **to_json(story.details),
        "added": _moment(story.added_at),
        "server": story.origin.guild and str(story.origin.guild),
        "owner": story.owner and str(story.owner),
        "cover": cover,
        "cover_chosen": story.chosen,
        "file": {
            "name": story.origin.name,
            "digest": story.origin.digest,
            "reader": story.reader,
            "details": to_json(story.file_details),
        },
        "chapters": [_said(each, file) for each, file in zip(story.chapters, files, strict=True)],
    }
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        _put(archive, _STORY, json.dumps(said, ensure_ascii=False, indent=2).encode())
        for each, file in zip(story.chapters, files, strict=True):
            _put(archive, file, each.content.text.encode())
        if cover is not None and story.cover is not None:
            _put(archive, cover, story.cover)
    return made.getvalue()


def unpacked(data: bytes) -> ExportedStory:
    """Returns the story in a zip that `packed` made. Raises UnreadableFileError for anything else."""
    archive = Archive(data, _KIND)
    try:
        said = json.loads(archive.read(_STORY))
        if said["fireside"] != _VERSION:
            raise UnreadableFileError("This story was exported by a newer Fireside. Update this one.")
        return _story(archive, said)
    except EntryError as error:
        raise UnreadableFileError(f"In this export, a file {error}.") from error
    except (ValueError, LookupError, TypeError, AttributeError, OverflowError, RecursionError) as error:
        raise UnreadableFileError("This is no story that Fireside has exported.") from error


def _story(archive: Archive, said: Mapping[str, Any]) -> ExportedStory:
    file = said["file"]
    origin = Origin(_text(file["name"]), _text(file["digest"]), _id(said["server"], GuildId))
    return ExportedStory(
        origin=origin,
        reader=_whole(file["reader"]),
        details=_details(said),
        file_details=_details(file["details"]),
        owner=_id(said["owner"], ReaderId),
        added_at=_seconds(said["added"]),
        chapters=tuple(_chapter(archive, each) for each in said["chapters"][:_MOST_CHAPTERS]),
        cover=None if said["cover"] is None else _picture(archive.read(_text(said["cover"]))),
        chosen=said["cover_chosen"] is True,
    )


def _said(chapter: ExportedChapter, file: str) -> dict[str, Any]:
    content, early = chapter.content, chapter.content.early
    return {
        "file": file,
        "title": content.title,
        "kind": content.kind,
        "key": content.key,
        "added": _moment(chapter.added_at),
        "notes": chapter_notes.to_json(content.notes),
        "early": early
        and {
            "server": str(early.guild),
            "roles": [str(role) for role in early.roles],
            "opens": None if early.opens_at is None else _moment(early.opens_at),
        },
    }


def _chapter(archive: Archive, said: Mapping[str, Any]) -> ExportedChapter:
    text = archive.read(_text(said["file"])).decode()
    if _NO_TEXT.search(text):
        raise ValueError
    content = counted(
        _text(said["title"]), ChapterKind(said["kind"]), _text(said["key"]), text, _notes(said["notes"], text)
    )
    return ExportedChapter(content.opened_to(_early(said["early"])), _seconds(said["added"]))


def _notes(said: Mapping[str, Any], text: str) -> ChapterNotes:
    notes = chapter_notes.of_json(said)
    within = [_text(each.text) for each in notes.within if 0 <= _whole(each.offset) <= len(text)]
    for each in (notes.summary, notes.before, notes.after, notes.announcement, *notes.content_warnings):
        _text(each)
    if len(within) != len(notes.within):
        raise ValueError
    return notes


def _early(said: Mapping[str, Any] | None) -> EarlyAccess | None:
    if said is None:
        return None
    opens = said["opens"]
    roles = tuple(RoleId(_whole(int(role))) for role in said["roles"])
    guild = GuildId(_whole(int(said["server"])))
    return EarlyAccess(guild, roles, None if opens is None else _seconds(opens))


def _details(said: Mapping[str, Any]) -> Details:
    details = of_json(said)
    for name in DETAILS.keys() & said.keys():
        kind, value = DETAILS[name].kind, said[name]
        if isinstance(kind, NameList) != isinstance(value, list):
            raise TypeError
        if not isinstance(kind, Choice):
            for each in value if isinstance(value, list) else (value,):
                _text(each)
    return tidied(details)


def _put(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    is_bomb = len(data) > _PACKED_AT_MOST * len(zlib.compress(data))
    archive.writestr(name, data, zipfile.ZIP_STORED if is_bomb else zipfile.ZIP_DEFLATED)


def _picture(data: bytes) -> bytes:
    if file_ending(data) is None:
        raise ValueError
    return data


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    value.encode()  # raises a ValueError for what is no text
    if "\0" in value:  # nor is this one, to PostgreSQL
        raise ValueError
    return value


def _whole(value: object) -> int:
    if not isinstance(value, int) or abs(value) > _LARGEST:
        raise TypeError
    return value


def _id(value: str | None, kind: Callable[[int], T]) -> T | None:
    return None if value is None else kind(_whole(int(value)))


def _moment(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, UTC).isoformat()


def _seconds(moment: str) -> int:
    return int(datetime.fromisoformat(moment).timestamp())
