-- Announces what is past its window in the audit trails.
select tenet_private.announce_audit_retention(batch_limit => $1);
