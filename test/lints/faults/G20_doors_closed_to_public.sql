grant execute on function pg_catalog.ts_stat(text) to tenet_visitor;
