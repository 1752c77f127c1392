"""The list of the library, and the menus by which it is sorted and limited."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import chain

from discord import SelectOption, ui

from bot.language import N_, _, ngettext
from bot.library.models import (
    Arrangement,
    LibraryChoices,
    LibraryOrder,
    LibraryPage,
    LibraryStatus,
    name_number,
)
from bot.library.presses import (
    ArrangeLibrary,
    ChooseStory,
    JumpInLibrary,
    LimitToFandom,
    LimitToLanguage,
    LimitToStatus,
    OrderLibrary,
    TurnLibrary,
)
from bot.presses import value_of
from bot.stories.details import Completion
from bot.stories.models import Story
from bot.stories.tags import matching_tags
from bot.text.direction import listed
from cogs.ui.components import MOST_OPTIONS, Item, button, framed, menu, page_buttons
from cogs.ui.covers import Thumbnails, beside_thumbnail
from cogs.ui.labels import authors_of, clipped, counted, escaped, rating_of, reading_time, summary_of

_NO_STORY = N_(
    "No title, author or tag here matches. Try fewer words; `/library` by itself shows everything."
)
_NONE_LEFT = N_("No story here is like that. *Sort & filter* shows more.")
_TITLE_ROOM, _AUTHORS_ROOM, _SUMMARY_ROOM, _TAGS_ROOM, _TAG_ROOM = 120, 60, 140, 110, 60
_TAGS = 4
_ORDERS = {
    LibraryOrder.TITLE: N_("By title"),
    LibraryOrder.NEWEST: N_("Newest first"),
    LibraryOrder.LONGEST: N_("Longest first"),
    LibraryOrder.SHORTEST: N_("Shortest first"),
}
_STATUSES = {
    LibraryStatus.ANY: N_("Complete or ongoing"),
    LibraryStatus.COMPLETE: N_("Complete stories"),
    LibraryStatus.ONGOING: N_("Ongoing stories"),
}


def library_list(page: LibraryPage, ready: Thumbnails) -> ui.LayoutView:
    """Returns a page of the library, with the small covers that are ready."""
    stories, number = page.stories, page.arrangement.number
    items: list[Item] = [ui.TextDisplay(_heading(page))]
    for story in stories.lines:
        items += [ui.Separator(), beside_thumbnail(_entry(story, page.search), story, ready)]
    if not stories.lines:
        items.append(ui.TextDisplay(_(_NO_STORY if page.arrangement == Arrangement() else _NONE_LEFT)))
    else:
        items += [
            ui.Separator(),
            menu(ChooseStory(), _("Look at a story"), list(map(_option, stories.lines))),
        ]
    sort = button(_("Sort & filter"), ArrangeLibrary(number, page.search))
    if stories.pages > 1:
        items.append(menu(JumpInLibrary(number, page.search), _where(page), _jumps(page)))
        turned_to = partial(TurnLibrary, arrangement=number, search=page.search)
        items.append(ui.ActionRow(*page_buttons(turned_to, stories.page, stories.pages), sort))
    else:
        items.append(ui.ActionRow(sort))
    return framed(*items)


def library_menus(choices: LibraryChoices) -> ui.LayoutView:
    """Returns the menus by which the library is sorted and limited."""
    page, now = choices.page, choices.page.arrangement
    number, search = now.number, page.search
    items: list[Item] = [
        ui.TextDisplay(_heading(page)),
        menu(OrderLibrary(number, search), _("Order"), _enum_options(_ORDERS, now.order)),
        menu(LimitToStatus(number, search), _("Status"), _enum_options(_STATUSES, now.status)),
    ]
    for press, any_label, known, chosen in (
        (LimitToFandom(number, search), _("Any fandom"), choices.fandoms, now.fandom),
        (LimitToLanguage(number, search), _("Any language"), choices.languages, now.language),
    ):
        if known:
            items.append(menu(press, any_label, _name_options(any_label, known, chosen)))
    show = button(
        ngettext("Show {number} story", "Show {number} stories", page.stories.total),
        TurnLibrary(0, number, search),
        main=True,
    )
    buttons = [show]
    if now != Arrangement():
        buttons.append(button(_("Everything, by title"), TurnLibrary(0, Arrangement().number, search)))
    return framed(*items, ui.ActionRow(*buttons))


def _heading(page: LibraryPage) -> str:
    arranged = [
        "" if page.arrangement.order is LibraryOrder.TITLE else _(_ORDERS[page.arrangement.order]),
        "" if page.arrangement.status is LibraryStatus.ANY else _(_STATUSES[page.arrangement.status]),
        escaped(page.fandom, 60),
        escaped(page.language, 20),
    ]
    total = page.stories.total
    count = ngettext("{number} story", "{number} stories", total)
    if page.search:
        words = escaped(page.search, 80)
        count = ngettext("{number} story for “{words}”", "{number} stories for “{words}”", total, words=words)
    if page.stories.pages > 1:
        arranged.append(_where(page))
    return f"### {_('Library')}\n-# {' · '.join([count, *filter(None, arranged)])}"


def _entry(story: Story, search: str) -> str:
    by = f" · {escaped(authors_of(story.authors), _AUTHORS_ROOM)}" if story.authors else ""
    lines = [f"**{escaped(story.title, _TITLE_ROOM)}**{by}"]
    if story.summary:
        lines.append(summary_of(story, _SUMMARY_ROOM))
    lines.append(f"-# {_facts(story)}")
    if tags := _tags(story, search):
        lines.append(f"-# {tags}")
    return "\n".join(lines)


def _facts(story: Story) -> str:
    facts = [counted(story.chapters, "chapter"), reading_time(story), rating_of(story)]
    if story.completion is Completion.COMPLETE:
        facts.append(story.completion.label)
    return " · ".join(facts)


def _tags(story: Story, search: str) -> str:
    """Returns some tags of a story: those by which it was found, then its warnings, fandoms and others."""
    warned = (f"⚠️ {each}" for each in story.content_warnings)
    found = dict.fromkeys(chain(matching_tags(search, story), warned, story.fandoms, story.tags))
    return escaped(listed([clipped(each, _TAG_ROOM) for each in found][:_TAGS]), _TAGS_ROOM)


def _option(story: Story) -> SelectOption:
    return SelectOption(
        label=clipped(story.title, 100),
        description=clipped(authors_of(story.authors), 100) or None,
        value=value_of(story.id),
    )


def _where(page: LibraryPage) -> str:
    return _("Page {page} of {pages}", page=page.stories.page + 1, pages=page.stories.pages)


def _jumps(page: LibraryPage) -> list[SelectOption]:
    """Returns the pages that can be jumped to: all, or some at even distances with the one shown now."""
    pages, now = page.stories.pages, page.stories.page
    every = set(range(pages))
    if pages > MOST_OPTIONS:
        every = {now, *(round(step * (pages - 1) / (MOST_OPTIONS - 2)) for step in range(MOST_OPTIONS - 1))}
    return [
        SelectOption(
            label=_("Page {page} of {pages}", page=each + 1, pages=pages),
            value=str(each),
            default=each == now,
        )
        for each in sorted(every)
    ]


def _enum_options(labels: dict[LibraryOrder, str] | dict[LibraryStatus, str], now: int) -> list[SelectOption]:
    return [
        SelectOption(label=_(label), value=str(int(each)), default=each == now)
        for each, label in labels.items()
    ]


def _name_options(any_label: str, known: Sequence[tuple[str, int]], chosen: int) -> list[SelectOption]:
    """Returns the options for a fandom or a language: any, the commonest ones, and the one that is chosen."""
    numbered = {name_number(name): (name, many) for name, many in known}
    shown = dict(list(numbered.items())[: MOST_OPTIONS - 2])
    if chosen in numbered:
        shown[chosen] = numbered[chosen]
    return [
        SelectOption(label=any_label, value="0", default=not chosen),
        *(
            SelectOption(
                label=clipped(name, 100),
                description=ngettext("{number} story", "{number} stories", many),
                value=str(number),
                default=number == chosen,
            )
            for number, (name, many) in shown.items()
        ),
    ]
