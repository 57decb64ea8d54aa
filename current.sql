-- Governed SQL: what a session may ask in its own words. No table of its own.

--! include schemas.sql
--! include functions/permission.sql
--! include functions/visible_columns.sql
--! include functions/query_statement.sql
--! include functions/query.sql
