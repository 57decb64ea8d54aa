-- Gaps of the principals that were found afterwards.

--! include all.sql

-- Now that no view reads it any more.
drop function if exists tenet_private.may_approve_support(uuid, uuid);
