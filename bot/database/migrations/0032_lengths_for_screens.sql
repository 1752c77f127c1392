-- Passages are made for a phone now, unless their reader chose another length: null means that they have not.
-- Rows that were made for another setting hold 'medium', too. Nobody can tell those who chose it, so all keep it.

ALTER TABLE readers ADD COLUMN chosen_length TEXT
    CHECK (chosen_length IN ('phone', 'short', 'medium', 'long'));
UPDATE readers SET chosen_length = length;
ALTER TABLE readers DROP COLUMN length;
ALTER TABLE readers RENAME COLUMN chosen_length TO length;
