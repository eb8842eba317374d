-- Bodies that steer: who sits in them, when they meet, what they are asked and what they decide, one after the other.
create table body (
  id uuid primary key,
  organisation_id uuid not null references organisation,
  kind text not null check (kind in ('political', 'technical', 'working-group', 'assembly', 'other')),
  name text not null check (length(name) between 1 and 120),
  -- What it is for, in Markdown.
  mandate text not null default '' check (length(mandate) <= 5000),
  -- How many of its seats, of 100, must take part for it to decide; null where none is asked for.
  quorum integer check (quorum between 1 and 100),
  -- By the majority of the voices, or where nobody is against.
  decides text not null default 'majority' check (decides in ('majority', 'consent')),
  -- Whether who chairs it may decide in its name without meeting it.
  alone boolean not null default false,
  opened_at timestamptz not null default now(),
  closed_at timestamptz,
  unique (organisation_id, id)
);
create unique index body_known on body (organisation_id, lower(name)) where closed_at is null;

-- A function in a body, and who holds it: a member of the organisation, or somebody without an account here.
create table body_seat (
  id uuid primary key,
  organisation_id uuid not null,
  body_id uuid not null,
  -- No foreign key: what was decided outlives the account.
  person_id uuid,
  name text check (length(name) between 1 and 120),
  email text check (length(email) <= 254),
  -- « Vice-présidente déléguée à l’insertion ».
  title text not null check (length(title) between 1 and 200),
  role text not null check (role in ('chair', 'secretary', 'member')),
  -- The seat that this one sits for when its holder is away.
  substitute_of uuid,
  since date not null,
  -- Its last day.
  until date,
  unique (organisation_id, body_id, id),
  foreign key (organisation_id, body_id) references body (organisation_id, id),
  foreign key (organisation_id, body_id, substitute_of) references body_seat (organisation_id, body_id, id),
  check ((person_id is null) <> (name is null)),
  check (email is null or name is not null),
  check (substitute_of <> id),
  check (until >= since)
);
create index body_seat_of_body on body_seat (organisation_id, body_id);
create index body_seat_of_person on body_seat (person_id) where person_id is not null;

create table meeting (
  id uuid primary key,
  organisation_id uuid not null,
  body_id uuid not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  place text not null default '' check (length(place) <= 300),
  -- Where it is joined from afar.
  link text not null default '' check (length(link) <= 500),
  -- What the convocation says beside the agenda.
  words text not null default '' check (length(words) <= 5000),
  state text not null default 'planned' check (state in ('planned', 'convened', 'held', 'cancelled')),
  -- Calendars know a meeting by who called it.
  convened_at timestamptz,
  convened_by uuid,
  -- In Markdown.
  minutes text not null default '' check (length(minutes) <= 100000),
  -- Grows at each change of what calendars show, as RFC 5545 asks.
  sequence integer not null default 0,
  -- Grows at each change of the minutes: who changes them says which ones they read.
  revision integer not null default 0,
  unique (organisation_id, id),
  unique (organisation_id, body_id, id),
  foreign key (organisation_id, body_id) references body (organisation_id, id),
  check (ends_at > starts_at),
  check ((convened_at is null) = (convened_by is null)),
  check (state <> 'convened' or convened_at is not null)
);
create index meeting_of_body on meeting (organisation_id, body_id, starts_at);

create table meeting_item (
  id uuid primary key,
  organisation_id uuid not null,
  meeting_id uuid not null,
  position integer not null,
  title text not null check (length(title) between 1 and 300),
  words text not null default '' check (length(words) <= 5000),
  -- What is to be validated there, if anything.
  case_id uuid,
  foreign key (organisation_id, meeting_id) references meeting (organisation_id, id)
);
create index meeting_item_of_meeting on meeting_item (organisation_id, meeting_id);

-- Who was there: of a seat, whether its holder came, was excused, was away, or gave their voice to another seat.
create table attendance (
  id uuid primary key,
  organisation_id uuid not null,
  body_id uuid not null,
  meeting_id uuid not null,
  seat_id uuid not null,
  presence text not null check (presence in ('present', 'excused', 'away', 'represented')),
  by_seat uuid,
  constraint attendance_once unique (meeting_id, seat_id),
  foreign key (organisation_id, body_id, meeting_id) references meeting (organisation_id, body_id, id),
  foreign key (organisation_id, body_id, seat_id) references body_seat (organisation_id, body_id, id),
  foreign key (organisation_id, body_id, by_seat) references body_seat (organisation_id, body_id, id),
  check ((presence = 'represented') = (by_seat is not null)),
  check (by_seat <> seat_id)
);

-- Which bodies validate what, in which order: settings of a scope (a scheme), whose name and whose matters other features give.
create table validation_chain (
  id uuid primary key,
  organisation_id uuid not null references organisation,
  scope text not null check (length(scope) between 1 and 100),
  matter text not null check (length(matter) between 1 and 40),
  bodies uuid[] not null check (cardinality(bodies) <= 8),
  constraint validation_chain_of_matter unique (organisation_id, scope, matter)
);

