ALTER TABLE owners_link ADD COLUMN unit_id uuid;
