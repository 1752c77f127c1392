"""Search inside the stories, as far as each reader has read."""
