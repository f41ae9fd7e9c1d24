-- Who there is. Organisations are public; of people, `person` alone holds personal data.

CREATE TABLE party (
    id text COLLATE "C" PRIMARY KEY CHECK (id ~ '^(board|supplier|platform):'),
    name text NOT NULL,
    language text NOT NULL
);

CREATE TABLE school (
    id text COLLATE "C" PRIMARY KEY,
    board text COLLATE "C" NOT NULL,
    name text NOT NULL
);
CREATE INDEX school_of_board ON school (board);

CREATE TABLE product (
    id text COLLATE "C" PRIMARY KEY,
    supplier text COLLATE "C" NOT NULL,
    name text NOT NULL
);

CREATE TABLE person (
    id text COLLATE "C" PRIMARY KEY,
    name text NOT NULL,
    email text NOT NULL,
    language text NOT NULL
);

CREATE TABLE office_holder (
    party text COLLATE "C" NOT NULL REFERENCES party,
    role text NOT NULL,
    person text COLLATE "C" NOT NULL REFERENCES person ON DELETE CASCADE,
    valid_from timestamptz NOT NULL,
    valid_until timestamptz CHECK (valid_until > valid_from),
    PRIMARY KEY (party, role, person, valid_from)
);
CREATE INDEX office_holder_person ON office_holder (person);

-- Mandates name nobody and outlive the person: what was signed stays explained.
CREATE TABLE mandate (
    id text COLLATE "C" PRIMARY KEY,
    person text COLLATE "C" NOT NULL,
    party text COLLATE "C" NOT NULL REFERENCES party,
    rights text[] NOT NULL CHECK (cardinality(rights) > 0),
    schools text[],
    valid_from timestamptz NOT NULL,
    valid_until timestamptz CHECK (valid_until > valid_from)
);
CREATE INDEX mandate_of_person ON mandate (person, party);

CREATE TABLE mandate_end (
    mandate text COLLATE "C" NOT NULL REFERENCES mandate,
    ends_at timestamptz NOT NULL,
    PRIMARY KEY (mandate, ends_at)
);

CREATE TRIGGER mandate_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON mandate
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER mandate_end_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON mandate_end
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE mandate ENABLE ALWAYS TRIGGER mandate_only_grows;
ALTER TABLE mandate_end ENABLE ALWAYS TRIGGER mandate_end_only_grows;

GRANT SELECT, INSERT, UPDATE, DELETE ON party, school, product, person, office_holder
    TO akkoord_engine;
GRANT SELECT, INSERT ON mandate, mandate_end TO akkoord_engine;
