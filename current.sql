-- Personal data is found by what names and values have in common in many systems, and less by lists.

-- What reads names of columns, and what they are of, is asked with more now.

--! include all.sql
