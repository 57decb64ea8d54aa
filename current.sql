-- Personal data that nobody classified: functions and a view, no table.

--! include functions/pii_values.sql
--! include functions/pii_rules.sql
--! include functions/pii_candidates.sql
--! include catalogue/unclassified_pii.sql
