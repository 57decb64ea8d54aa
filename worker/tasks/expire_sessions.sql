-- Deletes sessions that have ended.
select tenet_private.expire_sessions(batch_limit => $1);
