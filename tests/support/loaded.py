"""What a process is forked from: all of the bot, and what it compiles when it first reads."""

from __future__ import annotations

import pkgutil
from importlib import import_module

import bot
import cogs
from bot.imports.formats import parse
from bot.quotes.quotations import of_story

_THREADED = "bot.recommendations.collaborative."  # numpy has threads, which no fork would have
_STORY = """Title: The Lamp
Rating: Teen

Chapter 1: Dusk

“Who is there?” asked Anna.

Chapter 2

Nobody.
"""

for package in (bot, cogs):
    for each in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        if not each.name.startswith(_THREADED) and not each.name.endswith("__main__"):
            import_module(each.name)
of_story([chapter.text for chapter in parse(_STORY.encode(), "lamp.txt").chapters])
