-- Personal data is found by what names and values have in common in many systems, and less by lists. Functions alone: no table changes.

--! include all.sql
