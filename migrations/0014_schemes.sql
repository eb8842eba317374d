-- Schemes: what buyers commit themselves to. The working text is in parts (axes, objectives, actions, indicators), each one document that the
-- program reads; a version is opened to change it, and adopting it freezes the whole text for ever. What happens since (statuses, notes, steps) is
-- dated, and never rewritten.
create table scheme (
  id uuid primary key,
  -- Whose scheme it is; of a joint scheme, who leads it.
  organisation_id uuid not null references organisation,
  -- Its permanent public address.
  code text not null constraint scheme_code_known unique check (code ~ '^[a-z0-9][a-z0-9-]{1,38}[a-z0-9]$'),
  cover jsonb not null,
  created_at timestamptz not null default now(),
  -- Since when everybody reads its adopted versions.
  public_since timestamptz,
  unique (organisation_id, id)
);
create index scheme_of_organisation on scheme (organisation_id);

-- The other buyers of a joint scheme: invited, then in, then out.
create table scheme_buyer (
  id uuid primary key,
  organisation_id uuid not null references organisation,
  scheme_id uuid not null references scheme,
  invited_at timestamptz not null default now(),
  joined_at timestamptz,
  ended_at timestamptz
);
create unique index scheme_buyer_known on scheme_buyer (scheme_id, organisation_id) where ended_at is null;
create index scheme_buyer_of_organisation on scheme_buyer (organisation_id);

create table scheme_version (
  id uuid primary key,
  organisation_id uuid not null,
  scheme_id uuid not null,
  number integer not null check (number > 0),
  state text not null check (state in ('draft', 'submitted', 'adopted', 'dropped')),
  -- Why it was opened; empty for the first.
  purpose text not null,
  opened_at timestamptz not null default now(),
  opened_by uuid not null,
  submitted_at timestamptz,
  submitted_by uuid,
  -- The whole text, from the moment it is submitted, and the SHA-256 of its canonical JSON.
  document jsonb,
  sha256 text,
  adopted_on date,
  deliberation text,
  vote text,
  -- When and by whom it was said here to be adopted.
  closed_at timestamptz,
  closed_by uuid,
  foreign key (organisation_id, scheme_id) references scheme (organisation_id, id),
  constraint scheme_version_known unique (scheme_id, number),
  check ((state in ('submitted', 'adopted')) = (document is not null) and (document is null) = (sha256 is null)),
  check ((state = 'adopted') = (adopted_on is not null) and (state in ('adopted', 'dropped')) = (closed_at is not null))
);
create unique index scheme_version_open on scheme_version (scheme_id) where state in ('draft', 'submitted');

create function refuse_rewriting_version() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and old.state in ('draft', 'submitted') then
    return new;
  end if;
  raise exception 'an adopted version is never rewritten' using errcode = '42501';
end
$$;
create trigger version_stays before update or delete on scheme_version for each row execute function refuse_rewriting_version();
create trigger version_kept before truncate on scheme_version for each statement execute function refuse_rewriting_version();

-- A part of the working text.
create table scheme_part (
  id uuid primary key,
  -- Who writes it: who leads the scheme, or the buyer whose own it is.
  organisation_id uuid not null references organisation,
  scheme_id uuid not null references scheme,
  kind text not null check (kind in ('axis', 'objective', 'action', 'indicator', 'own')),
  key text not null,
  -- The key of the part that it is under; null at the top.
  parent text,
  -- Among the parts of its kind under the same parent.
  position integer not null,
  -- The part as documents write it, but for its key and its parent.
  content jsonb not null,
  constraint scheme_part_known unique (scheme_id, key)
);
create index scheme_part_under on scheme_part (scheme_id, parent);

-- The text changes while a version is a draft, and at no other time.
create function refuse_frozen_text() returns trigger language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  changed uuid := case when tg_op = 'DELETE' then old.scheme_id else new.scheme_id end;
begin
  if not exists (select from scheme_version where scheme_id = changed and state = 'draft') then
    raise exception 'the text is frozen' using errcode = '42501';
  end if;
  return case when tg_op = 'DELETE' then old else new end;
