"""The sentences for errors of the shelf."""

from __future__ import annotations

from bot.errors import Sentences
from bot.shelf.errors import AlreadyBegunError

SENTENCES: Sentences = {
    AlreadyBegunError: "You have begun that story already: `/shelf` has it, at your place.",
}
