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
-- Who has a product in force: the order in which its announcements are told.
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
    announcement text COLLATE "C",
    leaflet text COLLATE "C" NOT NULL,
    standing text NOT NULL,
    follows text COLLATE "C",
    answer_by timestamptz,
    in_force_from timestamptz,
    received_at timestamptz,
    PRIMARY KEY (agreement, change)
);
CREATE INDEX change_standing_of_product ON change_standing (supplier, product, change);
CREATE INDEX change_standing_asked ON change_standing (answer_by) WHERE standing = 'asked';

GRANT SELECT, INSERT, UPDATE, DELETE ON agreement_product, change_standing TO akkoord_engine;
