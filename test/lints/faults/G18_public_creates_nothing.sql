grant create on schema app to public;
