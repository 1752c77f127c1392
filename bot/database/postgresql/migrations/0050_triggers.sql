-- What is to be looked at in the background since something else changed.

CREATE FUNCTION characters_corrected() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO unquoted_texts (text_id)
        SELECT text_id FROM revisions JOIN chapters ON chapters.id = chapter_id
        AND chapters.revision = revisions.revision WHERE story_id = new.id
    ON CONFLICT DO NOTHING;
    RETURN NULL;
END $$;
CREATE TRIGGER characters_corrected AFTER UPDATE OF characters ON stories
    FOR EACH ROW WHEN (new.characters <> old.characters) EXECUTE FUNCTION characters_corrected();

CREATE FUNCTION story_added() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO unlikened_stories (story_id) VALUES (new.id);
    RETURN NULL;
END $$;
CREATE TRIGGER story_added AFTER INSERT ON stories FOR EACH ROW EXECUTE FUNCTION story_added();

-- A story whose words are counted in another way has not changed.
CREATE FUNCTION story_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO unlikened_stories (story_id) VALUES (new.id)
        ON CONFLICT (story_id) DO UPDATE SET changes = unlikened_stories.changes + 1;
    RETURN NULL;
END $$;
CREATE TRIGGER story_changed AFTER UPDATE OF words, removed_at ON stories
    FOR EACH ROW WHEN (new.counting = old.counting) EXECUTE FUNCTION story_changed();

-- A former text is packed.
CREATE FUNCTION text_followed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO unpacked_texts (text_id)
        SELECT text_id FROM revisions WHERE chapter_id = old.id AND revision = old.revision
    ON CONFLICT DO NOTHING;
    RETURN NULL;
END $$;
CREATE TRIGGER text_followed AFTER UPDATE OF revision ON chapters
    FOR EACH ROW WHEN (new.revision > old.revision) EXECUTE FUNCTION text_followed();
