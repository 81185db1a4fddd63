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
    body          TEXT NOT NULL
);
CREATE INDEX {schema}.incidents_days ON incidents (latest, earliest);
CREATE INDEX {schema}.incidents_type ON incidents (incident_type);
CREATE INDEX {schema}.incidents_country ON incidents (country_code);

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

CREATE VIRTUAL TABLE {schema}.incident_boxes USING rtree (first_claim, south, north, west, east);
