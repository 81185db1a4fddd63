-- What follows from the claims and decisions: dropped and made anew at will, in `main` or, for an earlier day, in `temp`.
-- {schema} is replaced by either name. An incident's key is the `seq` of its earliest claim, so that a rebuild gives it again.

CREATE TABLE {schema}.incidents (
    first_claim   INTEGER PRIMARY KEY,
    id            TEXT NOT NULL UNIQUE,
    incident_type TEXT,
    category      TEXT,
    stage         TEXT,
    time_frame    TEXT,
    status        TEXT NOT NULL,
    earliest      TEXT,
    latest        TEXT,
    country       TEXT,
    country_code  TEXT,
    latitude      REAL,
    longitude     REAL,
    place_text    TEXT NOT NULL,
    actor_text    TEXT NOT NULL,
    part_of       TEXT,
    body          TEXT NOT NULL,
    -- The step by which it came to be as it is.
    since         INTEGER NOT NULL
);
-- What a list is filtered and sorted by; the whole incidents are read only once it is known which of them are shown. The first
-- column: whether the incident is known to lie within one month (`src/conditions.rs`).
CREATE INDEX {schema}.incidents_days ON incidents
    (coalesce(substr(earliest, 1, 7) = substr(latest, 1, 7), 0), earliest, latest, time_frame, status, incident_type);
CREATE INDEX {schema}.incidents_type ON incidents (incident_type, earliest, latest, time_frame, status);
CREATE INDEX {schema}.incidents_country ON incidents (country_code, incident_type, earliest, latest, time_frame, status);
CREATE INDEX {schema}.incidents_country_name ON incidents (country, incident_type, earliest, latest, time_frame, status, country_code);
CREATE INDEX {schema}.incidents_position ON incidents (latitude, longitude, earliest, latest, time_frame, status);
-- Whoever looks for words of a place or a party goes through these, not through the whole incidents.
CREATE INDEX {schema}.incidents_place ON incidents (place_text, earliest, latest, time_frame, status);
CREATE INDEX {schema}.incidents_actor ON incidents (actor_text, earliest, latest, time_frame, status);
CREATE INDEX {schema}.incidents_part_of ON incidents (part_of) WHERE part_of IS NOT NULL;

CREATE INDEX {schema}.incidents_since ON incidents (since);

-- What happened to the ledger, in order: each step is a document that came in, a decision, or an adoption of new readings. `happened`
-- never runs back.
CREATE TABLE {schema}.steps (
    step     INTEGER PRIMARY KEY,
    happened TEXT NOT NULL,
    document INTEGER,
    decision INTEGER,
    adoption INTEGER
);
CREATE INDEX {schema}.steps_happened ON steps (happened);

-- What incidents once were: as in `incidents`, from step `since` on until, and not with, step `until`.
CREATE TABLE {schema}.past_incidents (
    first_claim   INTEGER NOT NULL,
    id            TEXT NOT NULL,
    incident_type TEXT,
    category      TEXT,
    stage         TEXT,
    time_frame    TEXT,
    status        TEXT NOT NULL,
    earliest      TEXT,
    latest        TEXT,
    country       TEXT,
    country_code  TEXT,
    latitude      REAL,
    longitude     REAL,
    place_text    TEXT NOT NULL,
    actor_text    TEXT NOT NULL,
    part_of       TEXT,
    body          TEXT NOT NULL,
    since         INTEGER NOT NULL,
    until         INTEGER NOT NULL,
    PRIMARY KEY (first_claim, since)
);
CREATE INDEX {schema}.past_incidents_until ON past_incidents (until);
CREATE INDEX {schema}.past_incidents_id ON past_incidents (id);
CREATE INDEX {schema}.past_incidents_part_of ON past_incidents (part_of) WHERE part_of IS NOT NULL;

-- Decisions that count: neither undone, nor, for one that undoes another, undone itself.
CREATE TABLE {schema}.counting (
    decision INTEGER PRIMARY KEY,
    undoes   INTEGER
);
CREATE INDEX {schema}.counting_undoes ON counting (undoes) WHERE undoes IS NOT NULL;

-- The last reading that counts, and the documents of which a later reading than the first does.
CREATE TABLE {schema}.horizon (
    last_reading INTEGER NOT NULL
);
CREATE TABLE {schema}.read_as (
    document INTEGER PRIMARY KEY,
    reading  INTEGER NOT NULL
);

