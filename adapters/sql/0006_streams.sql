-- Products and intakes beside agreements, what every agreement received of them, and what it lacks.

-- What is new here is filled from the log.
INSERT INTO rebuild_owed VALUES ('0006_streams.sql');

-- Each product of an agreement, with the leaflet on which it was offered there.
CREATE TABLE agreement_product (
    agreement text COLLATE "C" NOT NULL,
    board text COLLATE "C" NOT NULL,
    supplier text COLLATE "C" NOT NULL,
    phase text NOT NULL,
    product text COLLATE "C" NOT NULL,
    standing text NOT NULL,
    offered text COLLATE "C" NOT NULL,
    PRIMARY KEY (agreement, product)
);
CREATE INDEX agreement_product_in_force ON agreement_product (supplier, product, agreement)
    WHERE standing = 'in_force' AND phase IN ('active', 'ending');

-- Every change that an agreement ever received; the row is the receipt of its announcement.
DROP TABLE change_awaiting;
CREATE TABLE change_standing (
    agreement text COLLATE "C" NOT NULL,
    board text COLLATE "C" NOT NULL,
    supplier text COLLATE "C" NOT NULL,
    product text COLLATE "C" NOT NULL,
    change text COLLATE "C" NOT NULL,
    announced text COLLATE "C" NOT NULL, -- as it was announced: another where it is offered again
    again text COLLATE "C", -- as it was offered again, where it was
    announcement text COLLATE "C",
    leaflet text COLLATE "C" NOT NULL, -- as it would rule there
    published text COLLATE "C" NOT NULL, -- the supplier's own
    standing text NOT NULL,
    follows text COLLATE "C",
    answer_by timestamptz,
    in_force_from timestamptz,
    received_at timestamptz,
    PRIMARY KEY (agreement, change)
);
CREATE INDEX change_standing_of_product
    ON change_standing (supplier, product, announced, agreement);
CREATE INDEX change_standing_asked ON change_standing (answer_by) WHERE standing = 'asked';

GRANT SELECT, INSERT, UPDATE, DELETE ON agreement_product, change_standing TO akkoord_engine;

-- A product as its stream has it; the directory's `product` knows those that have none, too.
CREATE TABLE product_state (
    stream_id text COLLATE "C" PRIMARY KEY,
    supplier text COLLATE "C" NOT NULL,
    product text COLLATE "C" NOT NULL,
    name text NOT NULL,
    phase text NOT NULL,
    version integer NOT NULL,
    last_at timestamptz NOT NULL,
    shape text NOT NULL,
    state jsonb NOT NULL
);
-- A product is on offer by one supplier: another is another legal person (law 8).
CREATE UNIQUE INDEX product_one_supplier ON product_state (product) WHERE phase <> 'ended';

-- What people call a product: as the directory has it, or else as it was registered.
CREATE VIEW product_named AS
    SELECT id, supplier, name FROM product
    UNION ALL
    SELECT product, supplier, name FROM product_state
    WHERE NOT EXISTS (SELECT FROM product WHERE id = product_state.product);
GRANT SELECT ON product_named TO akkoord_engine;

-- The leaflets of a product in their line; one announced in parts has a row for each part instead.
CREATE TABLE product_line (
    stream_id text COLLATE "C" NOT NULL,
    supplier text COLLATE "C" NOT NULL,
    product text COLLATE "C" NOT NULL,
    position integer NOT NULL,
    part integer NOT NULL, -- from 1; 0 is the whole
    change text COLLATE "C",
    part_of text COLLATE "C", -- the change announced, where this is a part of it
    announcement text COLLATE "C" NOT NULL,
    leaflet text COLLATE "C" NOT NULL,
    whole text COLLATE "C" NOT NULL, -- the leaflet announced, of which this may be a part
    predecessor text COLLATE "C",
    announced_from timestamptz,
    standing text NOT NULL CHECK (standing IN ('stands', 'withdrawn', 'superseded')),
    gone_by text COLLATE "C", -- what was withdrawn, or took its place at last
    to_tell boolean NOT NULL,
    CHECK ((standing = 'stands') = (gone_by IS NULL)),
    PRIMARY KEY (stream_id, position, part)
);
CREATE INDEX product_line_of_product ON product_line (supplier, product, position);

