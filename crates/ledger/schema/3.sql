-- Schema 3: what a document is at its source, later readings of documents by newer coders, and ids that erasures took away.

-- A keyed hash of the address, or of the record's own id, with the publisher; null for what has neither.
ALTER TABLE documents ADD COLUMN identity BLOB;
CREATE INDEX documents_identity ON documents (identity) WHERE identity IS NOT NULL;

-- `reading` is 0 for what was read when the document came in, else the `seq` of a later reading.
ALTER TABLE claims ADD COLUMN reading INTEGER NOT NULL DEFAULT 0;
ALTER TABLE persons ADD COLUMN reading INTEGER NOT NULL DEFAULT 0;
ALTER TABLE period_totals ADD COLUMN reading INTEGER NOT NULL DEFAULT 0;

CREATE TABLE readings (
    seq      INTEGER PRIMARY KEY AUTOINCREMENT,
    document INTEGER NOT NULL REFERENCES documents (seq),
    coder    TEXT NOT NULL,
    read     TEXT NOT NULL,
    UNIQUE (document, coder)
);

-- From `adopted` on, readings up to `last_reading` count instead of earlier ones.
CREATE TABLE adoptions (
    seq            INTEGER PRIMARY KEY AUTOINCREMENT,
    last_reading   INTEGER NOT NULL,
    adopted        TEXT NOT NULL,
    after_document INTEGER NOT NULL,
    after_decision INTEGER NOT NULL
);

-- Ids of incidents that an erasure reached, each with what it leads on to, itself where the incident stands, null where nothing is left.
CREATE TABLE erased_ids (
    id        TEXT NOT NULL,
    heir      TEXT,
    tombstone INTEGER NOT NULL REFERENCES tombstones (seq),
    PRIMARY KEY (id, tombstone)
) WITHOUT ROWID;

CREATE TRIGGER readings_stay BEFORE DELETE ON readings WHEN NOT EXISTS (SELECT 1 FROM erasing)
BEGIN SELECT RAISE(ABORT, 'readings are only ever added to, or erased'); END;
CREATE TRIGGER readings_keep BEFORE UPDATE ON readings
BEGIN SELECT RAISE(ABORT, 'readings are only ever added to, or erased'); END;
CREATE TRIGGER adoptions_stay BEFORE DELETE ON adoptions
BEGIN SELECT RAISE(ABORT, 'adoptions are only ever added to'); END;
CREATE TRIGGER adoptions_keep BEFORE UPDATE ON adoptions
BEGIN SELECT RAISE(ABORT, 'adoptions are only ever added to'); END;
CREATE TRIGGER erased_ids_stay BEFORE DELETE ON erased_ids
BEGIN SELECT RAISE(ABORT, 'ids that an erasure took away stay'); END;
CREATE TRIGGER erased_ids_keep BEFORE UPDATE ON erased_ids
BEGIN SELECT RAISE(ABORT, 'ids that an erasure took away stay'); END;