-- Which telling carries on what an earlier reading of a document told under a number; no row where nothing does.
CREATE TABLE {schema}.lineages (
    document INTEGER NOT NULL,
    reading  INTEGER NOT NULL,
    number   INTEGER NOT NULL,
    telling  INTEGER NOT NULL,
    PRIMARY KEY (document, reading, number)
) WITHOUT ROWID;
CREATE INDEX {schema}.lineages_telling ON lineages (telling);

CREATE TABLE {schema}.incident_documents (
    document INTEGER NOT NULL,
    incident INTEGER NOT NULL,
    PRIMARY KEY (document, incident)
) WITHOUT ROWID;
CREATE INDEX {schema}.incident_documents_incident ON incident_documents (incident);

CREATE TABLE {schema}.incident_claims (
    incident INTEGER NOT NULL,
    claim    INTEGER NOT NULL,
    PRIMARY KEY (incident, claim)
) WITHOUT ROWID;

CREATE TABLE {schema}.redirects (
    old TEXT PRIMARY KEY,
    new TEXT NOT NULL
) WITHOUT ROWID;

-- What each report tells of each of its incidents, as far as other reports are compared with it; the key is the `seq` of its first
-- claim. `incident` is the key of the incident that holds it, `likelihood` that of the link when it joined, null for a founder.
CREATE TABLE {schema}.tellings (
    first_claim INTEGER PRIMARY KEY,
    document    INTEGER NOT NULL,
    number      INTEGER NOT NULL,
    incident    INTEGER NOT NULL,
    likelihood  REAL,
    body        TEXT NOT NULL,
    passages    BLOB NOT NULL
);
CREATE INDEX {schema}.tellings_incident ON tellings (incident, first_claim);
CREATE UNIQUE INDEX {schema}.tellings_document ON tellings (document, number);

-- Under which keys tellings that may be of one incident find one another; `incident` is the telling's, so that the incidents are found
-- here alone.
CREATE TABLE {schema}.telling_keys (
    hash     INTEGER NOT NULL,
    telling  INTEGER NOT NULL,
    incident INTEGER NOT NULL,
    PRIMARY KEY (hash, telling)
) WITHOUT ROWID;

-- By what a text is known again; `copy_of` is the earliest document whose text it copies.
CREATE TABLE {schema}.fingerprints (
    document INTEGER PRIMARY KEY,
    words    BLOB NOT NULL,
    runs     BLOB NOT NULL,
    copy_of  INTEGER
);

-- Documents that are later versions of one that came in before: `first` is the first of them, `number` counts from 2.
CREATE TABLE {schema}.versions (
    document INTEGER PRIMARY KEY,
    first    INTEGER NOT NULL,
    number   INTEGER NOT NULL
);
CREATE INDEX {schema}.versions_first ON versions (first, document);

-- In how many reports each word stands that is rare in news, by its hash.
CREATE TABLE {schema}.word_counts (
    hash    INTEGER PRIMARY KEY,
    reports INTEGER NOT NULL
);

-- Pairs of incidents that a reviewer told apart, the lower key first: no report makes them one again.
CREATE TABLE {schema}.told_apart (
    one   INTEGER NOT NULL,
    other INTEGER NOT NULL,
    PRIMARY KEY (one, other)
) WITHOUT ROWID;
CREATE INDEX {schema}.told_apart_other ON told_apart (other);

-- Incidents that a reviewer made of several: a report need be like only one of their reports.
CREATE TABLE {schema}.made_by_hand (
    incident INTEGER PRIMARY KEY
);

-- Documents that are rows of a table coded by hand: whose table, and the row's own id, null where the table has none.
CREATE TABLE {schema}.coded_rows (
    document  INTEGER PRIMARY KEY,
    publisher TEXT NOT NULL,
    row       TEXT
);
CREATE INDEX {schema}.coded_rows_row ON coded_rows (publisher, row);

-- The claims of each telling, and those of earlier readings that it carries on, which count no longer.
CREATE VIEW {schema}.telling_claims AS
    SELECT t.incident, t.first_claim AS telling, c.seq AS claim, c.id, c.document, 1 AS counts
    FROM {schema}.tellings t JOIN main.claims c ON c.document = t.document AND c.incident = t.number
        AND c.reading = coalesce((SELECT r.reading FROM {schema}.read_as r WHERE r.document = t.document), 0)
    UNION ALL
    SELECT t.incident, t.first_claim, c.seq, c.id, c.document, 0
    FROM {schema}.lineages l JOIN {schema}.tellings t ON t.first_claim = l.telling
    JOIN main.claims c ON c.document = l.document AND c.reading = l.reading AND c.incident = l.number;
