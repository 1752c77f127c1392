"""Pictures that were drawn, as files to be attached."""

from __future__ import annotations

import io

import discord

from bot.pictures.picture import Picture


def picture_file(picture: Picture, name: str) -> discord.File:
    """Returns a picture as a file of this name, with its alternative text."""
    return discord.File(io.BytesIO(picture.png), name, description=picture.alt)