-- Something that is submitted to a chain: what it is and what it says, frozen. What is sent back and written again is another case of the same subject.
create table validation_case (
  id uuid primary key,
  organisation_id uuid not null references organisation,
  scope text not null check (length(scope) between 1 and 100),
  matter text not null check (length(matter) between 1 and 40),
  subject text not null check (length(subject) between 1 and 200),
  title text not null check (length(title) between 1 and 300),
  -- SHA-256 of what is validated: where it is another since, what was decided does not hold for it.
  fingerprint text not null check (fingerprint ~ '^[0-9a-f]{64}$'),
  -- What is validated, in Markdown, as it was read.
  words text not null check (length(words) <= 100000),
  -- As the chain was when it was submitted.
  bodies uuid[] not null check (cardinality(bodies) between 1 and 8),
  -- Whose turn it is, from 0; the number of bodies once all have accepted.
  level integer not null default 0,
  state text not null default 'open' check (state in ('open', 'accepted', 'returned', 'refused', 'withdrawn')),
  opened_at timestamptz not null default now(),
  opened_by uuid not null,
  closed_at timestamptz,
  unique (organisation_id, id),
  check ((state = 'open') = (closed_at is null)),
  check ((state = 'accepted') = (level = cardinality(bodies)))
);
create unique index validation_case_open on validation_case (organisation_id, scope, matter, subject) where state = 'open';
create index validation_case_of_subject on validation_case (organisation_id, scope, matter, subject, opened_at);

-- A body that is asked by mail, between meetings.
create table round (
  id uuid primary key,
  organisation_id uuid not null,
  body_id uuid not null,
  case_id uuid not null,
  words text not null default '' check (length(words) <= 5000),
  opened_at timestamptz not null default now(),
  opened_by uuid not null,
  -- The last day on which its members answer.
  until date not null,
  closed_at timestamptz,
  unique (organisation_id, body_id, id),
  foreign key (organisation_id, body_id) references body (organisation_id, id),
  foreign key (organisation_id, case_id) references validation_case (organisation_id, id)
);
create unique index round_open on round (organisation_id, case_id) where closed_at is null;

create table round_voice (
  id uuid primary key,
  organisation_id uuid not null,
  body_id uuid not null,
  round_id uuid not null,
  seat_id uuid not null,
  voice text not null check (voice in ('for', 'against', 'abstention')),
  words text not null default '' check (length(words) <= 2000),
  -- Who entered it: another person than the one who sits where a voice came by another way.
  said_by uuid not null,
  said_at timestamptz not null default now(),
  constraint round_voice_once unique (round_id, seat_id),
  foreign key (organisation_id, body_id, round_id) references round (organisation_id, body_id, id),
  foreign key (organisation_id, body_id, seat_id) references body_seat (organisation_id, body_id, id)
);

-- What a body decided of a case, in its turn. Only ever added to.
create table body_decision (
  id uuid primary key,
  organisation_id uuid not null,
  body_id uuid not null,
  case_id uuid not null,
  level integer not null check (level >= 0),
  outcome text not null check (outcome in ('accept', 'return', 'refuse')),
  -- What accepting is subject to, or why it is sent back or refused.
  reason text not null default '' check (length(reason) <= 5000),
  check (outcome = 'accept' or reason <> ''),
  way text not null check (way in ('meeting', 'round', 'alone')),
  meeting_id uuid,
  round_id uuid,
  check ((way = 'meeting') = (meeting_id is not null)),
  check ((way = 'round') = (round_id is not null)),
  -- The seats that took part.
  seats uuid[] not null check (cardinality(seats) > 0),
  -- Null where voices were not counted.
  voices_for integer check (voices_for >= 0),
  voices_against integer check (voices_against >= 0),
  abstentions integer check (abstentions >= 0),
  decided_on date not null,
  recorded_at timestamptz not null default now(),
  recorded_by uuid not null,
  constraint body_decision_in_turn unique (case_id, level),
  foreign key (organisation_id, body_id) references body (organisation_id, id),
  foreign key (organisation_id, case_id) references validation_case (organisation_id, id),
  foreign key (organisation_id, body_id, meeting_id) references meeting (organisation_id, body_id, id),
  foreign key (organisation_id, body_id, round_id) references round (organisation_id, body_id, id)
);
create index body_decision_of_body on body_decision (organisation_id, body_id, decided_on);

create trigger trail after insert or update or delete on body for each row execute function keep_trail();
create trigger trail after insert or update or delete on body_seat for each row execute function keep_trail('name', 'email');
create trigger trail after insert or update or delete on meeting for each row execute function keep_trail('minutes');
create trigger trail after insert or update or delete on meeting_item for each row execute function keep_trail();
create trigger trail after insert or update or delete on attendance for each row execute function keep_trail();
create trigger trail after insert or update or delete on validation_chain for each row execute function keep_trail();
create trigger trail after insert or update or delete on validation_case for each row execute function keep_trail('words');
create trigger trail after insert or update or delete on round for each row execute function keep_trail();
create trigger trail after insert or update or delete on round_voice for each row execute function keep_trail();
create trigger trail after insert or update or delete on body_decision for each row execute function keep_trail();

do $$
declare
  relation text;
begin
  foreach relation in array array['body', 'body_seat', 'meeting', 'meeting_item', 'attendance', 'validation_chain', 'validation_case', 'round',
    'round_voice', 'body_decision'] loop
    execute format('alter table %I enable row level security', relation);
    execute format('create policy own on %I to mieuxdisant_app using (organisation_id = (select asking_organisation()))', relation);
    execute format('grant select, insert on %I to mieuxdisant_app', relation);
  end loop;
end
$$;
grant update on body, body_seat, meeting, meeting_item, attendance, validation_chain, validation_case, round to mieuxdisant_app;
grant delete on meeting_item, attendance, body_seat to mieuxdisant_app;
