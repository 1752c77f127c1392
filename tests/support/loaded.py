"""What a process is forked from: all of the bot, and what it loads or compiles when it is first used."""

from __future__ import annotations

import gc
import pkgutil
from importlib import import_module

from typer.testing import CliRunner

import bot
import cogs
from bot.cli import app
from bot.imports.formats import parse
from bot.language import LANGUAGES, translation
from bot.leases.queries import leases
from bot.pictures.quote_card import quote_card
from bot.quotes.quotations import of_story

_THREADED = "bot.recommendations.collaborative."  # numpy has threads, which no fork would have
_STORY = """Title: The Lamp
Rating: Teen

Chapter 1: Dusk

“Who is there?” asked Anna.

Chapter 2

Nobody.
"""

leases.IDENTIFY = 0  # a playground takes one session after the other at once
for package in (bot, cogs):
    for each in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        if not each.name.startswith(_THREADED) and not each.name.endswith("__main__"):
            import_module(each.name)
for locale in LANGUAGES:
    translation("No", locale)
assert "Missing argument" in CliRunner().invoke(app, ["show"]).output
quote_card("No.", title="The Lamp")
of_story([chapter.text for chapter in parse(_STORY.encode(), "lamp.txt").chapters])
gc.collect()
gc.freeze()  # or each fork would look through what is loaded, and so copy it
