"""The presses of read-alongs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from bot.presses import Press
from bot.stories.ids import StoryId
from bot.together.models import PartId, ReadAlongId, Reminder

_NumberedReminder = Annotated[Reminder, {Reminder.NONE: 0, Reminder.DIRECT: 1}]

# Of hosts


@dataclass(frozen=True, slots=True)
class PlanReadAlong(Press, code="togetherplan"):
    """Submits the form that plans a read-along of a story, for a channel."""

    story: StoryId
    channel: int


@dataclass(frozen=True, slots=True)
class OpenPlanForm(Press, code="togetherform"):
    """Opens the form that changes the plan of a read-along."""

    read_along: ReadAlongId


@dataclass(frozen=True, slots=True)
class ChangePlan(Press, code="togetherchange"):
    """Submits the form that changes the plan of a read-along."""

    read_along: ReadAlongId


@dataclass(frozen=True, slots=True)
class BeginReadAlong(Press, code="togetherbegin"):
    """Begins a read-along as it is planned, and has its post be made."""

    read_along: ReadAlongId


@dataclass(frozen=True, slots=True)
class CancelReadAlong(Press, code="togethercancel"):
    """Calls off a read-along that has not begun."""

    read_along: ReadAlongId


@dataclass(frozen=True, slots=True)
class ShowHosting(Press, code="togetherhost"):
    """Shows the panel by which a read-along is changed."""

    read_along: ReadAlongId


@dataclass(frozen=True, slots=True)
class PauseReadAlong(Press, code="togetherpause"):
    """Pauses a read-along."""

    read_along: ReadAlongId


@dataclass(frozen=True, slots=True)
class ResumeReadAlong(Press, code="togetherresume"):
    """Has a paused read-along go on."""

    read_along: ReadAlongId


@dataclass(frozen=True, slots=True)
class OpenMoveForm(Press, code="togethermoveform"):
    """Opens the form that moves a read-along by some days."""

    read_along: ReadAlongId


@dataclass(frozen=True, slots=True)
class MoveReadAlong(Press, code="togethermove"):
    """Submits the form that moves a read-along by some days."""

    read_along: ReadAlongId


@dataclass(frozen=True, slots=True)
class PostReadAlong(Press, code="togetherpost"):
    """Posts a read-along again, as it is by now. It works once: `offer` is the id of the interaction that
    offered it."""

    read_along: ReadAlongId
    offer: int


@dataclass(frozen=True, slots=True)
class AskToEnd(Press, code="togetheraskend"):
    """Asks whether a read-along is to end."""

    read_along: ReadAlongId


@dataclass(frozen=True, slots=True)
class EndReadAlong(Press, code="togetherend"):
    """Ends a read-along for good."""

    read_along: ReadAlongId


# Of members


@dataclass(frozen=True, slots=True)
class ListReadAlongs(Press, code="togetherlist"):
    """Lists the read-alongs of a server."""


@dataclass(frozen=True, slots=True)
class ChooseReadAlong(Press, code="togetherchoose"):
    """Shows what is due in the read-along that is chosen from the list, as a ReadAlongId."""


@dataclass(frozen=True, slots=True)
class JoinReadAlong(Press, code="togetherjoin"):
    """Joins a read-along."""

    read_along: ReadAlongId


@dataclass(frozen=True, slots=True)
class ShowDue(Press, code="togetherdue"):
    """Shows what is due in a read-along."""

    read_along: ReadAlongId


@dataclass(frozen=True, slots=True)
class ShowDates(Press, code="togetherdates"):
    """Shows a page of the parts of a read-along, with their dates."""

    read_along: ReadAlongId
    page: int


@dataclass(frozen=True, slots=True)
class ChooseReminder(Press, code="togetherremind"):
    """Sets how a member is reminded."""

    read_along: ReadAlongId
    reminder: _NumberedReminder


@dataclass(frozen=True, slots=True)
class TellFinishing(Press, code="togethertell"):
    """Lets the other members see which parts a member has finished, or (0) lets them not."""

    read_along: ReadAlongId
    tells: int


@dataclass(frozen=True, slots=True)
class ShowFinished(Press, code="togetherfinished"):
    """Shows which members have finished a part, of those who let others see it."""

    read_along: ReadAlongId
    part: PartId


@dataclass(frozen=True, slots=True)
class LeaveReadAlong(Press, code="togetherleave"):
    """Leaves a read-along."""

    read_along: ReadAlongId


# Of threads


@dataclass(frozen=True, slots=True)
class EnterThread(Press, code="togetherread"):
    """Says that its reader has read a part, and has them added to its thread."""

    part: PartId


@dataclass(frozen=True, slots=True)
class ShowTalks(Press, code="togethertalks"):
    """Shows a page of what the host has written for the threads of a read-along."""

    read_along: ReadAlongId
    page: int


@dataclass(frozen=True, slots=True)
class OpenTalkForm(Press, code="togethertalk"):
    """Opens the form for the part that is chosen, as a PartId."""

    read_along: ReadAlongId


@dataclass(frozen=True, slots=True)
class WriteTalk(Press, code="togetherwrite"):
    """Submits the form with questions, a poll and a meeting for a part."""

    part: PartId


# The end


@dataclass(frozen=True, slots=True)
class DrawReadAlong(Press, code="togetherdraw"):
    """Shows the end of a read-along as a picture, beside it."""

    read_along: ReadAlongId


@dataclass(frozen=True, slots=True)
class ShareReadAlong(Press, code="togethershare"):
    """Posts that picture in the channel. It works once: `offer` is the id of the interaction that offered
    it."""

    read_along: ReadAlongId
    offer: int
