--! Previous: sha1:d2b6fcc6e7014ef1d976f20218f8295341072ba5
--! Hash: sha1:df06fe6bda6879943c41b14d3f01fefddb3bb9e4
--! Message: Auditors read the words

-- An auditor whose connection is new reads the words, too.
grant execute on function tenet_private.pii_known_words() to tenet_auditor, tenet_owner;
