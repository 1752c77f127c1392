"""A Discord on loopback, REST and gateway, with a web page: for trying the bot out and for its tests."""

from bot.playground.gateway import Starts
from bot.playground.memory import Memory
from bot.playground.server import Playground

__all__ = ["Memory", "Playground", "Starts"]
