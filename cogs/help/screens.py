"""The screen of `/help`: what one wants first, then all there is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bot.language import N_, _, pgettext
from cogs.ui.command_links import CommandLinks

_FIRST = {
    "library": N_("find a story to read"),
    "read": N_("go on at your place"),
    "shelf": N_("see everything you are reading"),
}
"""The three commands that one wants first, and what for."""


@dataclass(frozen=True, slots=True)
class Here:
    """Who asks for help, and where: whether they are `new`, whether there is any story for them, whether they
    look after stories, and whether they can read aloud."""

    new: bool
    any_story: bool
    librarian: bool
    direct: bool
    aloud: bool
    age_restricted: bool


def help_screen(here: Here, links: CommandLinks) -> Iterator[str]:
    """Yields the paragraphs of the screen, as Markdown."""
    yield _welcome(here)
    if here.any_story:
        yield "\n".join(f"{links.to(name)} — {_(what)}" for name, what in _FIRST.items())
    else:
        yield _nothing_yet(here, links)
    together = () if here.direct else links.of_group("together")
    yield "\n".join([f"**{_('And whenever you like')}**", *_others(links), *_lines(links, iter(together))])
    if here.librarian and not here.direct:
        yield "\n".join(
            [f"**{_('For the stories you look after')}**", *_lines(links, links.of_group("stories"))]
        )
    if here.any_story:
        yield "\n".join(f"-# {hint}" for hint in _hints(here, links))


def _welcome(here: Here) -> str:
    title = f"### {_('🔥 By the fireside')}"
    if not here.new:
        return title
    welcome = _(
        "Welcome! I’ll show you stories a page at a time, and keep your place in every one of them. Nobody "
        "else sees what you read."
    )
    return f"{title}\n{welcome}"


def _nothing_yet(here: Here, links: CommandLinks) -> str:
    if here.librarian and not here.direct:
        return _(
            "There’s nothing to read here yet. Bring in your first story with {add}.",
            add=links.to("stories add"),
        )
    return _("There’s nothing to read here yet. Librarians bring stories in with `/stories add`.")


def _others(links: CommandLinks) -> Iterator[str]:
    yield from _lines(links, (name for name in links.single if name not in _FIRST and name != "help"))


def _lines(links: CommandLinks, names: Iterator[str]) -> Iterator[str]:
    return (f"{links.to(name)} {_(links.description(name))}" for name in names)


def _hints(here: Here, links: CommandLinks) -> Iterator[str]:
    if here.direct:
        yield _("What you begin in a server, you can go on reading here.")
    else:
        yield _("Only you see what you read, unless you read aloud.")
    if here.aloud:
        yield _("To read aloud to everybody here: {read} with *where: here*.", read=links.to("read"))
    menus = ", ".join(f"*{pgettext('command', name)}*" for name in links.menus)
    yield _(
        "On a quote or a page read aloud: right-click (on a phone, press and hold), then *Apps*: {menus}.",
        menus=menus,
    )
    if not here.direct and not here.age_restricted:
        yield _("In an age-restricted channel there may be more to read.")
    if here.librarian and not here.direct:
        yield _("The stories you add belong to this server alone.")
