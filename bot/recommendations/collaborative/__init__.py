"""Collaborative filtering: which stories are read by the same people, from the readings of all.

Everything but `scoring` needs numpy, which takes a fifth of a second and 30 MB to load, and is left to the
process that trains.
"""
