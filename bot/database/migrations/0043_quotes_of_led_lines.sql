-- Who speaks is found behind another sentence of the same paragraph, too, and where somebody sighs or nods first: all
-- texts are searched anew in the background.
INSERT OR IGNORE INTO unquoted_texts (text_id)
    SELECT text_id FROM revisions JOIN chapters ON chapters.id = chapter_id
    AND chapters.revision = revisions.revision;
