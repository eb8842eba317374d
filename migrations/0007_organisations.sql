-- Organisations, who belongs to them, and the trail of what they do.
--
-- What belongs to an organisation is read and written under mieuxdisant_app, which owns nothing: row-level security shows it the rows of the
-- organisation that the transaction speaks for, and none without one. The owner's transactions (imports, migrations) are not held by it.
do $$
begin
  if not exists (select from pg_roles where rolname = 'mieuxdisant_app') then
    create role mieuxdisant_app nologin;
  end if;
exception
  when duplicate_object or unique_violation then null;
end
$$;
do $$
begin
  if not pg_has_role(current_user, 'mieuxdisant_app', 'member') then
    grant mieuxdisant_app to current_user;
  end if;
end
$$;
grant usage on schema public to mieuxdisant_app;

-- For whom a transaction speaks. A setting that was set in another transaction of the connection is an empty text.
create function asking(what text) returns text language sql stable as
  $$ select nullif(current_setting('mieuxdisant.' || what, true), '') $$;
create function asking_organisation() returns uuid language sql stable as $$ select asking('organisation')::uuid $$;
create function asking_person() returns uuid language sql stable as $$ select asking('person')::uuid $$;
create function asking_administrator() returns boolean language sql stable as $$ select asking('administrator') is not null $$;

-- The trail: who did what to which row, before and after. Nobody changes it, whoever they are.
create table audit (
  id bigint generated always as identity primary key,
  at timestamptz not null default now(),
  -- No foreign keys: the trail outlives what it speaks of.
  organisation_id uuid,
  -- Null when a command of the operator, or the program itself, did it.
  person_id uuid,
  -- The verb, as the code names it.
  act text,
  relation text not null,
  row_id uuid not null,
  operation text not null check (operation in ('insert', 'update', 'delete')),
  before jsonb,
  after jsonb,
  -- Columns that changed and whose values are not kept: erasing a person must not need to change the trail.
  unspoken text[] not null
);
create index audit_of_organisation on audit (organisation_id, id desc);

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'the trail is never changed' using errcode = '42501';
end
$$;
create trigger audit_stays before update or delete or truncate on audit for each statement execute function refuse_change();

-- Called with the names of the columns whose values are not kept (personal, or secret).
create function keep_trail() returns trigger language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  was jsonb := case when tg_op = 'INSERT' then '{}' else to_jsonb(old) end;
  is_now jsonb := case when tg_op = 'DELETE' then '{}' else to_jsonb(new) end;
  kept jsonb := was || is_now;
  -- No argument is no array.
  silent text[] := coalesce(tg_argv, '{}');
  changed text[];
begin
  select coalesce(array_agg(key order by key), '{}') into changed
  from jsonb_object_keys(kept) as key
  where coalesce(was -> key, 'null') <> coalesce(is_now -> key, 'null');
  if tg_op = 'UPDATE' and changed = '{}' then
    return null;
  end if;
  insert into public.audit (organisation_id, person_id, act, relation, row_id, operation, before, after, unspoken)
  values (
    coalesce(kept ->> 'organisation_id', case tg_table_name when 'organisation' then kept ->> 'id' end)::uuid,
    public.asking_person(),
    public.asking('act'),
    tg_table_name,
    (kept ->> 'id')::uuid,
    lower(tg_op),
    case when tg_op <> 'INSERT' then (select jsonb_object_agg(key, was -> key) from unnest(changed) key where key <> all (silent)) end,
    case when tg_op <> 'DELETE' then (select jsonb_object_agg(key, is_now -> key) from unnest(changed) key where key <> all (silent)) end,
    (select coalesce(array_agg(key), '{}') from unnest(changed) key where key = any (silent))
  );
  return null;
end
$$;

create table organisation (
  id uuid primary key,
  siret text not null check (siret ~ '^\d{14}$'),
  -- It speaks for a legal person: one organisation each.
  siren text not null generated always as (left(siret, 9)) stored constraint organisation_claimed unique,
  name text not null,
  kind text not null,
  territory text not null,
  created_at timestamptz not null default now(),
  -- It may no longer speak for the buyer in public, since then and for that reason.
  suspended_at timestamptz,
  suspended_for text,
  check ((suspended_at is null) = (suspended_for is null))
);

create table directorate (
  id uuid primary key,
  organisation_id uuid not null references organisation,
  name text not null,
  closed_at timestamptz,
  constraint directorate_known unique (organisation_id, name),
  unique (organisation_id, id)
);

