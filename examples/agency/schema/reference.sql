-- Reference data: the same for every tenant, readable by all, written only here.

create table app.countries (
  code text not null primary key check (code ~ '^[A-Z]{2}$'),
  name text not null
);
comment on table app.countries is 'The countries that an address can lie in.';
comment on column app.countries.code is 'ISO 3166-1 alpha-2, upper case.';
comment on column app.countries.name is 'The short English name.';
select tenet.protect('app.countries', scope => 'shared', reason => 'ISO 3166 is the same for every tenant and says nothing about any.');

create table app.currencies (
  code text not null primary key check (code ~ '^[A-Z]{3}$'),
  name text not null,
  minor_digits smallint not null check (minor_digits between 0 and 3)
);
comment on table app.currencies is 'The currencies that an amount can be in.';
comment on column app.currencies.code is 'ISO 4217, upper case.';
comment on column app.currencies.name is 'The English name, singular.';
comment on column app.currencies.minor_digits is 'Decimal places: an amount of 1250 minor units is 12.50 with 2 digits, and 1250 with none.';
select tenet.protect('app.currencies', scope => 'shared', reason => 'ISO 4217 is the same for every tenant and says nothing about any.');

insert into app.countries (code, name) values
  ('AT', 'Austria'), ('BE', 'Belgium'), ('CA', 'Canada'), ('CH', 'Switzerland'), ('DE', 'Germany'), ('DK', 'Denmark'),
  ('ES', 'Spain'), ('FI', 'Finland'), ('FR', 'France'), ('GB', 'United Kingdom'), ('IE', 'Ireland'), ('IT', 'Italy'),
  ('JP', 'Japan'), ('NL', 'Netherlands'), ('NO', 'Norway'), ('PL', 'Poland'), ('PT', 'Portugal'), ('SE', 'Sweden'),
  ('TR', 'Türkiye'), ('US', 'United States');

insert into app.currencies (code, name, minor_digits) values
  ('CHF', 'Swiss franc', 2), ('DKK', 'Danish krone', 2), ('EUR', 'Euro', 2), ('GBP', 'Pound sterling', 2),
  ('JPY', 'Yen', 0), ('NOK', 'Norwegian krone', 2), ('SEK', 'Swedish krona', 2), ('USD', 'US dollar', 2);
