"""Who else read what: what can be told from the readings of all about a story that one reader may like.

Everything but `scoring` needs numpy, which takes a fifth of a second and 30 MB to load, and is left to the
process that trains.
"""