-- An intake as its stream has it.
CREATE TABLE intake_state (
    stream_id text COLLATE "C" PRIMARY KEY,
    supplier text COLLATE "C" NOT NULL,
    phase text NOT NULL,
    next_deadline timestamptz,
    version integer NOT NULL,
    last_at timestamptz NOT NULL,
    shape text NOT NULL,
    state jsonb NOT NULL
);

-- The messages of suppliers' systems that are not settled; of the faults no word is the sender's.
CREATE TABLE intake_message (
    supplier text COLLATE "C" NOT NULL,
    message text COLLATE "C" NOT NULL,
    standing text NOT NULL CHECK (standing IN ('accepted', 'waiting', 'quarantined')),
    product text COLLATE "C",
    change text COLLATE "C",
    envelope text COLLATE "C" NOT NULL,
    faults jsonb NOT NULL DEFAULT '[]',
    until timestamptz,
    arrived timestamptz NOT NULL,
    at timestamptz NOT NULL,
    PRIMARY KEY (supplier, message)
);
CREATE INDEX intake_message_standing ON intake_message (standing, at);

GRANT SELECT, INSERT, UPDATE, DELETE
    ON product_state, product_line, intake_state, intake_message TO akkoord_engine;

-- Whom the announcements of a product concern.
CREATE VIEW product_in_force AS
    SELECT agreement, board, supplier, product, offered FROM agreement_product
    WHERE standing = 'in_force' AND phase IN ('active', 'ending');

-- What an agreement lacks: the one definition for the fan-out, for who looks after it, and for the
-- agreement itself. A row is an announced leaflet that did not reach it, or, where `pending` names
-- a change there, that its announcement stands no more: lacked until the change is in force there.
CREATE VIEW lacking AS
    SELECT here.agreement, here.board, here.supplier, here.product,
        line.stream_id, line.position, line.part, line.change, line.part_of, line.leaflet,
        line.announcement, line.gone_by,
        NULL::text COLLATE "C" AS pending, NULL::timestamptz AS until
    FROM product_in_force AS here
    JOIN product_line AS line ON line.supplier = here.supplier AND line.product = here.product
    WHERE line.change IS NOT NULL AND line.standing = 'stands'
        AND NOT EXISTS (
            SELECT FROM change_standing AS known
            WHERE known.agreement = here.agreement AND known.supplier = here.supplier
                AND known.product = here.product AND known.announced = line.change
        )
        AND NOT EXISTS ( -- it was offered there on this leaflet, or on a later one
            SELECT FROM product_line AS offered
            WHERE offered.supplier = here.supplier AND offered.product = here.product
                AND (
                    here.offered = offered.whole AND offered.position >= line.position
                    OR here.offered = offered.leaflet AND offered.position > line.position
                    OR here.offered = line.leaflet
                )
        )
    UNION ALL
    SELECT here.agreement, here.board, here.supplier, here.product,
        line.stream_id, line.position, line.part, line.change, line.part_of, line.leaflet,
        line.announcement, line.gone_by,
        known.change, known.in_force_from
    FROM product_in_force AS here
    JOIN product_line AS line ON line.supplier = here.supplier AND line.product = here.product
    JOIN change_standing AS known ON known.agreement = here.agreement
        AND known.supplier = here.supplier AND known.product = here.product
        AND known.announced = line.change
    WHERE line.standing <> 'stands' AND known.standing IN ('asked', 'told', 'approved');

GRANT SELECT ON product_in_force, lacking TO akkoord_engine;
