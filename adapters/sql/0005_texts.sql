-- Content under its hash: leaflets are kept for good, free texts can be erased.

CREATE TABLE leaflet (
    hash text COLLATE "C" PRIMARY KEY CHECK (hash = encode(sha256(content), 'hex')),
    product text COLLATE "C" NOT NULL,
    version text NOT NULL,
    content bytea NOT NULL
);
CREATE INDEX leaflet_of_product ON leaflet (product);

CREATE TABLE free_text (
    hash text COLLATE "C" PRIMARY KEY,
    content bytea CHECK (hash = encode(sha256(content), 'hex')),
    erased_at timestamptz,
    CHECK ((content IS NULL) = (erased_at IS NOT NULL))
);

GRANT SELECT, INSERT ON leaflet TO akkoord_engine;
GRANT SELECT, INSERT, UPDATE ON free_text TO akkoord_engine;
