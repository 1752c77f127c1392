"""Everything that can go wrong for a person, each with the sentence that they read."""

from __future__ import annotations

from collections.abc import Sequence


class FiresideError(Exception):
    """The root of the tree. `str(error)` is what the person who caused it reads: full sentences."""


class SettingsError(FiresideError):
    """The settings are wrong; one sentence for each fault."""

    def __init__(self, faults: Sequence[str]) -> None:
        super().__init__("\n".join(faults))


class DatabaseRefusedError(FiresideError):
    """The database file is not one that this version of Fireside can use."""


class DiscordUnreachableError(FiresideError):
    """The server that speaks Discord's API does not answer."""

    def __init__(self, api_url: str) -> None:
        super().__init__(
            f"Discord cannot be reached at {api_url}. Check this machine's connection, and "
            "DISCORD_API_URL if you have set it."
        )


class UnreadableFileError(FiresideError):
    """A file cannot be made into a story; the sentence says why and never holds a path of the machine."""


class StoryTooLongError(FiresideError):
    """A story has more words than the operator allows."""

    def __init__(self, words: int, most: int) -> None:
        super().__init__(
            f"This story has {words:,} words; {most:,} is the most that a story may have here. It could be "
            "brought in as several stories, one a volume."
        )


class TooManyStoriesError(FiresideError):
    """A server has as many stories of its own as the operator allows."""

    def __init__(self, most: int) -> None:
        super().__init__(
            f"This server has as many stories of its own as it may have here ({most:,}). Take one down "
            "with `/stories remove`, or ask whoever runs this bot for more room."
        )


class AlreadyInLibraryError(FiresideError):
    """A file with the very same contents was added before."""

    def __init__(self, title: str) -> None:
        super().__init__(
            f"This very file is in the library already, as “{title[:120]}”. Nothing was changed."
        )


class BadEntryError(FiresideError):
    """What was entered in a form cannot be; the sentence says why and what to do."""


class UnknownTimeZoneError(FiresideError):
    """There is no such time zone."""

    def __init__(self, typed: str) -> None:
        super().__init__(
            f"There is no time zone called “{typed[:60]}”. Choose one from the list that appears while you "
            "type, such as Europe/Lisbon."
        )


class NotALibrarianError(FiresideError):
    """Only librarians may do that; the sentence says who they are."""


class EmptyLibraryError(FiresideError):
    """There is nothing to read here yet."""

    def __init__(self) -> None:
        super().__init__(
            "There are no stories to read here yet. Librarians bring them in with `/stories add`, whoever "
            "runs this bot with `python -m bot add`; EPUB, Word, HTML, Markdown and plain text are "
            "understood."
        )


class UnknownStoryError(FiresideError):
    """No story that this person may see goes by what they typed."""

    def __init__(
        self, typed: str, nearest: Sequence[str] = (), way_on: str = "`/library` shows what can be read here."
    ) -> None:
        shown = typed if len(typed) <= 80 else typed[:79] + "…"
        if nearest:
            way_on = f"Did you mean {' or '.join(f'“{title}”' for title in nearest)}?"
        super().__init__(f"There is no story called “{shown}” here. {way_on}")


class AmbiguousStoryError(FiresideError):
    """Several stories go by what was typed."""

    def __init__(self, typed: str) -> None:
        super().__init__(
            f"Several stories match “{typed[:80]}”. Choose one from the list that appears while you type."
        )


class StoryGoneError(FiresideError):
    """The story is taken down, or is not for this place."""

    def __init__(self) -> None:
        super().__init__(
            "That story can't be read here: it has been taken down, or it belongs to another server. "
            "`/library` shows what can be read here."
        )


class RatingRefusedError(FiresideError):
    """The story's rating is not served in this channel."""

    def __init__(self, rating: str, *, direct: bool) -> None:
        where = (
            "Open it once in an age-restricted channel of a server; from then on it is served here too."
            if direct
            else "Open it in an age-restricted channel."
        )
        super().__init__(f"That story is rated {rating}, which is not served in this channel. {where}")


class UnknownChapterError(FiresideError):
    """The story has no such chapter."""

    def __init__(self, typed: str) -> None:
        super().__init__(
            f"This story has no chapter “{typed[:80]}”. Choose one from the list that appears while you "
            "type, or press ☰ on the panel."
        )


