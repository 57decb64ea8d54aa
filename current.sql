-- Enter migration here

-- What tenet.pii_candidates() reads of names is told by other functions now.
drop function if exists tenet_private.pii_columns(regclass);
drop function if exists tenet_private.is_of_person(text);

--! include all.sql
