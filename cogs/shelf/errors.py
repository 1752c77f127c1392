"""The sentences for errors of the shelf."""

from __future__ import annotations

from bot.errors import Sentences
from bot.shelf.errors import AlreadyBegunError

SENTENCES: Sentences = {
    AlreadyBegunError: "You’ve already begun that story. It’s on your `/shelf`, at your place.",
}
