-- Schemes that come from files: what organisations said of the columns of their spreadsheets, and files that wait to be read again.

-- What a head of a column says, once somebody of the organisation said it.
create table scheme_head (
  id uuid primary key,
  organisation_id uuid not null references organisation,
  -- As it is compared: in lower case, without accents.
  head text not null check (length(head) between 1 and 200),
  -- A field of a scheme, such as `pilots` or `target:2026`; `no` for a column that is not read.
  meaning text not null check (meaning ~ '^[a-zA-Z]+(:[0-9]{4})?$'),
  said_at timestamptz not null default now(),
  constraint scheme_head_known unique (organisation_id, head)
);

-- A file that was sent, until its scheme is opened, or two days: nothing of it is a scheme yet.
create table scheme_file (
  id uuid primary key,
  organisation_id uuid not null references organisation,
  name text not null check (length(name) <= 255),
  -- What was read of it, as JSON, in gzip.
  content bytea not null check (length(content) <= 16777216),
  sent_at timestamptz not null default now()
);
create index scheme_file_of_organisation on scheme_file (organisation_id, sent_at);

create trigger trail after insert or update or delete on scheme_head for each row execute function keep_trail();
create trigger trail after insert or update or delete on scheme_file for each row execute function keep_trail('name', 'content');

alter table scheme_head enable row level security;
alter table scheme_file enable row level security;
create policy own on scheme_head to mieuxdisant_app using (organisation_id = (select asking_organisation()));
create policy own on scheme_file to mieuxdisant_app using (organisation_id = (select asking_organisation()));
grant select, insert, update (meaning, said_at) on scheme_head to mieuxdisant_app;
grant select, insert, delete on scheme_file to mieuxdisant_app;
