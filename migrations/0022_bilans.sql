-- Bilans: how who leads a scheme wants the bilan of a year, and what is written in it by hand. What it computes is read when it is shown; what is
-- published is frozen by publications.
create table bilan (
  id uuid primary key,
  organisation_id uuid not null references organisation,
  scheme_id uuid not null references scheme,
  year integer not null check (year between 1990 and 2100),
  -- The order of its sections, those that are hidden, the indicators that open it.
  plan jsonb not null,
  opened_at timestamptz not null default now(),
  constraint bilan_of_year unique (organisation_id, scheme_id, year),
  unique (organisation_id, id)
);
create table bilan_text (
  id uuid primary key,
  organisation_id uuid not null,
  bilan_id uuid not null,
  -- What it is said of: a section, or « action:KEY », « axe:KEY », « indicateur:KEY ».
  part text not null check (length(part) between 1 and 80),
  -- Markdown.
  words text not null check (length(words) <= 20000),
  -- Grows at each change: who changes it says which one they read.
  revision integer not null default 1,
  constraint bilan_text_of_part unique (bilan_id, part),
  foreign key (organisation_id, bilan_id) references bilan (organisation_id, id)
);

create trigger trail after insert or update or delete on bilan for each row execute function keep_trail();
create trigger trail after insert or update or delete on bilan_text for each row execute function keep_trail();

alter table bilan enable row level security;
alter table bilan_text enable row level security;
create policy own on bilan to mieuxdisant_app using (organisation_id = (select asking_organisation()))
  with check (organisation_id = (select asking_organisation()) and scheme_id = any ((select asking_schemes())::uuid[]));
create policy own on bilan_text to mieuxdisant_app using (organisation_id = (select asking_organisation()))
  with check (organisation_id = (select asking_organisation()));
grant select, insert on bilan, bilan_text to mieuxdisant_app;
grant update (plan) on bilan to mieuxdisant_app;
grant update (words, revision) on bilan_text to mieuxdisant_app;
