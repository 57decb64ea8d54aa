create view api.fault as select 1 as one;
