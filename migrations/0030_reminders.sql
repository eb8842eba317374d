-- What somebody is told by mail, whatever the organisation: one way for each kind of mail.
alter table mail_choice rename column rhythm to comments;
alter table mail_choice drop constraint mail_choice_rhythm_check;
alter table mail_choice add check (comments in ('gathered', 'daily', 'weekly', 'none'));
alter table mail_choice
  add column expected text not null default 'weekly' check (expected in ('weekly', 'none')),
  add column reminders text not null default 'daily' check (reminders in ('daily', 'weekly', 'none')),
  add column surveys text not null default 'all' check (surveys in ('all', 'once', 'none'));
update mail_choice set expected = 'none' where not weekly;
alter table mail_choice drop column weekly;
grant update (expected, reminders, surveys) on mail_choice to mieuxdisant_app;

-- What somebody was, or is about to be, reminded of by mail: a line of the mail of a day. One that somebody has sent by hand says who.
create table reminder (
  id uuid primary key,
  organisation_id uuid not null references organisation,
  person_id uuid not null references person,
  day date not null,
  -- What is owed, by its name for programs: `evaluation:…`; and what that is of: `campaign:…`.
  subject text not null check (length(subject) <= 300),
  topic text not null check (length(topic) <= 300),
  title text not null,
  path text not null,
  due date,
  by_hand_of uuid,
  -- When the mail that tells it was added to those that leave; null before.
  sent_at timestamptz,
  constraint reminder_of_day unique (organisation_id, person_id, subject, day)
);
create index reminder_of_topic on reminder (organisation_id, topic, day);
create index reminder_waiting on reminder (person_id) where sent_at is null;

-- Not when it leaves, which the row says: that would be as many lines again.
create trigger trail after insert or delete on reminder for each row execute function keep_trail();

alter table reminder enable row level security;
create policy own on reminder to mieuxdisant_app using (organisation_id = (select asking_organisation()));
grant select, insert, update, delete on reminder to mieuxdisant_app;

-- The private address of somebody’s calendar of an organisation, for programs that cannot sign in. One at a time; asking for another ends the former.
create table calendar_feed (
  id uuid primary key,
  organisation_id uuid not null references organisation,
  person_id uuid not null references person,
  -- Of the token in the address, which is shown once.
  token_hash text not null unique,
  made_at timestamptz not null default date_trunc('milliseconds', now()),
  unique (organisation_id, person_id)
);
alter table calendar_feed enable row level security;
create policy own on calendar_feed to mieuxdisant_app using (
  organisation_id = (select asking_organisation()) and person_id = (select asking_person()));
-- Whoever asks by it is not known yet.
create policy signing_in on calendar_feed for select to mieuxdisant_identity using (true);
grant select, insert, delete on calendar_feed to mieuxdisant_app;
grant select on calendar_feed to mieuxdisant_identity;
