-- What is told of an organisation’s activity is read by moments.
create index audit_by_moment on audit (organisation_id, at desc, act);

-- When somebody was last here, so that what happened since can be told: theirs alone, and no act of the organisation.
create table visit (
  organisation_id uuid not null references organisation,
  person_id uuid not null references person,
  -- Their last page, to some minutes.
  seen_at timestamptz not null,
  -- That of the visit before; null in the first one.
  former_at timestamptz check (former_at <= seen_at),
  primary key (organisation_id, person_id)
);
alter table visit enable row level security;
create policy own on visit to mieuxdisant_app using (
  organisation_id = (select asking_organisation()) and person_id = (select asking_person()));
grant select, insert, update on visit to mieuxdisant_app;
