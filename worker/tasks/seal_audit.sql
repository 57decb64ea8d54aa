-- Seals what is committed: the backstop of the sealer, which does it every two seconds.
select tenet_private.seal_audit(batch_limit => $1);
