-- The log: what happened, a chain a stream. It is only ever added to.

CREATE TABLE event (
    position bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
    stream_id text COLLATE "C" NOT NULL,
    version integer NOT NULL CHECK (version > 0),
    event_id text COLLATE "C" NOT NULL CONSTRAINT event_id_once UNIQUE,
    command_id text COLLATE "C" NOT NULL,
    command_digest text NOT NULL,
    command_index integer NOT NULL CHECK (command_index >= 0),
    type text NOT NULL,
    schema_version integer NOT NULL,
    occurred_at timestamptz NOT NULL,
    recorded_at timestamptz NOT NULL,
    actor text NOT NULL,
    mandate_id text,
    via text NOT NULL,
    data jsonb NOT NULL,
    previous_version integer GENERATED ALWAYS AS (nullif(version - 1, 0)) STORED,
    previous_hash text,
    hash text NOT NULL CHECK (hash ~ '^[0-9a-f]{64}$'),
    CONSTRAINT event_once PRIMARY KEY (stream_id, version),
    CONSTRAINT event_command_once UNIQUE (command_id, command_index),
    CONSTRAINT event_link UNIQUE (stream_id, version, hash),
    CONSTRAINT event_follows FOREIGN KEY (stream_id, previous_version, previous_hash)
        REFERENCES event (stream_id, version, hash),
    CONSTRAINT event_first CHECK ((version = 1) = (previous_hash IS NULL))
);

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is only ever added to', tg_table_name
        USING ERRCODE = 'insufficient_privilege';
END
$$;

CREATE TRIGGER event_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON event
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE event ENABLE ALWAYS TRIGGER event_only_grows;

GRANT SELECT, INSERT ON event TO akkoord_engine;