end
$$;
create trigger text_frozen before insert or update or delete on scheme_part for each row execute function refuse_frozen_text();

-- What happens to an action, on a day, said by a buyer: its status, a note, a step done. The last said of a day counts; nothing is rewritten.
create table action_event (
  id uuid primary key,
  organisation_id uuid not null references organisation,
  scheme_id uuid not null references scheme,
  action text not null,
  kind text not null check (kind in ('status', 'note', 'step')),
  day date not null,
  status text check (status in ('to-start', 'ongoing', 'late', 'done')),
  -- The key of the step that is done, or not after all.
  step text,
  done boolean,
  words text not null check (length(words) <= 5000),
  author_id uuid not null,
  made_at timestamptz not null default now(),
  check ((kind = 'status') = (status is not null) and (kind = 'step') = (step is not null and done is not null)),
  check (kind <> 'note' or words <> '')
);
create index action_event_of_action on action_event (scheme_id, action, day desc, made_at desc);
create function refuse_rewriting_event() returns trigger language plpgsql as $$
begin
  raise exception 'what was said of an action is never rewritten' using errcode = '42501';
end
$$;
create trigger event_stays before update or delete on action_event for each row execute function refuse_rewriting_event();
create trigger event_kept before truncate on action_event for each statement execute function refuse_rewriting_event();

-- Who pilots an action for a buyer.
create table action_pilot (
  id uuid primary key,
  organisation_id uuid not null references organisation,
  scheme_id uuid not null references scheme,
  action text not null,
  membership_id uuid not null,
  since timestamptz not null default now(),
  ended_at timestamptz,
  foreign key (organisation_id, membership_id) references membership (organisation_id, id)
);
create unique index action_pilot_known on action_pilot (scheme_id, action, membership_id) where ended_at is null;
create index action_pilot_of_member on action_pilot (membership_id);

create trigger trail after insert or update or delete on scheme for each row execute function keep_trail();
create trigger trail after insert or update or delete on scheme_buyer for each row execute function keep_trail();
-- Its text is kept in it for ever: the trail would only say it again.
create trigger trail after insert or update or delete on scheme_version for each row execute function keep_trail('document');
create trigger trail after insert or update or delete on scheme_part for each row execute function keep_trail();
create trigger trail after insert or update or delete on action_event for each row execute function keep_trail();
create trigger trail after insert or update or delete on action_pilot for each row execute function keep_trail();

-- The schemes of the organisation that a transaction speaks for: those it leads, and those it is a buyer of.
create function asking_schemes() returns uuid[] language sql stable security definer set search_path = pg_catalog, public as $$
  select coalesce(array_agg(id), '{}') from (
    select id from scheme where organisation_id = asking_organisation()
    union all
    select scheme_id from scheme_buyer where organisation_id = asking_organisation() and joined_at is not null and ended_at is null
  ) as mine
$$;
-- Those that it leads, and those it is invited to; asked by policies, which may not ask one another's tables.
create function led_schemes() returns uuid[] language sql stable security definer set search_path = pg_catalog, public as
  $$ select coalesce(array_agg(id), '{}') from scheme where organisation_id = asking_organisation() $$;
create function invited_schemes() returns uuid[] language sql stable security definer set search_path = pg_catalog, public as
  $$ select coalesce(array_agg(scheme_id), '{}') from scheme_buyer where organisation_id = asking_organisation() and ended_at is null $$;
-- The schemes that everybody reads.
create function public_schemes() returns uuid[] language sql stable security definer set search_path = pg_catalog, public as
  $$ select coalesce(array_agg(id), '{}') from scheme where public_since is not null $$;

alter table scheme enable row level security;
alter table scheme_buyer enable row level security;
alter table scheme_version enable row level security;
alter table scheme_part enable row level security;
alter table action_event enable row level security;
alter table action_pilot enable row level security;

