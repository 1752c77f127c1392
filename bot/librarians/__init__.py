"""Librarians: the people who look after stories, and the settings of servers."""
