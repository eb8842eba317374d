-- People who sign in, and how they prove who they are. The sign-in library reads and writes these tables under a role of its own; the role of
-- public pages knows none of them.
do $$
begin
  if not exists (select from pg_roles where rolname = 'mieuxdisant_identity') then
    create role mieuxdisant_identity nologin;
  end if;
exception
  when duplicate_object or unique_violation then null;
end
$$;
do $$
begin
  if not pg_has_role(current_user, 'mieuxdisant_identity', 'member') then
    grant mieuxdisant_identity to current_user;
  end if;
end
$$;
grant usage on schema public to mieuxdisant_identity;

create table person (
  id uuid primary key,
  name text not null,
  -- Lower case, so that an address written otherwise is the same person.
  email text not null constraint person_email_taken unique constraint person_email_folded check (email = lower(email)),
  email_verified boolean not null default false,
  image text,
  -- Administers the instance: not the data of any organisation.
  administrator boolean not null default false,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

create table session (
  id uuid primary key,
  person_id uuid not null references person on delete cascade,
  token text not null unique,
  expires_at timestamptz not null,
  ip_address text,
  user_agent text,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index session_of_person on session (person_id);

-- A password (hashed), or an account at an identity provider.
create table credential (
  id uuid primary key,
  person_id uuid not null references person on delete cascade,
  account_id text not null,
  provider_id text not null,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  password text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  unique (provider_id, account_id)
);
create index credential_of_person on credential (person_id);

-- Links that prove something once: their identifiers are kept hashed.
create table verification (
  id uuid primary key,
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index verification_by_identifier on verification (identifier);

-- Failed attempts to sign in, by what was tried (an address, a place, both; hashed).
create table sign_in_failure (
  key text primary key,
  failures integer not null,
  since timestamptz not null
);

grant select, insert, update, delete on person, session, credential, verification, sign_in_failure to mieuxdisant_identity;
