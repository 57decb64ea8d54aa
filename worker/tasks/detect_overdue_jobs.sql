-- Raises alerts for jobs that have not run or have failed, for sealing that lags, for drift, and for bursts of refusals.
select tenet_private.detect_overdue_jobs(batch_limit => $1);
