"""The settings of a server."""

from __future__ import annotations

from dataclasses import dataclass

from bot.stories.ids import RoleId


@dataclass(frozen=True, slots=True)
class ServerSettings:
    """A server's settings: the role whose members are librarians, if any, the time zone, and whether its
    stories take remarks from readers.

    `host_role` is the role whose members may start read-alongs besides moderators, as `author_role` is for
    stories.

    `author_role` is the role whose members bring in stories of their own, None where nobody does; the
    server's own id stands for everybody. `authors_hand_in` says that a librarian accepts these first.
    """

    librarian_role: RoleId | None = None
    time_zone: str = "UTC"
    takes_remarks: bool = True
    author_role: RoleId | None = None
    authors_hand_in: bool = False
    host_role: RoleId | None = None
