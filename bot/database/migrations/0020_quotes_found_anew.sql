-- Quotes are found by the conventions of more languages: all texts are searched anew in the background.
INSERT OR IGNORE INTO unquoted_texts (text_id)
    SELECT text_id FROM revisions JOIN chapters ON chapters.id = chapter_id
    AND chapters.revision = revisions.revision;