create table membership (
  id uuid primary key,
  organisation_id uuid not null references organisation,
  person_id uuid not null references person,
  roles text[] not null check (cardinality(roles) > 0),
  directorate_id uuid,
  -- The last day, for an adviser or whoever comes for a time.
  until date,
  created_at timestamptz not null default now(),
  -- Who left keeps this line, and their name in the trail.
  ended_at timestamptz,
  constraint membership_known unique (organisation_id, person_id),
  unique (organisation_id, id),
  foreign key (organisation_id, directorate_id) references directorate (organisation_id, id)
);
create index membership_of_person on membership (person_id);

create table invitation (
  id uuid primary key,
  organisation_id uuid not null references organisation,
  email text not null check (email = lower(email)),
  roles text[] not null check (cardinality(roles) > 0),
  directorate_id uuid,
  until date,
  -- Of the link's token; null until it is sent.
  token_hash text unique,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  accepted_at timestamptz,
  withdrawn_at timestamptz,
  check (accepted_at is null or withdrawn_at is null),
  foreign key (organisation_id, directorate_id) references directorate (organisation_id, id)
);
create unique index invitation_open on invitation (organisation_id, email) where accepted_at is null and withdrawn_at is null;

-- Somebody asks that an organisation be opened; whoever administers the instance decides.
create table organisation_request (
  id uuid primary key,
  siret text not null check (siret ~ '^\d{14}$'),
  name text not null,
  kind text not null,
  territory text not null,
  person_name text not null,
  email text not null check (email = lower(email)),
  message text not null,
  created_at timestamptz not null default now(),
  decided_at timestamptz,
  -- Why it was refused; null when it was accepted.
  refused_for text,
  organisation_id uuid references organisation,
  check (decided_at is not null or (refused_for is null and organisation_id is null))
);
create unique index organisation_request_open on organisation_request (siret, email) where decided_at is null;

create trigger trail after insert or update or delete on organisation for each row execute function keep_trail();
create trigger trail after insert or update or delete on directorate for each row execute function keep_trail();
create trigger trail after insert or update or delete on membership for each row execute function keep_trail();
create trigger trail after insert or update or delete on invitation for each row execute function keep_trail('email', 'token_hash');
create trigger trail after insert or update or delete on organisation_request
  for each row execute function keep_trail('person_name', 'email', 'message');
create trigger trail after insert or update or delete on person for each row execute function keep_trail('name', 'email', 'image');
create trigger trail after insert or update or delete on credential
  for each row execute function keep_trail('account_id', 'access_token', 'refresh_token', 'id_token', 'password');

alter table audit enable row level security;
alter table organisation enable row level security;
alter table directorate enable row level security;
alter table membership enable row level security;
alter table invitation enable row level security;
alter table organisation_request enable row level security;
alter table person enable row level security;

create policy own on audit for select to mieuxdisant_app using (
  organisation_id = (select asking_organisation()) or (organisation_id is null and (select asking_administrator())));
create policy own on organisation to mieuxdisant_app using (
  id = (select asking_organisation()) or (select asking_administrator()));
create policy own on directorate to mieuxdisant_app using (organisation_id = (select asking_organisation()));
create policy own on membership to mieuxdisant_app using (organisation_id = (select asking_organisation()));
create policy own on invitation to mieuxdisant_app using (organisation_id = (select asking_organisation()));
create policy asked on organisation_request for insert to mieuxdisant_app with check (decided_at is null);
create policy decided on organisation_request to mieuxdisant_app using ((select asking_administrator()));
-- The names of who belongs to the organisation, or did.
create policy met on person for select to mieuxdisant_app using (
  id = (select asking_person()) or (select asking_administrator())
  or exists (select from membership m where m.person_id = person.id and m.organisation_id = (select asking_organisation())));

grant select on audit to mieuxdisant_app;
grant select, insert, update on organisation, directorate, membership, invitation, organisation_request to mieuxdisant_app;
grant select (id, name, email) on person to mieuxdisant_app;

-- Who signs in: what they belong to, and what they are invited to, is known with them.
create policy signing_in on person to mieuxdisant_identity using (true);
create policy signing_in on organisation for select to mieuxdisant_identity using (true);
create policy signing_in on membership for select to mieuxdisant_identity using (true);
create policy signing_in on invitation for select to mieuxdisant_identity using (true);
grant select on organisation, membership, invitation to mieuxdisant_identity;
