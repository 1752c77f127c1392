"""Readers: their preferences, and the servers they are members of."""
