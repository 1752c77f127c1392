"""Who looks after which stories, and what a server settles about it."""
