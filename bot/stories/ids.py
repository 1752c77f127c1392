"""The types of ids, one for each kind of thing."""

from __future__ import annotations

from typing import NewType

StoryId = NewType("StoryId", int)
ChapterId = NewType("ChapterId", int)
ReaderId = NewType("ReaderId", int)
GuildId = NewType("GuildId", int)
ReadingId = NewType("ReadingId", int)
MarkId = NewType("MarkId", int)
RoleId = NewType("RoleId", int)
DraftId = NewType("DraftId", int)
ChangeId = NewType("ChangeId", int)
ReleaseId = NewType("ReleaseId", int)
QuoteId = NewType("QuoteId", int)
SpeakerId = NewType("SpeakerId", int)
SavedQuoteId = NewType("SavedQuoteId", int)
RemarkId = NewType("RemarkId", int)
SubscriptionId = NewType("SubscriptionId", int)
DeliveryId = NewType("DeliveryId", int)
