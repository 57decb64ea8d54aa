-- Gaps of the principals that were found afterwards.

--! include all.sql
