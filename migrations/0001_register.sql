-- The register of public contracts: public data, written by imports only.
--
-- A reader looks at the register as of a generation (the number of the last finished import): it sees the versions with
-- valid_from <= generation < valid_to. An import writes its versions in short transactions, invisible, and becomes visible by one
-- update of register.generation. What an interrupted import left behind is invisible, and is removed when the next one starts.

do $$
begin
  if not exists (select from pg_roles where rolname = 'mieuxdisant_web') then
    create role mieuxdisant_web nologin;
  end if;
exception
  when duplicate_object or unique_violation then null;
end
$$;
-- Membership may come from whoever made the role: granting it again would ask for a right that is not needed.
do $$
begin
  if not pg_has_role(current_user, 'mieuxdisant_web', 'member') then
    grant mieuxdisant_web to current_user;
  end if;
end
$$;
grant usage on schema public to mieuxdisant_web;

create table import (
  id integer generated always as identity primary key,
  file text not null,
  sha256 text,
  bytes bigint,
  format text,
  author text not null,
  state text not null default 'running' check (state in ('running', 'finished', 'refused', 'interrupted', 'undone')),
  refusal text,
  started_at timestamptz not null default now(),
  finished_at timestamptz,
  undone_at timestamptz,
  read integer not null default 0,
  created integer not null default 0,
  updated integer not null default 0,
  unchanged integer not null default 0,
  rejected integer not null default 0,
  concessions integer not null default 0,
  warnings jsonb not null default '{}',
  rejects_file text,
  constraint import_counts_add_up check (read = created + updated + unchanged + rejected + concessions)
);

create table register (
  one boolean primary key default true check (one),
  generation integer not null default 0,
  example boolean not null default false
);
insert into register default values;

-- No foreign key to import: it would cost a look-up for each of millions of rows, and only the import writes here.
create table contract_version (
  import_id integer not null,
  position integer not null,
  valid_from integer not null,
  valid_to integer not null default 2147483647,
  identity uuid not null,
  content uuid not null,
  dialect text not null,
  kind text not null check (kind in ('contract', 'concession')),
  source_id text,
  buyer text not null,
  subject text,
  nature text,
  cpv text,
  division text not null,
  procedure text not null,
  amount bigint,
  amount_state text not null,
  band text not null,
  ceiling uuid,
  months integer,
  notified date,
  year smallint not null,
  published date,
  modified date,
  modifications smallint not null,
  social text not null,
  social_clause boolean not null,
  social_criterion boolean not null,
  social_reserved boolean not null,
  environmental text not null,
  environmental_clause boolean not null,
  environmental_criterion boolean not null,
  holders text[] not null,
  warnings text[] not null,
  terms tsvector not null,
  primary key (import_id, position)
);
comment on column contract_version.year is 'Year of notification; 0 without a date.';
comment on column contract_version.amount is 'Initial amount excluding VAT, in whole cents.';
comment on column contract_version.ceiling is
  'The same for the lines of a framework agreement that repeat one ceiling (so of one buyer and date, by whose index they are found); null elsewhere.';
create unique index contract_current on contract_version (identity) where valid_to = 2147483647;
create index contract_by_buyer on contract_version (buyer, notified desc nulls last);
create index contract_by_division on contract_version (division, notified desc nulls last);
create index contract_by_date on contract_version (notified desc nulls last);
create index contract_by_term on contract_version using gin (terms);

create table contract_raw (
  import_id integer not null,
  position integer not null,
  raw text not null,
  primary key (import_id, position)
);

-- "This import contained that version too": so that undoing the import that brought it does not lose it.
create table sighting (
  import_id integer not null,
  of_import integer not null,
  of_position integer not null
);
create index sighting_of on sighting (of_import, of_position);
create index sighting_by_import on sighting (import_id);

-- Maintained sums, so that the rates of any buyer and year take milliseconds whatever the size. part: 'all', 'division', 'procedure',
-- 'band', 'concession' (apart from every rate) and 'warning' (contracts only, by code).
create table rollup (
  buyer text not null,
  year smallint not null,
  part text not null,
  key text not null,
  valid_from integer not null,
  valid_to integer not null default 2147483647,
  contracts integer not null,
  missing integer not null default 0,
  below1 integer not null default 0,
  sentinel integer not null default 0,
  above3e9 integer not null default 0,
  repeats integer not null default 0,
  amount bigint not null default 0,
  social_yes integer not null default 0,
  social_none integer not null default 0,
  social_unreadable integer not null default 0,
  social_clause integer not null default 0,
  social_criterion integer not null default 0,
  social_reserved integer not null default 0,
  social_amount_filled bigint not null default 0,
  social_amount_yes bigint not null default 0,
  environmental_yes integer not null default 0,
  environmental_none integer not null default 0,
  environmental_unreadable integer not null default 0,
  environmental_clause integer not null default 0,
  environmental_criterion integer not null default 0,
  environmental_amount_filled bigint not null default 0,
  environmental_amount_yes bigint not null default 0,
  primary key (buyer, year, part, key, valid_from)
);
create index rollup_by_year on rollup (part, year);

-- Names of buyers and holders, by SIRET: from v1 files, and from a loaded list (import_id 0), which wins.
create table entity_name (
  siret text not null,
  import_id integer not null,
  name text not null,
  folded text not null,
  primary key (siret, import_id)
);

-- The whole CPV nomenclature, when the operator loads it; the 45 divisions are in the program.
create table cpv (
  code text primary key check (code ~ '^[0-9]{8}$'),
  label text not null
);

grant select on import, register, contract_version, contract_raw, sighting, rollup, entity_name, cpv to mieuxdisant_web;
