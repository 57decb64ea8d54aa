-- Enter migration here

-- What is taken for personal data: more languages and abbreviations, and tables that are known by what their columns say.
-- pii_columns() answers with the readings of a name, too: what a function returns cannot be replaced.
drop function if exists tenet_private.pii_columns(regclass);
--! include functions/pii_values.sql
--! include functions/pii_rules.sql
--! include functions/pii_candidates.sql
