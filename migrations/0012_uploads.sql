-- Files that organisations send from a browser, to be imported.

-- What an import restricted to one buyer read of others, and left out.
alter table import add column left_out integer not null default 0;
alter table import drop constraint import_counts_add_up;
alter table import add constraint import_counts_add_up
  check (read = created + updated + unchanged + rejected + concessions + left_out);

create table upload (
  id uuid primary key,
  organisation_id uuid not null references organisation,
  -- No foreign key: what was imported outlives the account.
  person_id uuid not null,
  -- Its name, and what a browser says of it, by which the same file is recognised; null where it was sent at once, by a form.
  file text not null check (file <> ''),
  bytes bigint,
  modified bigint,
  -- Of everybody, where an administrator of the instance said so; otherwise only what is the organisation's own.
  all_buyers boolean not null,
  state text not null default 'receiving'
    check (state in ('receiving', 'waiting', 'reading', 'finished', 'refused', 'cancelled', 'interrupted')),
  -- Why it was refused or interrupted.
  reason text,
  -- No foreign key, as everywhere: imports are never removed.
  import_id integer,
  -- Asked for while it was read, or once it was imported.
  cancelled_at timestamptz,
  undo_asked_at timestamptz,
  created_at timestamptz not null default now(),
  ended_at timestamptz,
  -- How far it is. These change every second, and leave no trail.
  received bigint not null default 0,
  read integer not null default 0,
  alive_at timestamptz not null default now(),
  -- Who appends to the file at this moment: one at a time.
  writer uuid,
  check (received <= bytes),
  check ((state in ('refused', 'interrupted')) = (reason is not null)),
  check ((state = 'finished') = (import_id is not null)),
  check ((state in ('receiving', 'waiting', 'reading')) = (ended_at is null)),
  check (undo_asked_at is null or state = 'finished')
);
create index upload_of_organisation on upload (organisation_id, created_at desc);
create index upload_under_way on upload (alive_at) where ended_at is null;

-- The name of a file may name a person.
create trigger trail after insert or delete or update of state, reason, import_id, cancelled_at, undo_asked_at, organisation_id on upload
  for each row execute function keep_trail('file');

alter table upload enable row level security;
create policy own on upload to mieuxdisant_app using (organisation_id = (select asking_organisation()));
-- In one's own name.
create policy sending on upload as restrictive for insert to mieuxdisant_app with check (person_id = (select asking_person()));
grant select, insert, update on upload to mieuxdisant_app;
