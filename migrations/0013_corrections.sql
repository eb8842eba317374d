-- Corrections: what an organisation says of its own contracts beside what the official file says, with who, when and why. The register is
-- never touched. Nothing is deleted or rewritten: a correction is ended, once, by the one that replaces it or by who withdraws it.
create table correction (
  id uuid primary key,
  organisation_id uuid not null,
  siren text not null,
  -- As it was called then.
  name text not null,
  -- The contract; its buyer and its date of notification are a part of its identity, so they never change.
  identity uuid not null,
  buyer text not null check (left(buyer, 9) = siren),
  notified date,
  field text not null check (field in ('amount', 'social', 'environmental')),
  -- What the register said when it was made, and what it says instead: an amount in whole cents excluding VAT, or the state of a pillar and
  -- its kinds (yes+clause+criterion).
  official text not null,
  corrected text not null,
  -- For an amount: the ceiling that it is a line of, as `contract_version.ceiling`.
  ceiling uuid check (ceiling is null or field = 'amount'),
  reason text not null check (length(reason) between 10 and 1000),
  -- No foreign keys: what was said in public outlives the account. Never shown in public.
  author_id uuid not null,
  made_at timestamptz not null default now(),
  ended_at timestamptz,
  ended_by uuid,
  ended_how text check (ended_how in ('replaced', 'withdrawn')),
  ended_for text check (length(ended_for) between 10 and 1000),
  foreign key (organisation_id, siren) references organisation (id, siren),
  check (corrected <> official),
  check (corrected ~ case field
    when 'amount' then '^[1-9][0-9]{2,11}$'
    when 'social' then '^(none|yes(?=[+])([+]clause)?([+]criterion)?([+]reserved)?)$'
    else '^(none|yes(?=[+])([+]clause)?([+]criterion)?)$' end),
  check ((ended_at is null) = (ended_how is null) and (ended_at is null) = (ended_by is null)),
  check ((ended_how = 'withdrawn') = (ended_for is not null))
);
create unique index correction_in_force on correction (identity, field) where ended_at is null;
create index correction_of_buyer on correction (buyer, notified) where ended_at is null;
create index correction_of_organisation on correction (organisation_id, made_at desc);
create index correction_of_contract on correction (identity, made_at);

create function refuse_rewriting_correction() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and old.ended_at is null and new.ended_at is not null
    and to_jsonb(new) - '{ended_at,ended_by,ended_how,ended_for}'::text[] = to_jsonb(old) - '{ended_at,ended_by,ended_how,ended_for}'::text[]
  then
    return new;
  end if;
  raise exception 'a correction is never rewritten' using errcode = '42501';
end
$$;
create trigger correction_stays before update or delete on correction for each row execute function refuse_rewriting_correction();
create trigger correction_kept before truncate on correction for each statement execute function refuse_rewriting_correction();
create trigger trail after insert or update on correction for each row execute function keep_trail();

-- The organisations that may no longer speak for their buyer; asked once a statement. Public pages know nothing else of organisations.
create function suspended_organisations() returns uuid[] language sql stable security definer set search_path = pg_catalog, public as
  $$ select coalesce(array_agg(id), '{}') from organisation where suspended_at is not null $$;

alter table correction enable row level security;
create policy own on correction for select to mieuxdisant_app using (organisation_id = (select asking_organisation()));
-- Under one's own name, and by an organisation that may still speak for the buyer.
create policy correcting on correction for insert to mieuxdisant_app with check (
  organisation_id = (select asking_organisation()) and author_id = (select asking_person())
  and exists (select from organisation o where o.id = organisation_id and o.suspended_at is null));
create policy ending on correction for update to mieuxdisant_app
  using (organisation_id = (select asking_organisation()))
  with check (organisation_id = (select asking_organisation()) and ended_by = (select asking_person()));
-- Everybody's, but for who made it; what a suspended organisation says is neither shown nor counted.
create policy said on correction for select to mieuxdisant_web using (organisation_id <> all ((select suspended_organisations())::uuid[]));

grant select, insert on correction to mieuxdisant_app;
grant update (ended_at, ended_by, ended_how, ended_for) on correction to mieuxdisant_app;
grant select (id, organisation_id, siren, name, identity, buyer, notified, field, official, corrected, ceiling, reason, made_at, ended_at, ended_how, ended_for)
  on correction to mieuxdisant_web;
