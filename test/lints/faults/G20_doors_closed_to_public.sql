grant execute on function pg_catalog.pg_prepared_statement() to tenet_visitor;
