"""The use cases of Fireside, one a method; each owns its transaction."""
