-- Values of indicators, which the text of a scheme defines: each a revision that is never rewritten, made by an act (an entry of one value or of
-- ten thousand, a validation…). The acts of a buyer on a scheme are numbered, one after the other: what a page showed is a number.
create table value_act (
  id uuid primary key,
  -- The buyer that speaks.
  organisation_id uuid not null references organisation,
  scheme_id uuid not null references scheme,
  number integer not null check (number > 0),
  act text not null check (act in ('enter', 'undo', 'submit', 'validate', 'refuse', 'publish', 'compute')),
  -- Why values are refused, or why they were computed again.
  reason text not null check (length(reason) <= 2000 and (act <> 'refuse' or reason <> '')),
  -- How many it changes.
  cells integer not null check (cells > 0),
  -- No foreign key: what was said outlives the account. Null: the program, or whoever runs it and brings a file in.
  author_id uuid check (author_id is not null or act in ('enter', 'compute')),
  made_at timestamptz not null default now(),
  unique (scheme_id, organisation_id, number)
);

create table indicator_value (
  id uuid primary key,
  -- Those of its act.
  organisation_id uuid not null,
  scheme_id uuid not null,
  -- The key of the indicator, and of the row of its breakdown; empty for the whole.
  indicator text not null,
  period text not null check (period ~ '^(19|20)[0-9][0-9](-S[12]|-T[1-4])?$'),
  row_key text not null,
  -- What is computed stands beside what is entered, and never takes its place.
  origin text not null check (origin in ('entered', 'computed')),
  numerator numeric,
  denominator numeric check (denominator <> 0),
  -- In the unit of the indicator: a share in per cent is 38.5, a deliverable is 1 once done. Null with the rest: the value was cleared.
  value numeric,
  -- The level of a scale.
  words text not null check (length(words) <= 500),
  comment text not null check (length(comment) <= 5000),
  -- How a computed value was made.
  lineage jsonb check (lineage is null or origin = 'computed'),
  state text not null check (state in ('draft', 'submitted', 'validated', 'published', 'refused')),
  -- The acts that made this revision, that entered what it says, that refused or validated it.
  act integer not null,
  entered_in integer not null,
  judged_in integer,
  -- The revision that it replaced.
  replaces uuid,
  ended_at timestamptz,
  foreign key (scheme_id, organisation_id, act) references value_act (scheme_id, organisation_id, number),
  check ((state in ('validated', 'published', 'refused')) = (judged_in is not null))
);
create unique index indicator_value_current on indicator_value (scheme_id, indicator, organisation_id, period, row_key, origin)
  where ended_at is null;
create index indicator_value_of_act on indicator_value (scheme_id, organisation_id, act);
create index indicator_value_in_time on indicator_value (scheme_id, indicator, period, row_key);
create index indicator_value_waiting on indicator_value (scheme_id, organisation_id, state)
  where ended_at is null and state in ('submitted', 'validated');

create function refuse_rewriting_value() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and old.ended_at is null and new.ended_at is not null then
    old.ended_at := new.ended_at;
    if old is not distinct from new then
      return new;
    end if;
  end if;
  raise exception 'a value is never rewritten' using errcode = '42501';
end
$$;
create trigger value_stays before update or delete on indicator_value for each row execute function refuse_rewriting_value();
create trigger value_kept before truncate on indicator_value for each statement execute function refuse_rewriting_value();
create function refuse_rewriting_act() returns trigger language plpgsql as $$
begin
  raise exception 'an act is never rewritten' using errcode = '42501';
end
$$;
create trigger act_stays before update or delete on value_act for each row execute function refuse_rewriting_act();
create trigger act_kept before truncate on value_act for each statement execute function refuse_rewriting_act();

-- A period whose values nobody enters any more, for a buyer, until it is reopened with a reason.
create table period_closure (
  id uuid primary key,
  organisation_id uuid not null references organisation,
  scheme_id uuid not null references scheme,
  period text not null check (period ~ '^(19|20)[0-9][0-9](-S[12]|-T[1-4])?$'),
  closed_at timestamptz not null default now(),
  closed_by uuid not null,
  reopened_at timestamptz,
  reopened_by uuid,
  reopened_for text check (length(reopened_for) between 10 and 1000),
  check ((reopened_at is null) = (reopened_by is null) and (reopened_at is null) = (reopened_for is null))
);
create unique index period_closed on period_closure (scheme_id, organisation_id, period) where reopened_at is null;

-- The values are their own history; the journal tells each act once, however many values it changed.
create trigger trail after insert on value_act for each row execute function keep_trail();
create trigger trail after insert or update or delete on period_closure for each row execute function keep_trail();

-- The buyers whose values a transaction may read: those of its schemes, and of the schemes that everybody reads. Who has left is still named.
create function known_buyers() returns table (scheme_id uuid, organisation_id uuid, siren text, name text)
language sql stable security definer set search_path = pg_catalog, public as $$
  with known as (select unnest(asking_schemes() || public_schemes()) as id)
  select s.id, o.id, o.siren, o.name from known join scheme s using (id) join organisation o on o.id = s.organisation_id
  union
  select b.scheme_id, o.id, o.siren, o.name
  from known join scheme_buyer b on b.scheme_id = known.id join organisation o on o.id = b.organisation_id where b.joined_at is not null
$$;

alter table value_act enable row level security;
alter table indicator_value enable row level security;
alter table period_closure enable row level security;

-- The buyers of a joint scheme read one another's values, and speak each for itself.
create policy shared on value_act for select to mieuxdisant_app using (
  organisation_id = (select asking_organisation()) or scheme_id = any ((select asking_schemes())::uuid[]));
create policy acting on value_act for insert to mieuxdisant_app with check (
  organisation_id = (select asking_organisation()) and author_id is not distinct from (select asking_person())
  and scheme_id = any ((select asking_schemes())::uuid[])
  and (act <> 'publish' or organisation_id <> all ((select suspended_organisations())::uuid[])));
create policy shared on indicator_value for select to mieuxdisant_app using (
  organisation_id = (select asking_organisation()) or scheme_id = any ((select asking_schemes())::uuid[]));
create policy saying on indicator_value for insert to mieuxdisant_app with check (
  organisation_id = (select asking_organisation()) and scheme_id = any ((select asking_schemes())::uuid[]));
create policy ending on indicator_value for update to mieuxdisant_app using (organisation_id = (select asking_organisation()));
create policy shared on period_closure for select to mieuxdisant_app using (
  organisation_id = (select asking_organisation()) or scheme_id = any ((select asking_schemes())::uuid[]));
create policy closing on period_closure for insert to mieuxdisant_app with check (
  organisation_id = (select asking_organisation()) and closed_by = (select asking_person())
  and scheme_id = any ((select asking_schemes())::uuid[]));
create policy reopening on period_closure for update to mieuxdisant_app
  using (organisation_id = (select asking_organisation())) with check (reopened_by = (select asking_person()));
-- What was published stays read until it is published again, whatever is entered meanwhile; what a suspended organisation says is not shown.
create policy published on indicator_value for select to mieuxdisant_web using (
  state = 'published' and scheme_id = any ((select public_schemes())::uuid[])
  and organisation_id <> all ((select suspended_organisations())::uuid[]));

grant select, insert on value_act, indicator_value, period_closure to mieuxdisant_app;
grant update (ended_at) on indicator_value to mieuxdisant_app;
grant update (reopened_at, reopened_by, reopened_for) on period_closure to mieuxdisant_app;
grant select (organisation_id, scheme_id, indicator, period, row_key, origin, numerator, denominator, value, words, comment, lineage, state, act)
  on indicator_value to mieuxdisant_web;
