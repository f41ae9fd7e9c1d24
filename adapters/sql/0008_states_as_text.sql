-- The state of a stream is read and written whole, and nobody asks the database about its inside:
-- as text it is neither taken apart nor put together, and nothing is compressed at each command.

ALTER TABLE agreement ALTER COLUMN state TYPE text USING state::text;
ALTER TABLE product_state ALTER COLUMN state TYPE text USING state::text;
ALTER TABLE intake_state ALTER COLUMN state TYPE text USING state::text;
ALTER TABLE agreement ALTER COLUMN state SET STORAGE EXTERNAL;
ALTER TABLE product_state ALTER COLUMN state SET STORAGE EXTERNAL;
ALTER TABLE intake_state ALTER COLUMN state SET STORAGE EXTERNAL;

-- Written again, so that a state is the same text whoever writes it.
INSERT INTO rebuild_owed VALUES ('0008_states_as_text.sql');
