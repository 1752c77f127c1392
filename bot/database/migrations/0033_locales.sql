-- The language in which each reader was last seen, as Discord names it: what is sent to them unasked is in it. Nobody
-- who has only been seen in one that Fireside does not speak, which is answered in English, has a row.
CREATE TABLE locales (
    reader_id INTEGER PRIMARY KEY,
    locale TEXT NOT NULL
);
