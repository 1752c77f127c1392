"""Lines worth repeating: found in stories, given, and kept by readers."""
