-- Schema 1: what was received, claimed, decided and erased.
-- Documents, claims and decisions are only ever added to; the triggers below hold that, erasure alone excepted.
-- Times are RFC 3339 in UTC with nine decimals, so that they sort as text. `seq` is the order of ingestion.

CREATE TABLE meta (
    name  TEXT PRIMARY KEY,
    value BLOB NOT NULL
) WITHOUT ROWID;

CREATE TABLE documents (
    seq             INTEGER PRIMARY KEY AUTOINCREMENT,
    id              TEXT NOT NULL UNIQUE,
    text            TEXT NOT NULL,
    title_start     INTEGER,
    title_end       INTEGER,
    publisher       TEXT,
    published       TEXT,
    published_basis TEXT,
    url             TEXT,
    external_id     TEXT,
    language        TEXT NOT NULL,
    origin_path     TEXT NOT NULL,
    origin_record   INTEGER,
    bytes_hash      TEXT NOT NULL,
    -- 1 once a name in the text was erased: id and bytes_hash are keyed hashes from then on.
    veiled          INTEGER NOT NULL DEFAULT 0,
    coder           TEXT NOT NULL,
    ingested        TEXT NOT NULL
);
CREATE INDEX documents_ingested ON documents (ingested);

CREATE TABLE claims (
    seq      INTEGER PRIMARY KEY AUTOINCREMENT,
    id       TEXT NOT NULL UNIQUE,
    document INTEGER NOT NULL REFERENCES documents (seq),
    number   INTEGER NOT NULL,
    incident INTEGER NOT NULL,
    slot     TEXT NOT NULL,
    coder    TEXT NOT NULL,
    ingested TEXT NOT NULL,
    body     TEXT NOT NULL,
    UNIQUE (document, coder, number)
);
CREATE INDEX claims_slot ON claims (slot);

CREATE TABLE persons (
    document   INTEGER NOT NULL REFERENCES documents (seq),
    number     INTEGER NOT NULL,
    span_start INTEGER NOT NULL,
    span_end   INTEGER NOT NULL,
    role       TEXT NOT NULL,
    redaction  TEXT NOT NULL,
    PRIMARY KEY (document, number)
) WITHOUT ROWID;

CREATE TABLE period_totals (
    document INTEGER NOT NULL REFERENCES documents (seq),
    number   INTEGER NOT NULL,
    body     TEXT NOT NULL,
    PRIMARY KEY (document, number)
) WITHOUT ROWID;

CREATE TABLE decisions (
    seq      INTEGER PRIMARY KEY AUTOINCREMENT,
    incident TEXT NOT NULL,
    decided  TEXT NOT NULL,
    body     TEXT NOT NULL
);
CREATE INDEX decisions_incident ON decisions (incident);

-- One row for each place that could not be read; `record` is 0 for a whole file.
CREATE TABLE quarantine (
    path   TEXT NOT NULL,
    record INTEGER NOT NULL,
    cause  TEXT NOT NULL,
    seen   TEXT NOT NULL,
    PRIMARY KEY (path, record)
) WITHOUT ROWID;

-- What was erased, when and why; keys are hashes keyed with the ledger's secret, never the words.
CREATE TABLE tombstones (
    seq       INTEGER PRIMARY KEY AUTOINCREMENT,
    kind      TEXT NOT NULL,
    subject   BLOB NOT NULL,
    content   BLOB,
    reason    TEXT NOT NULL,
    erased    TEXT NOT NULL,
    documents INTEGER NOT NULL,
    claims    INTEGER NOT NULL
);
CREATE INDEX tombstones_subject ON tombstones (subject);
CREATE INDEX tombstones_content ON tombstones (content);

-- Every time that names of private persons were shown.
CREATE TABLE names_log (
    seq       INTEGER PRIMARY KEY AUTOINCREMENT,
    used      TEXT NOT NULL,
    command   TEXT NOT NULL,
    sensitive INTEGER NOT NULL
);

-- Holds a row only inside an erasing transaction.
CREATE TABLE erasing (open INTEGER NOT NULL);

CREATE TRIGGER documents_stay BEFORE DELETE ON documents WHEN NOT EXISTS (SELECT 1 FROM erasing)
BEGIN SELECT RAISE(ABORT, 'documents are only ever added to, or erased'); END;
CREATE TRIGGER documents_keep BEFORE UPDATE ON documents WHEN NOT EXISTS (SELECT 1 FROM erasing)
BEGIN SELECT RAISE(ABORT, 'documents are only ever added to, or erased'); END;
CREATE TRIGGER claims_stay BEFORE DELETE ON claims WHEN NOT EXISTS (SELECT 1 FROM erasing)
BEGIN SELECT RAISE(ABORT, 'claims are only ever added to, or erased'); END;
CREATE TRIGGER claims_keep BEFORE UPDATE ON claims WHEN NOT EXISTS (SELECT 1 FROM erasing)
BEGIN SELECT RAISE(ABORT, 'claims are only ever added to, or erased'); END;
CREATE TRIGGER persons_stay BEFORE DELETE ON persons WHEN NOT EXISTS (SELECT 1 FROM erasing)
BEGIN SELECT RAISE(ABORT, 'persons are only ever added to, or erased'); END;
CREATE TRIGGER persons_keep BEFORE UPDATE ON persons WHEN NOT EXISTS (SELECT 1 FROM erasing)
BEGIN SELECT RAISE(ABORT, 'persons are only ever added to, or erased'); END;
CREATE TRIGGER period_totals_stay BEFORE DELETE ON period_totals WHEN NOT EXISTS (SELECT 1 FROM erasing)
BEGIN SELECT RAISE(ABORT, 'period totals are only ever added to, or erased'); END;
CREATE TRIGGER period_totals_keep BEFORE UPDATE ON period_totals WHEN NOT EXISTS (SELECT 1 FROM erasing)
BEGIN SELECT RAISE(ABORT, 'period totals are only ever added to, or erased'); END;
CREATE TRIGGER decisions_stay BEFORE DELETE ON decisions WHEN NOT EXISTS (SELECT 1 FROM erasing)
BEGIN SELECT RAISE(ABORT, 'decisions are only ever added to, or erased'); END;
CREATE TRIGGER decisions_keep BEFORE UPDATE ON decisions WHEN NOT EXISTS (SELECT 1 FROM erasing)
BEGIN SELECT RAISE(ABORT, 'decisions are only ever added to, or erased'); END;
CREATE TRIGGER names_log_stay BEFORE DELETE ON names_log
BEGIN SELECT RAISE(ABORT, 'the log of names shown is only ever added to'); END;
CREATE TRIGGER names_log_keep BEFORE UPDATE ON names_log WHEN NOT EXISTS (SELECT 1 FROM erasing)
BEGIN SELECT RAISE(ABORT, 'the log of names shown is only ever added to'); END;
CREATE TRIGGER tombstones_stay BEFORE DELETE ON tombstones
BEGIN SELECT RAISE(ABORT, 'tombstones stay'); END;
CREATE TRIGGER tombstones_keep BEFORE UPDATE ON tombstones WHEN NOT EXISTS (SELECT 1 FROM erasing)
BEGIN SELECT RAISE(ABORT, 'tombstones stay'); END;
