"""What the documents of word processors have in common, whichever wrote them: their looks, lists, title page
and headings. `bot.imports.formats.docx` and `bot.imports.formats.odt` rewrite theirs as XHTML with it.
"""
