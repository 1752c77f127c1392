"""Discord's refusals: one exception, and the codes that the playground knows."""

from __future__ import annotations

from enum import IntEnum

from bot.playground.wire import Json


class Code(IntEnum):
    """Discord's own error codes (its documentation, "Opcodes and Status Codes", JSON)."""

    GENERAL = 0
    UNKNOWN_CHANNEL = 10003
    UNKNOWN_GUILD = 10004
    UNKNOWN_MEMBER = 10007
    UNKNOWN_MESSAGE = 10008
    UNKNOWN_ROLE = 10011
    UNKNOWN_USER = 10013
    UNKNOWN_WEBHOOK = 10015
    UNKNOWN_INTERACTION = 10062
    UNKNOWN_COMMAND = 10063
    UNKNOWN_EVENT = 10070
    TOO_MANY_COMMANDS = 30032
    TOO_MANY_IN_THREAD = 30033
    TOO_MANY_EVENTS = 30038
    OPENED_TOO_FAST = 40003
    TOO_LARGE = 40005
    ALREADY_ANSWERED = 40060
    MISSING_ACCESS = 50001
    DIRECT_CHANNEL = 50003
    NOT_THE_AUTHOR = 50005
    EMPTY_MESSAGE = 50006
    CANNOT_REACH_PERSON = 50007
    MISSING_PERMISSIONS = 50013
    SYSTEM_MESSAGE = 50021
    WRONG_CHANNEL_TYPE = 50024
    EXPIRED_TOKEN = 50027
    ARCHIVED_THREAD = 50083
    INVALID_FORM = 50035
    INVALID_JSON = 50109
    NO_MUTUAL_GUILD = 50278
    HAS_THREAD = 160004
    LOCKED_THREAD = 160005
    TOO_MANY_THREADS = 160006
    FINISHED_EVENT = 180000
    POLL_ENDED = 520001
    POLL_FIXED = 520003


_ANSWERS: dict[Code, tuple[int, str]] = {
    Code.GENERAL: (400, "400: Bad Request"),
    Code.UNKNOWN_CHANNEL: (404, "Unknown Channel"),
    Code.UNKNOWN_GUILD: (404, "Unknown Guild"),
    Code.UNKNOWN_MEMBER: (404, "Unknown Member"),
    Code.UNKNOWN_MESSAGE: (404, "Unknown Message"),
    Code.UNKNOWN_ROLE: (404, "Unknown Role"),
    Code.UNKNOWN_USER: (404, "Unknown User"),
    Code.UNKNOWN_WEBHOOK: (404, "Unknown Webhook"),
    Code.UNKNOWN_INTERACTION: (404, "Unknown interaction"),
    Code.UNKNOWN_COMMAND: (404, "Unknown application command"),
    Code.TOO_MANY_COMMANDS: (400, "Maximum number of application commands reached (100)"),
    Code.UNKNOWN_EVENT: (404, "Unknown Guild Scheduled Event"),
    Code.TOO_MANY_IN_THREAD: (400, "Maximum number of thread participants has been reached (1000)"),
    Code.TOO_MANY_EVENTS: (400, "Maximum number of uncompleted guild scheduled events reached (100)"),
    Code.OPENED_TOO_FAST: (400, "You are opening direct messages too fast"),
    Code.TOO_LARGE: (413, "Request entity too large"),
    Code.ALREADY_ANSWERED: (400, "Interaction has already been acknowledged."),
    Code.MISSING_ACCESS: (403, "Missing Access"),
    Code.DIRECT_CHANNEL: (403, "Cannot execute action on a DM channel"),
    Code.NOT_THE_AUTHOR: (403, "Cannot edit a message authored by another user"),
    Code.EMPTY_MESSAGE: (400, "Cannot send an empty message"),
    Code.CANNOT_REACH_PERSON: (403, "Cannot send messages to this user"),
    Code.MISSING_PERMISSIONS: (403, "Missing Permissions"),
    Code.SYSTEM_MESSAGE: (403, "Cannot execute action on a system message"),
    Code.WRONG_CHANNEL_TYPE: (400, "Cannot execute action on this channel type"),
    Code.EXPIRED_TOKEN: (401, "Invalid Webhook Token"),
    Code.INVALID_FORM: (400, "Invalid Form Body"),
    Code.INVALID_JSON: (400, "The request body contains invalid JSON."),
    Code.NO_MUTUAL_GUILD: (403, "Cannot send messages to this user due to having no mutual guilds"),
    Code.ARCHIVED_THREAD: (400, "Thread is archived"),
    Code.LOCKED_THREAD: (400, "Thread is locked"),
    Code.HAS_THREAD: (400, "A thread has already been created for this message"),
    Code.TOO_MANY_THREADS: (400, "Maximum number of active threads reached"),
    Code.FINISHED_EVENT: (400, "Cannot update a finished event"),
    Code.POLL_ENDED: (400, "Poll expired"),
    Code.POLL_FIXED: (400, "Cannot edit a poll message"),
}


class Refusal(Exception):  # noqa: N818 - the field's word
    """An answer other than success: its HTTP status and the JSON that goes with it."""

    def __init__(
        self, code: Code, message: str = "", *, status: int | None = None, errors: Json | None = None
    ) -> None:
        usual_status, usual_message = _ANSWERS[code]
        self.code = code
        self.status = status or usual_status
        self.errors = errors
        super().__init__(message or usual_message)

    def body(self) -> Json:
        """Returns the JSON body, with `errors` where particular fields are at fault."""
        body: Json = {"message": str(self), "code": int(self.code)}
        return body | {"errors": self.errors} if self.errors else body


def unauthorised() -> Refusal:
    """Returns the refusal of a wrong or missing token."""
    return Refusal(Code.GENERAL, "401: Unauthorized", status=401)


def not_found() -> Refusal:
    """Returns the refusal of an unknown path."""
    return Refusal(Code.GENERAL, "404: Not Found", status=404)
