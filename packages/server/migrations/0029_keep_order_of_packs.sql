-- A pack is read back as it was written: jsonb sorts keys, and with them the fields of a form and the steps of a
-- procedure. Packs that were installed before keep the order that they have.
alter table pack alter column content type json using content::text::json;
