"""A draft that was made before an update of the bot is kept after it."""

from __future__ import annotations

import base64
import json

from bot.database import Connection
from bot.stories.details import Completion, Details, Rating, to_json
from bot.stories.ids import DraftId, ReaderId
from bot.stories.models import Credentials
from tests.support.fireside import Fireside

OWNER = Credentials(ReaderId(7), owner=True)
SAID = Details(
    title="The Ferry",
    authors=("A. Boatman",),
    language="en",
    summary="A boat _leaves_.",
    notes="Thank **you**.",
    disclaimer="Not mine.",
    rating=Rating.MATURE,
    completion=Completion.COMPLETE,
    content_warnings=("storm",),
    fandoms=("Rivers",),
    characters=("Ada", "Bo"),
    relationships=("Ada/Bo",),
    tags=("calm", "mist"),
    source="https://example.org/ferry",
    licence="CC0 1.0",
    quotable=False,
)
DETAILS = (
    '{"title": "The Ferry", "authors": ["A. Boatman"], "language": "en", "summary": "A boat _leaves_.",'
    ' "notes": "Thank **you**.", "disclaimer": "Not mine.", "rating": 2, "completion": "complete",'
    ' "content_warnings": ["storm"], "fandoms": ["Rivers"], "characters": ["Ada", "Bo"],'
    ' "relationships": ["Ada/Bo"], "tags": ["calm", "mist"], "source": "https://example.org/ferry",'
    ' "licence": "CC0 1.0", "quotable": false}'
)
"""The details of a draft as Fireside kept them in November 2026: the rating is a number."""
FACTS = {
    "chapters": 2,
    "words": 8,
    "contents": ["Chapter 1 — Dawn"],
    "warnings": [],
    "former": None,
    "report": "",
}
PART = (
    "eAGNUbtuwzAM3PsVgkajyGvMlqbo2KHoVgQBYzOxYEl0JSoPBPn3irL7ANqhI3nk8Y531WzYol4q/dqiesIQLvpeaUjcUoi5/6ZXE/VA"
    "wA683mTIgj8kOJQd9DIck3OQ9zLJSu3yqNpahCPG7URgT4zClC+A71RVXShVVYEaE2sLxmEQ/JlYOeOxQAHY+IO0HXAKKEw1ud4iG/LS"
    "H6sR8YyetycIPq8NwiNTcEXzHnxDbui+mCNmZ2KlbiFAzVIWow3IlQcqYECbJZCPrem/8OkIMow3arBOlpyJXNYipVCX57TMfVxOp3gG"
    "kT2hcJjuPx9sTY1+mFuvZ2o+mQnLeyKGXcljDzaiaKQsN8vzydpc/jS4ud1dv/Nbt9BnK2q+VI9wKsEwnlk+JdGWXCxcVGRjbXlxZ3wj"
    "8I6aEnqHJcP8lYFI/8m/yPwpdiL3F39EVpT4P+wLffsAFTfE0Q=="
)
"""The manuscript of the same draft, as it was kept."""


def put_draft(connection: Connection) -> DraftId:
    connection.execute(
        "INSERT INTO drafts (id, made_by, file_name, digest, details, facts, made_at)"
        " VALUES (1, 7, 'ferry.md', 'of then', ?, ?, 0)",
        (DETAILS, json.dumps(FACTS)),
    )
    connection.execute(
        "INSERT INTO draft_parts (draft_id, number, part) VALUES (1, 0, ?)", (base64.b64decode(PART),)
    )
    return DraftId(1)


async def test_a_draft_of_an_older_fireside_is_shown_and_kept(empty_fireside: Fireside) -> None:
    app = empty_fireside.app
    draft = await empty_fireside.database.transaction(put_draft)
    assert (await app.drafts.get(OWNER, draft)).details == SAID
    kept = (await app.drafts.keep(OWNER, draft)).story
    assert to_json(kept) == to_json(SAID)
    assert [(each.chapter.title, each.text) for each in await app.library.whole(kept.id)] == [
        ("Chapter 1: Dawn", "The boat lay still."),
        ("Chapter 2: Dusk", "The boat set out."),
    ]