create policy shared on scheme for select to mieuxdisant_app using (
  organisation_id = (select asking_organisation()) or id = any ((select asking_schemes())::uuid[]));
-- Who is invited knows to what.
create policy invited on scheme for select to mieuxdisant_app using (id = any ((select invited_schemes())::uuid[]));
create policy opening on scheme for insert to mieuxdisant_app with check (organisation_id = (select asking_organisation()));
create policy changing on scheme for update to mieuxdisant_app using (organisation_id = (select asking_organisation()));
create policy shared on scheme_buyer for select to mieuxdisant_app using (
  organisation_id = (select asking_organisation()) or scheme_id = any ((select asking_schemes())::uuid[]));
create policy inviting on scheme_buyer for insert to mieuxdisant_app with check (
  joined_at is null and scheme_id = any ((select led_schemes())::uuid[]));
create policy answering on scheme_buyer for update to mieuxdisant_app using (
  organisation_id = (select asking_organisation()) or scheme_id = any ((select led_schemes())::uuid[]));
create policy shared on scheme_version for select to mieuxdisant_app using (scheme_id = any ((select asking_schemes())::uuid[]));
create policy opening on scheme_version for insert to mieuxdisant_app with check (organisation_id = (select asking_organisation()));
create policy closing on scheme_version for update to mieuxdisant_app using (organisation_id = (select asking_organisation()));
create policy shared on scheme_part for select to mieuxdisant_app using (scheme_id = any ((select asking_schemes())::uuid[]));
create policy writing on scheme_part for insert to mieuxdisant_app with check (
  organisation_id = (select asking_organisation()) and scheme_id = any ((select asking_schemes())::uuid[]));
create policy rewriting on scheme_part for update to mieuxdisant_app using (organisation_id = (select asking_organisation()));
create policy removing on scheme_part for delete to mieuxdisant_app using (organisation_id = (select asking_organisation()));
create policy shared on action_event for select to mieuxdisant_app using (scheme_id = any ((select asking_schemes())::uuid[]));
create policy saying on action_event for insert to mieuxdisant_app with check (
  organisation_id = (select asking_organisation()) and author_id = (select asking_person())
  and scheme_id = any ((select asking_schemes())::uuid[]));
create policy own on action_pilot to mieuxdisant_app using (organisation_id = (select asking_organisation()))
  with check (organisation_id = (select asking_organisation()) and scheme_id = any ((select asking_schemes())::uuid[]));

create policy published on scheme for select to mieuxdisant_web using (public_since is not null);
create policy published on scheme_version for select to mieuxdisant_web using (
  state = 'adopted' and scheme_id = any ((select public_schemes())::uuid[]));
create policy published on action_event for select to mieuxdisant_web using (
  kind <> 'note' and scheme_id = any ((select public_schemes())::uuid[]));

grant select, insert on scheme, scheme_buyer, scheme_version, action_event to mieuxdisant_app;
grant update (cover, public_since) on scheme to mieuxdisant_app;
grant update (joined_at, ended_at) on scheme_buyer to mieuxdisant_app;
grant update (state, purpose, submitted_at, submitted_by, document, sha256, adopted_on, deliberation, vote, closed_at, closed_by)
  on scheme_version to mieuxdisant_app;
grant select, insert, delete on scheme_part to mieuxdisant_app;
grant update (parent, position, content) on scheme_part to mieuxdisant_app;
grant select, insert on action_pilot to mieuxdisant_app;
grant update (ended_at) on action_pilot to mieuxdisant_app;
grant select (id, organisation_id, code, cover, public_since) on scheme to mieuxdisant_web;
grant select (scheme_id, number, state, document, sha256, adopted_on, deliberation, vote, closed_at) on scheme_version to mieuxdisant_web;
grant select (organisation_id, scheme_id, action, kind, day, status, step, done, made_at) on action_event to mieuxdisant_web;
