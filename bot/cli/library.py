"""The commands `add` and `show`: bring stories in from files, and print them as the bot has them."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.cli.errors import NoFilesError
from bot.editing.models import ChangeKind
from bot.imports.file_kinds import SUFFIXES
from bot.readers.models import Length
from bot.reading.divided_texts import DividedText
from bot.settings import Settings
from bot.stories import chapter_notes
from bot.stories.chapters import StoredChapter
from bot.stories.details import to_json
from bot.stories.ids import GuildId
from bot.stories.models import Story
from bot.stories.reports import describe_changes
from bot.text.passages import passages_to_read

if TYPE_CHECKING:
    from bot.editing.files import Imported, ImportSource


def add(
    paths: Annotated[list[Path], typer.Argument(help="Files, or folders of them.")],
    as_one: Annotated[
        bool, typer.Option("--as-one", help="A folder is one story, a chapter a file, in natural order.")
    ] = False,
    server: Annotated[
        int | None,
        typer.Option(help="The id of the server they belong to; without it, to all.", min=1, max=2**63 - 1),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object a line.")] = False,
) -> None:
    """Bring stories into the library. The same file twice changes nothing."""
    from bot.editing.files import sources  # noqa: PLC0415 - loads many features

    found = list(sources(paths, as_one=as_one))
    if not found:
        raise NoFilesError(sorted(SUFFIXES))
    settings = Settings.from_env(offline=True)
    if not asyncio.run(_add(settings, found, None if server is None else GuildId(server), as_json=as_json)):
        raise typer.Exit(1)


async def _add(
    settings: Settings, found: Sequence[ImportSource], guild: GuildId | None, *, as_json: bool
) -> bool:
    """Returns whether all of them could be brought in."""
    from bot.app import opened  # noqa: PLC0415 - loads every feature
    from bot.editing.files import bring_in  # noqa: PLC0415

    all_well = True
    async with opened(settings.database, limits=settings.limits, backups=settings.backups) as app:
        for source in _with_progress(found):
            imported = await bring_in(app.importer, source, guild)
            sys.stdout.write((json.dumps(as_object(imported)) if as_json else as_line(imported)) + "\n")
            sys.stdout.flush()
            all_well = all_well and imported.error is None
    return all_well


def _with_progress(found: Sequence[ImportSource]) -> Iterator[ImportSource]:
    """Yields these sources, and shows in a terminal how far they are."""
    if not sys.stderr.isatty():
        yield from found
        return
    from rich.console import Console  # noqa: PLC0415 - no other command needs it
    from rich.progress import Progress  # noqa: PLC0415

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("Reading", total=len(found))
        for source in found:
            bar.update(task, description=f"Reading {source.name}")
            yield source
            bar.advance(task)


def as_object(imported: Imported) -> dict[str, Any]:
    """Returns the object that `add --json` prints of a file. Scripts rely on its keys."""
    story = imported.written and imported.written.story
    return {
        "file": str(imported.source.path),
        "story": story and story.id,
        "title": story and story.title,
        "authors": list(story.authors) if story else [],
        "chapters": story.chapters if story else 0,
        "words": story.words if story else 0,
        "warnings": list(imported.warnings),
        "error": imported.error,
    }


def as_line(imported: Imported) -> str:
    """Returns the line that `add` prints of a file."""
    if imported.written is None:
        return f"✗ {imported.source.name}: {imported.error}"
    story, kind = imported.written.story, imported.written.kind
    by = f" by {', '.join(story.authors)}" if story.authors else ""
    size = f"{story.chapters:,} chapter{'s' * (story.chapters != 1)}, {story.words:,} words"
    if kind is None:
        mark, note = "=", ", in the library already"
    elif kind is ChangeKind.ADDED:
        mark, note = "✓", ""
    else:
        mark, note = "↻", f"; {describe_changes(imported.written.changes)}"
    warnings = "".join(f"\n  ! {warning}" for warning in imported.warnings)
    return f"{mark} {story.title}{by} (story {story.id}: {size}{note}){warnings}"


def show(
    story: Annotated[str, typer.Argument(help="A story's id, or its title.")],
    length: Annotated[Length, typer.Option(help="How long the passages are.")] = Length.MEDIUM,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Print a story as the bot has it, passage by passage."""
    settings = Settings.from_env(offline=True)
    details, chapters = asyncio.run(_whole(settings, story))
    if as_json:
        sys.stdout.write(json.dumps(whole_object(details, chapters, length)) + "\n")
    else:
        sys.stdout.write(_page(details, chapters, length))


async def _whole(settings: Settings, typed: str) -> tuple[Story, list[StoredChapter]]:
    from bot.app import opened  # noqa: PLC0415 - loads every feature

    async with opened(settings.database, backups=settings.backups) as app:
        story = await app.library.named(typed)
        return story, await app.library.whole(story.id)


def whole_object(story: Story, chapters: Sequence[StoredChapter], length: Length) -> dict[str, Any]:
    """Returns the object that `show --json` prints: joined, a chapter's passages are its text,
    to the letter.
    """
    details = to_json(story)
    del details["quotable"]  # never part of the contract: whether lines may be quoted is for `quotes` to say
    return {
        "story": story.id,
        **details,
        "chapters": [
            {
                "number": each.chapter.number,
                "title": each.chapter.title,
                "kind": each.chapter.kind,
                "words": each.chapter.words,
                "notes": chapter_notes.to_json(each.notes),
                "text": each.text,
                "passages": [
                    each.text[one.start : one.end] for one in passages_to_read(each.text, length.limit)
                ],
            }
            for each in chapters
        ],
    }


def _page(story: Story, chapters: Sequence[StoredChapter], length: Length) -> str:
    by = f"by {', '.join(story.authors)}\n" if story.authors else ""
    parts = [f"{story.title}\n{by}"]
    for stored in chapters:
        chapter, text, notes = stored.chapter, stored.text, stored.notes
        name = chapter.title or (f"Chapter {chapter.number}" if chapter.number else chapter.kind)
        divided = passages_to_read(text, length.limit)
        parts.append(f"═══ {name} ═══\n")
        warnings = ", ".join(notes.content_warnings)
        before = {"Content warnings": warnings, "Summary": notes.summary, "Author’s note": notes.before}
        parts += [f"{label}: {said}\n" for label, said in before.items() if said]
        shown = DividedText(text, length.limit, divided, notes.within).shown
        for index, each in enumerate(divided, start=1):
            parts.append(f"{shown(each)}\n\n── {index} of {len(divided)} ──\n")
        parts += [f"Author’s note: {notes.after}\n"] if notes.after else []
    return "\n".join(parts)
