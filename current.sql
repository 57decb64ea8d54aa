-- Recording costs less: who acts is asked in the statement that records, and not before it.

drop function if exists tenet_private.current_actor();   -- it returns a table now, which the planner can put into a statement

--! include all.sql
