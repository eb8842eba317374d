-- Surveys: what is asked, what was answered, who was invited. Nothing links an answer of an anonymous survey to anybody: no person, no day, no
-- order, and no line in the trail, which would say when.
create table survey (
  id uuid primary key,
  organisation_id uuid not null references organisation,
  -- Kept by copies from year to year.
  series text not null check (series ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(series) <= 60),
  former_id uuid,
  title text not null check (length(title) between 1 and 200),
  audience text not null check (audience in ('agents', 'buyers', 'users', 'companies')),
  anonymous boolean not null,
  -- A document, mieuxdisant-survey/1; frozen once the survey is open.
  questionnaire jsonb not null,
  state text not null default 'draft' check (state in ('draft', 'open', 'closed')),
  -- Of its public address; not a secret of anybody: who may answer by it alone is said by by_link.
  link text not null unique check (length(link) >= 24),
  by_link boolean not null default false,
  -- Who may answer once signed in.
  roles text[] not null default '{}',
  opens_on date,
  closes_on date,
  opened_on date,
  closed_on date,
  reminders integer not null default 0,
  reminded_on date,
  arrived integer not null default 0,
  -- What is counted of the answers that are.
  tally jsonb not null,
  revision integer not null default 1,
  unique (organisation_id, id),
  unique (id, anonymous),
  foreign key (organisation_id, former_id) references survey (organisation_id, id),
  check ((state = 'draft') = (opened_on is null)),
  check ((state = 'closed') = (closed_on is not null)),
  check (closes_on is null or opens_on is null or closes_on >= opens_on)
);
create index survey_of_organisation on survey (organisation_id, state);
create index survey_of_series on survey (organisation_id, series);
create index survey_to_open on survey (opens_on) where state = 'draft';
create index survey_to_close on survey (closes_on) where state = 'open';

-- Whoever answers must know what becomes of it: nothing of that changes once the first could.
create function freeze_survey() returns trigger language plpgsql as $$
begin
  if old.state <> 'draft' and ((new.questionnaire, new.anonymous, new.link, new.series, new.opened_on)
      is distinct from (old.questionnaire, old.anonymous, old.link, old.series, old.opened_on) or new.state = 'draft') then
    raise exception 'a survey that was opened stays as it is' using errcode = '42501';
  end if;
  if old.state = 'closed' and new.state <> 'closed' then
    raise exception 'a survey that was closed stays closed' using errcode = '42501';
  end if;
  return new;
end
$$;
create trigger survey_stays before update on survey for each row execute function freeze_survey();

create table survey_answer (
  -- Random, and changed when the answer is counted and again at the end: it tells of no order.
  id uuid primary key,
  organisation_id uuid not null,
  survey_id uuid not null,
  anonymous boolean not null,
  path text not null check (path in ('link', 'invitation', 'role', 'paper')),
  answers jsonb not null,
  counted boolean not null,
  day date,
  -- No foreign key: it is erased with the account.
  person_id uuid,
  email text,
  check (not anonymous or (day is null and person_id is null and email is null)),
  foreign key (organisation_id, survey_id) references survey (organisation_id, id),
  foreign key (survey_id, anonymous) references survey (id, anonymous)
);
create index survey_answer_of_survey on survey_answer (survey_id, counted);
create index survey_answer_of_person on survey_answer (person_id) where person_id is not null;

create table survey_invitation (
  id uuid primary key,
  organisation_id uuid not null,
  survey_id uuid not null,
  -- One or the other: who was written to, or who answered once signed in. Both are erased when the survey closes.
  email text check (email = lower(email)),
  person_id uuid,
  -- Of the tokens of the mails that left: each of them serves once, for all.
  token_hashes text[] not null default '{}',
  answered boolean not null default false,
  -- How many mails left.
  sent integer not null default 0,
  -- The server of that address refused it for good.
  unreachable boolean not null default false,
  constraint survey_invited unique (survey_id, email),
  constraint survey_answered unique (survey_id, person_id),
  foreign key (organisation_id, survey_id) references survey (organisation_id, id)
);
create index survey_invitation_of_token on survey_invitation using gin (token_hashes);
create index survey_invitation_of_email on survey_invitation (email);
create index survey_invitation_of_person on survey_invitation (person_id);

-- What is counted is no act; nor is what says when somebody answered.
create trigger trail after insert or delete or update of series, former_id, title, audience, anonymous, questionnaire, state, by_link, roles, opens_on,
  closes_on, opened_on, closed_on, reminders, organisation_id on survey for each row execute function keep_trail('link', 'tally', 'arrived');
create trigger trail after insert on survey_invitation for each row when (new.person_id is null) execute function keep_trail('email', 'token_hashes');

alter table survey enable row level security;
alter table survey_answer enable row level security;
alter table survey_invitation enable row level security;
create policy own on survey to mieuxdisant_app using (organisation_id = (select asking_organisation()));
-- What was asked of people is kept.
create policy drafts_only on survey as restrictive for delete to mieuxdisant_app using (state = 'draft');
create policy own on survey_answer to mieuxdisant_app using (organisation_id = (select asking_organisation()));
create policy own on survey_invitation to mieuxdisant_app using (organisation_id = (select asking_organisation()));
-- Whoever follows a link is not known.
create policy signing_in on survey for select to mieuxdisant_identity using (state <> 'draft');
grant select, insert, update, delete on survey to mieuxdisant_app;
grant select, insert, delete on survey_answer to mieuxdisant_app;
grant select, insert, update, delete on survey_invitation to mieuxdisant_app;
grant select (id, organisation_id, link, state) on survey to mieuxdisant_identity;
