"""The screens on which a reader tells the author something."""

from __future__ import annotations

from functools import partial

from discord import SelectOption, ui

from bot.language import N_, _
from bot.presses import value_of
from bot.quotes.models import Sentences
from bot.quotes.presses import PassageOnPanel, SentenceSpan
from bot.reading.presses import GoTo
from bot.remarks.models import LONGEST_NOTE
from bot.remarks.presses import (
    ChooseRemarkedSentence,
    OpenRemarkForm,
    SendRemark,
    TakeBackRemark,
    TellAuthor,
)
from bot.stories.ids import RemarkId
from bot.stories.models import Place
from cogs.ui import forms
from cogs.ui.components import Item, button, menu, page_turner, view_of
from cogs.ui.labels import clipped, story_line
from cogs.ui.replies import Interaction

WORDS, NOTE = "words", "note"
"""The names of the form's fields."""
_HOW = N_(
    "Found a typo, or have a thought? Pick the sentence. Only those who look after this story see it, with "
    "your name."
)


def sentence_choice(choice: Sentences, back: Place) -> ui.LayoutView:
    """Returns a page of 25 sentences of a passage, to choose one that the author is to be told of. `back` is
    the place that the button to the text leads to."""
    where, lines = choice.excerpt, choice.sentences
    passage = PassageOnPanel(where.place, where.place.offset, where.end)
    items: list[Item] = [
        ui.TextDisplay(f"{story_line(choice.story)}\n### {_('✉ Tell the author')}\n{_(_HOW)}")
    ]
    if lines.lines:
        options = [
            SelectOption(label=clipped(each.text, 100), value=value_of(SentenceSpan(each.start, each.end)))
            for each in lines.lines
        ]
        items.append(menu(ChooseRemarkedSentence(passage), _("Which sentence?"), options))
    items += page_turner(partial(TellAuthor, back), lines)
    items.append(
        ui.ActionRow(button(_("About the whole page"), OpenRemarkForm(passage)), _back_to_text(back))
    )
    return view_of(*items)


async def show_remark_form(interaction: Interaction, press: SendRemark, words: str) -> None:
    """Opens the form for a remark. `words` are those that it is about, to be corrected; empty where there
    is nothing to correct."""
    fields: list[Item] = []
    if words and len(words) <= forms.FIELD_LIMIT:
        hint = _("If something is wrong, correct it right here; the author sees what you changed.")
        fields.append(forms.lines(forms.marked(WORDS, words), _("The sentence"), words, hint=hint))
    label = _("Anything to say to the author?") if fields else _("What would you like to tell the author?")
    fields.append(forms.lines(NOTE, label, most=LONGEST_NOTE, required=not fields))
    await forms.show_form(interaction, _("Tell the author"), press, *fields)


def remark_sent(remark: RemarkId, back: Place) -> ui.LayoutView:
    """Returns the note that a remark was made, with a button to the text at `back`."""
    return view_of(
        ui.TextDisplay(_("**✉ Thank you.** Those who look after this story will see it, and nobody else.")),
        ui.ActionRow(button(_("Take it back"), TakeBackRemark(remark, back)), _back_to_text(back)),
    )


def taken_back(back: Place) -> ui.LayoutView:
    """Returns the note that a remark was taken back, with a button to the text at `back`."""
    return view_of(ui.TextDisplay(_("Taken back. Nobody will see it.")), ui.ActionRow(_back_to_text(back)))


def _back_to_text(place: Place) -> ui.Button[ui.LayoutView]:
    return button(_("Back to the text"), GoTo(place), main=True)
