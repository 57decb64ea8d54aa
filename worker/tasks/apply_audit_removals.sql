-- Removes from the audit trails what was announced, once the announcement is sealed and signed.
select tenet_private.apply_audit_removals(batch_limit => $1);
