"""How it is told what cannot be done on a shelf."""

from __future__ import annotations

from bot.errors import Sentences
from bot.shelf.errors import AlreadyBegunError

SENTENCES: Sentences = {
    AlreadyBegunError: "You have begun that story already: `/shelf` has it, at your place.",
}
