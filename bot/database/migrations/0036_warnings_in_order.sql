-- SQLite 3.40 and older take a row for damaged where a table without rowids doesn't begin with its key: the check at the
-- start found "NULL value in reader_warnings.name" in a sound file.
CREATE TABLE reader_warnings_in_order (
    reader_id INTEGER NOT NULL,
    phrase TEXT NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (reader_id, phrase)
) WITHOUT ROWID;
INSERT INTO reader_warnings_in_order (reader_id, phrase, name) SELECT reader_id, phrase, name FROM reader_warnings;
DROP TABLE reader_warnings;
ALTER TABLE reader_warnings_in_order RENAME TO reader_warnings;
