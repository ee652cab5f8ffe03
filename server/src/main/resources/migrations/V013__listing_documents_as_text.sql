-- A document is written and read whole, never asked by its parts: as text it costs the database nothing to take apart.
alter table listings alter column document type text;
