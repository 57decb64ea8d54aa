-- Deletes or anonymises what is past its window.
select tenet_private.apply_retention(batch_limit => $1);
