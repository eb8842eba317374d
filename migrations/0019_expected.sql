-- What is expected of people in their schemes: a mail each Monday, and links that open one form each.
alter table mail_choice add column weekly boolean not null default true;
grant update (weekly) on mail_choice to mieuxdisant_app;

-- A link to one form, for one person in one organisation: no session, nothing else. It serves until the thing is said, for fourteen days.
-- A mail that leaves is no act: what is said by a link is, and its own rows tell so.
create table form_link (
  id uuid primary key,
  organisation_id uuid not null references organisation,
  person_id uuid not null references person,
  scheme_id uuid not null references scheme,
  -- The value of an indicator for a period, the status of an action, one of its steps.
  form text not null check (form in ('value', 'status', 'step')),
  -- The key of the indicator or the action; the period, or the key of the step (empty for a status).
  part text not null,
  at text not null,
  -- Of the link's token, which is in the mail alone.
  token_hash text not null unique,
  made_at timestamptz not null default now(),
  expires_at timestamptz not null
);
create index form_link_of_person on form_link (person_id, organisation_id);
create index form_link_expiring on form_link (expires_at);

alter table form_link enable row level security;
-- Whoever it is for, in the organisation it is for.
create policy own on form_link to mieuxdisant_app using (
  organisation_id = (select asking_organisation()) and person_id = (select asking_person()));
-- Whoever follows it is not known yet.
create policy signing_in on form_link for select to mieuxdisant_identity using (true);
grant select, insert, delete on form_link to mieuxdisant_app;
grant select on form_link to mieuxdisant_identity;
