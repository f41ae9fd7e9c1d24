-- The gate: since when and by which events it is open, why it is closed, and what it tells.

-- What is new here is filled from the log.
INSERT INTO rebuild_owed VALUES ('0007_gate.sql');
DELETE FROM permission;
ALTER TABLE permission
    ADD COLUMN born bigint NOT NULL,        -- position of the agreement's first event
    ADD COLUMN deciding integer[] NOT NULL; -- versions of the events that opened it

-- What every agreement says of each of its products, yes and no: valid_until is exclusive, NULL is
-- open-ended.
CREATE TABLE gate_sheet (
    agreement text COLLATE "C" NOT NULL,
    product text COLLATE "C" NOT NULL,
    valid_from timestamptz NOT NULL,
    valid_until timestamptz,
    sheet jsonb NOT NULL,
    PRIMARY KEY (agreement, product, valid_from),
    CHECK (valid_until > valid_from)
);

-- Which agreements ever named a school: those of another board too, where it has moved since.
CREATE INDEX event_names_schools ON event USING gin ((data -> 'schools') jsonb_path_ops)
    WHERE type IN ('agreement.offered', 'offer.revised');
CREATE INDEX event_names_school ON event ((data ->> 'school'))
    WHERE type = 'school.added';

-- The writer's transaction: who follows the log knows by it what is whole (decision 34).
-- `lead` is what a log from another server is ahead of the transactions of this one.
CREATE TABLE log_origin (
    single boolean PRIMARY KEY DEFAULT true CHECK (single),
    lead bigint NOT NULL
);
CREATE FUNCTION log_lead() RETURNS bigint LANGUAGE sql STABLE
    RETURN coalesce((SELECT lead FROM log_origin), 0);
CREATE FUNCTION log_transaction() RETURNS bigint LANGUAGE sql STABLE
    RETURN pg_current_xact_id()::text::bigint + log_lead();
CREATE FUNCTION log_settled() RETURNS bigint LANGUAGE sql STABLE
    RETURN pg_snapshot_xmin(pg_current_snapshot())::text::bigint + log_lead();
CREATE FUNCTION log_begun() RETURNS bigint LANGUAGE sql STABLE
    RETURN pg_snapshot_xmax(pg_current_snapshot())::text::bigint + log_lead();
ALTER TABLE event ADD COLUMN transaction bigint NOT NULL DEFAULT log_transaction();

-- To be called once, before anything is written, where a log was restored on another server.
CREATE FUNCTION log_restored() RETURNS bigint LANGUAGE sql
BEGIN ATOMIC
    INSERT INTO log_origin (lead) SELECT coalesce(max(transaction), 0) FROM event
        ON CONFLICT (single) DO UPDATE SET lead = excluded.lead;
    SELECT log_lead();
END;

-- What each command told those who follow the gate. A step takes the place of all that was told
-- before of its gate and agreement from `since` on; a closed one names the leaflet that it ends.
CREATE TABLE gate_feed (
    supplier text COLLATE "C" NOT NULL,
    transaction bigint NOT NULL,
    position bigint NOT NULL,
    step integer NOT NULL,
    agreement text COLLATE "C" NOT NULL,
    school text COLLATE "C" NOT NULL,
    product text COLLATE "C" NOT NULL,
    service text COLLATE "C" NOT NULL,
    opens boolean NOT NULL,
    since timestamptz NOT NULL,
    leaflet text NOT NULL,
    PRIMARY KEY (supplier, transaction, position, step)
);

GRANT SELECT, INSERT, UPDATE, DELETE ON gate_sheet, gate_feed TO akkoord_engine;
GRANT SELECT ON log_origin TO akkoord_engine;
