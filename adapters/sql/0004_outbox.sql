-- Letters that events made due, one a recipient, and what became of each.

CREATE TABLE letter (
    id text COLLATE "C" PRIMARY KEY,
    position bigint GENERATED ALWAYS AS IDENTITY,
    event_id text COLLATE "C" NOT NULL REFERENCES event (event_id),
    stream_id text COLLATE "C" NOT NULL,
    template text NOT NULL,
    question text,
    question_closed boolean NOT NULL DEFAULT false,
    party text COLLATE "C" NOT NULL,
    role text NOT NULL,
    person text COLLATE "C",
    owed_at timestamptz NOT NULL,
    state text NOT NULL CHECK (state IN
        ('pending', 'sending', 'sent', 'failed', 'unknown', 'no_recipient', 'obsolete',
         'resolved')),
    not_before timestamptz,
    attempt integer NOT NULL DEFAULT 0,
    deferrals integer NOT NULL DEFAULT 0,
    lease_until timestamptz,
    data_sent boolean NOT NULL DEFAULT false,
    detail text,
    sent_at timestamptz,
    template_version text,
    content_hash text,
    resolution text,
    CHECK ((state = 'sending') = (lease_until IS NOT NULL)),
    CHECK (person IS NOT NULL OR state IN ('no_recipient', 'obsolete', 'resolved')),
    CHECK ((state = 'resolved') = (resolution IS NOT NULL))
);
CREATE INDEX letter_to_send ON letter (position) WHERE state = 'pending';
CREATE INDEX letter_on_its_way ON letter (lease_until) WHERE state = 'sending';
CREATE INDEX letter_case ON letter (position)
    WHERE state IN ('failed', 'unknown', 'no_recipient');
CREATE INDEX letter_of_stream ON letter (stream_id);
CREATE INDEX letter_to_person ON letter (person);

GRANT SELECT, INSERT, UPDATE ON letter TO akkoord_engine;
