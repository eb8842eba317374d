-- A code asked for after the password. The secret and the recovery codes are encrypted with the secret of the site.
alter table person add column second_factor boolean not null default false;

create table second_factor (
  id uuid primary key,
  person_id uuid not null unique references person on delete cascade,
  secret text not null,
  recovery_codes text not null,
  -- False until a first code has shown that the application of the person holds the secret.
  confirmed boolean not null default false,
  failures integer,
  locked_until timestamptz
);

-- Codes of applications that have served, for as long as they would be right: each serves once.
create table second_factor_use (
  person_id uuid not null references person on delete cascade,
  code text not null,
  used_at timestamptz not null,
  primary key (person_id, code)
);

grant select, insert, update, delete on second_factor, second_factor_use to mieuxdisant_identity;
