"""An installation moved from one engine to the other: all rows, compared one by one when they are there."""
