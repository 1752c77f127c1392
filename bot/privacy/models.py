"""Every column that holds a person's id: the one list by which their data is given out and erased."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Held:
    """A column that holds a person's Discord id.

    `file` is the name of its file in an export, `what` says what its rows are. With an erasure the rows go.
    Those for which the SQL condition `stays` holds belong to a server: they stay, with `nobody` in the place
    of the person.
    """

    table: str
    column: str
    file: str
    what: str
    stays: str = "FALSE"
    nobody: int | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A table whose rows belong to rows of another, `of`, by its `column`, and go with them. With a `file` it
    is in exports; without one it holds nothing but the bot's own book-keeping."""

    table: str
    column: str
    of: str
    file: str = ""
    what: str = ""


_ALL = "TRUE"
NOBODY = 0
"""What stands in the place of somebody who was erased, where there has to be an id."""

HELD = (
    Held("readers", "id", "settings", "how you read: spoilers, time zone, quiet hours, length of pages"),
    Held("locales", "reader_id", "language", "the language in which I saw you last"),
    Held("reader_warnings", "reader_id", "warnings", "what you want to be warned of"),
    Held("accepted_warnings", "reader_id", "accepted-warnings", "warnings after which you read on"),
    Held("opened_ratings", "reader_id", "ratings-opened", "ratings that you said yes to"),
    Held("readings", "reader_id", "reads", "each time that you read a story, and where you are"),
    Held("passed", "reader_id", "passed", "the stretches of chapters that you have read"),
    Held("reading_days", "reader_id", "days", "how many words you read on which day"),
    Held("saved_stories", "reader_id", "saved-stories", "stories that you saved for later"),
    Held("opinions", "reader_id", "opinions", "your stars and notes"),
    Held("saved_quotes", "reader_id", "quotes", "quotes that you saved"),
    Held("served_quotes", "whom", "quotes-shown", "quotes that I showed you, so that others come first"),
    Held("suggested_stories", "reader_id", "suggestions", "stories that I suggested to you"),
    Held("vetoes", "reader_id", "not-for-me", "stories that you do not want suggested"),
    Held("avoided_tags", "reader_id", "avoided-tags", "tags that you do not want suggested"),
    Held(
        "subscriptions",
        "reader_id",
        "subscriptions",
        "what you subscribed to, for yourself or for a channel",
        stays="channel_id IS NOT NULL",
        nobody=NOBODY,
    ),
    Held("direct_channels", "reader_id", "direct-messages", "where my direct messages to you go"),
    Held("memberships", "reader_id", "servers", "servers in which I looked whether you are a member"),
    Held("remarks", "reader_id", "remarks", "what you wrote to authors"),
    Held("remark_blocks", "reader_id", "blocked", "authors who take no more remarks from you"),
    Held("remark_blocks", "author_id", "blocked-by-you", "readers from whom you take no more remarks"),
    Held(
        "public_posts",
        "reader_id",
        "posts",
        "messages that you had me post for everybody",
        stays="message_id IS NOT NULL",
    ),
    Held(
        "read_alongs",
        "host_id",
        "read-alongs-hosted",
        "stories that you read together with others, as their host",
        stays=_ALL,
        nobody=NOBODY,
    ),
    Held("read_along_members", "reader_id", "read-alongs", "stories that you read together with others"),
    Held("read_along_talkers", "reader_id", "threads", "threads that you asked to be in"),
    Held("read_along_messages", "reader_id", "reminders", "what I sent you of read-alongs"),
    Held("drafts", "made_by", "drafts", "files and changes that you sent and that wait to be kept"),
    Held("changes", "made_by", "changes", "what you changed in stories", stays=_ALL, nobody=NOBODY),
    Held("releases", "made_by", "planned-chapters", "chapters that you planned", stays=_ALL, nobody=NOBODY),
    Held(
        "taken_releases",
        "made_by",
        "planned-chapters-undone",
        "chapters that you planned, and that were taken back",
        stays=_ALL,
        nobody=NOBODY,
    ),
    Held("feeds", "tied_by", "feeds", "feeds that you tied to stories", stays=_ALL, nobody=NOBODY),
    Held("stories", "owner_id", "own-stories", "stories that are yours to change", stays=_ALL),
)

PARTS = (
    Part("marks", "reading_id", "readings", "marks", "chapters that you marked as read"),
    Part("deliveries", "subscription_id", "subscriptions", "notices", "messages that came by subscription"),
    Part("brought", "subscription_id", "subscriptions", "instalments", "what instalments brought you"),
    Part("told_early", "subscription_id", "subscriptions", "early-chapters", "early chapters told to you"),
    Part("digest_tellings", "subscription_id", "subscriptions"),
    Part("withdrawn_tellings", "subscription_id", "subscriptions"),
    Part("suspension_notes", "subscription_id", "subscriptions"),
    Part("draft_parts", "draft_id", "drafts"),
)


@dataclass(frozen=True, slots=True)
class OfServer:
    """A table whose rows belong to a server by their `guild_id`, and go with its data; `what` says what they
    are."""

    table: str
    what: str


SERVERS = (
    OfServer("server_settings", "its settings: librarians, authors, time zone, remarks"),
    OfServer("subscriptions", "subscriptions of its channels, with what they are pinged by"),
    OfServer("public_posts", "messages posted there for everybody to see"),
    OfServer("read_alongs", "stories that are read together there, with who has joined"),
    OfServer("drafts", "files brought in there that wait to be kept"),
    OfServer("remark_blocks", "readers from whom its authors take no more remarks"),
    OfServer("memberships", "who was found to be a member, with their roles"),
)

STAYS_WITH_READER = "reading_days"
"""The table of which nothing goes with a story: how many words somebody read on which day is theirs."""
