-- What is asked often, derived from the log in the transaction that adds to it.

CREATE TABLE agreement (
    stream_id text COLLATE "C" PRIMARY KEY,
    board text COLLATE "C" NOT NULL,
    supplier text COLLATE "C" NOT NULL,
    version integer NOT NULL,
    phase text NOT NULL,
    last_at timestamptz NOT NULL,
    next_deadline timestamptz,
    products text[] NOT NULL,
    schools text[] NOT NULL,
    shape text NOT NULL,
    state jsonb NOT NULL
);

-- One agreement of a board and a supplier is on its way or in force.
CREATE UNIQUE INDEX agreement_one_open ON agreement (board, supplier)
    WHERE phase IN ('offered', 'consented', 'active');
CREATE INDEX agreement_of_supplier ON agreement (supplier, phase);

CREATE TABLE choice (
    agreement text COLLATE "C" NOT NULL,
    school text COLLATE "C" NOT NULL,
    product text COLLATE "C" NOT NULL,
    service text COLLATE "C" NOT NULL,
    answer text NOT NULL,
    leaflet text NOT NULL,
    PRIMARY KEY (agreement, school, product, service)
);

-- When the gate was, is and will be open: valid_until is exclusive, NULL is open-ended.
CREATE TABLE permission (
    agreement text COLLATE "C" NOT NULL,
    school text COLLATE "C" NOT NULL,
    product text COLLATE "C" NOT NULL,
    service text COLLATE "C" NOT NULL,
    leaflet text NOT NULL,
    valid_from timestamptz NOT NULL,
    valid_until timestamptz,
    PRIMARY KEY (school, product, service, valid_from, agreement),
    CHECK (valid_until > valid_from)
);
CREATE INDEX permission_of_agreement ON permission (agreement);

CREATE TABLE change_awaiting (
    agreement text COLLATE "C" NOT NULL,
    change text COLLATE "C" NOT NULL,
    product text COLLATE "C" NOT NULL,
    leaflet text NOT NULL,
    follows text,
    answer_by timestamptz,
    PRIMARY KEY (agreement, change)
);
CREATE INDEX change_awaiting_by ON change_awaiting (answer_by);

CREATE TABLE deadline (
    agreement text COLLATE "C" NOT NULL,
    at timestamptz NOT NULL,
    kind text NOT NULL,
    subject text COLLATE "C" NOT NULL,
    PRIMARY KEY (agreement, at, kind, subject)
);
CREATE INDEX deadline_at ON deadline (at);

GRANT SELECT, INSERT, UPDATE, DELETE
    ON agreement, choice, permission, change_awaiting, deadline TO akkoord_engine;
