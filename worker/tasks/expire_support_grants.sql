-- Writes down that support grants have ended.
select tenet_private.expire_support_grants(batch_limit => $1);
