"""The kinds of files that stories come in. It is apart from their parsers, which take a while to load."""

SUFFIXES = frozenset(
    (".txt", ".epub", ".docx", ".odt", ".html", ".htm", ".xhtml", ".md", ".markdown", ".zip")
)
"""The suffixes of the files that can be read, lower case, with the dot."""
