"""Reading: readers' places in stories, and the passages shown there."""