class NoSentenceError(FiresideError):
    """There is nothing in a message, or on a page, that could be saved."""

    def __init__(self) -> None:
        super().__init__(
            "There is no line of a story in that to save. It works on reading panels and quotes of mine."
        )


class NoPlaceError(FiresideError):
    """A message shows no place of a story."""

    def __init__(self) -> None:
        super().__init__(
            "That message shows no story to read on from. It works on reading panels and quotes of mine."
        )


class QuoteGoneError(FiresideError):
    """A quote that was removed, or that its story no longer has, or that is not for this place."""

    def __init__(self) -> None:
        super().__init__(
            "That quote can't be had here: it was removed, or its story was changed, taken down, or belongs "
            "to another server. `/quotes` shows what you have saved."
        )


class TooManyQuotesError(FiresideError):
    """A reader keeps as many quotes as there may be."""

    def __init__(self, most: int) -> None:
        super().__init__(
            f"You have {most:,} saved quotes, the most that there can be. Export them with `/quotes`, and "
            "remove some that you can do without."
        )


class AlreadyBegunError(FiresideError):
    """A story that is being read need not be saved for later."""

    def __init__(self) -> None:
        super().__init__("You have begun that story already: `/shelf` has it, at your place.")


class StaleButtonError(FiresideError):
    """A press or form whose button this version of the bot does not know, or no longer offers."""

    def __init__(self) -> None:
        super().__init__("That button no longer leads anywhere. `/read` opens your story at your place.")


class NotYourPanelError(FiresideError):
    """Somebody else's public panel."""

    def __init__(self, opener: str) -> None:
        super().__init__(
            f"{opener} is turning these pages. Press *Read on my own* to go on from here by yourself."
        )


class AlreadyReadAloudError(FiresideError):
    """The offer to read aloud was taken before."""

    def __init__(self) -> None:
        super().__init__("This page is being read aloud already. Press ⋯ again to read another one aloud.")


class CannotReadAloudError(FiresideError):
    """A public panel cannot be posted in this channel; the sentence says what to do."""


class NothingReadError(FiresideError):
    """There is nothing to count yet of what somebody has read."""

    def __init__(self) -> None:
        super().__init__(
            "You have not read anything yet, so there is nothing to count. `/read` opens a story, and from "
            "its first page on your reading adds up here."
        )


class CannotShowError(FiresideError):
    """Somebody's numbers cannot be posted in this channel."""

    def __init__(self) -> None:
        super().__init__(
            "That can't be shown in this channel: either you or I may not post in it. Try it in another one."
        )


class AlreadyShownError(FiresideError):
    """The offer to show somebody's numbers was taken before."""

    def __init__(self) -> None:
        super().__init__("That has been shown here already. Use `/stats` again to show it once more.")


class QuoteTooLongForPictureError(FiresideError):
    """A quote would have to be set too small to be read as a picture."""

    def __init__(self) -> None:
        super().__init__("That quote is too long to be read as a picture on a phone: about 120 words fit.")


class UnpicturableError(FiresideError):
    """Letters of a quote, or of who says it where, are in none of the typefaces."""

    def __init__(self) -> None:
        super().__init__("That quote has letters that cannot be drawn here, so there is no picture of it.")


class NotQuotableError(FiresideError):
    """The author of a story does not want it to be quoted."""

    def __init__(self, title: str) -> None:
        super().__init__(f"The author of “{title[:120]}” asks that it not be quoted.")


class NoQuoteError(FiresideError):
    """There is no such quote for this reader; the sentence says why and what to do."""


class UnknownCharacterError(FiresideError):
    """Nobody of this name says anything that this reader may be shown."""

    def __init__(self, typed: str, nearest: Sequence[str] = ()) -> None:
        names = " or ".join(f"“{name[:60]}”" for name in nearest)
        way_on = f"Did you mean {names}?" if names else "Choose from the list that appears while you type."
        super().__init__(f"I know no line by “{typed[:60]}” as far as you have read. {way_on}")


class SubscriptionRefusedError(FiresideError):
    """A subscription cannot be had, or not be changed by them; the sentence says why and what to do."""
