-- Whether Discord let a direct message of a read-along through: who takes none is told so where they look.
ALTER TABLE read_along_messages ADD COLUMN refused INTEGER NOT NULL DEFAULT 0;
