-- Who speaks is found in more sentences and by more verbs, and names in quotation marks are no speech: all texts are
-- searched anew in the background.
INSERT OR IGNORE INTO unquoted_texts (text_id)
    SELECT text_id FROM revisions JOIN chapters ON chapters.id = chapter_id
    AND chapters.revision = revisions.revision;
