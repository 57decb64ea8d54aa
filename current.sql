-- Enter migration here

--! include all.sql
