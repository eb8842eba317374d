-- The lists that members come back to: the filters of a list's address, under a name; their own, or shown to their whole organisation.
create table saved_view (
  id uuid primary key,
  organisation_id uuid not null references organisation,
  person_id uuid not null references person,
  -- Which of one's thirty it is: there is no thirty-first, however many forms are sent at once.
  slot smallint not null check (slot between 1 and 30),
  name text not null check (length(name) between 1 and 60),
  -- Of a list that the application knows; the list reads its filters again.
  path text not null check (path ~ '^/[a-z]' and length(path) <= 300),
  query text not null check (length(query) <= 2000),
  shared boolean not null,
  unique (organisation_id, person_id, slot),
  unique (organisation_id, person_id, path, name)
);
create index saved_view_shared on saved_view (organisation_id, path) where shared;
create index saved_view_of_person on saved_view (person_id);

-- What somebody looks for may name people.
create trigger trail after insert or update or delete on saved_view for each row execute function keep_trail('name', 'path', 'query');

alter table saved_view enable row level security;
create policy own on saved_view to mieuxdisant_app
  using (organisation_id = (select asking_organisation()) and (shared or person_id = (select asking_person())));
create policy saving on saved_view as restrictive for insert to mieuxdisant_app with check (person_id = (select asking_person()));
create policy renaming on saved_view as restrictive for update to mieuxdisant_app
  using (person_id = (select asking_person())) with check (person_id = (select asking_person()));
grant select, insert, delete on saved_view to mieuxdisant_app;
grant update (name, shared) on saved_view to mieuxdisant_app;
