"""Reading: where everybody is in each story, and what they are shown there."""
