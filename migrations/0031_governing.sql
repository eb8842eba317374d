-- What a body decides of itself, without anything submitted to it: a case of one level, that is answered as it is opened.
alter table validation_case
  add own boolean not null default false,
  -- Nobody submits and withdraws what a body decides of itself.
  add check (not own or state in ('open', 'accepted', 'refused'));
create unique index validation_case_own on validation_case (organisation_id, scope, matter, subject, opened_at) where own;

-- Of a meeting that had taken place when it was entered: nobody was called to it from here.
alter table meeting add afterwards boolean not null default false;

-- What a body asks another one to write: new actions, amendments. Who writes answers by what they wrote, or says why not.
create table orientation (
  id uuid primary key,
  organisation_id uuid not null,
  -- What it concerns, and what of it is to be written, as other features name them: of chains and cases.
  scope text not null check (length(scope) between 1 and 100),
  matter text not null check (length(matter) between 1 and 40),
  by_body uuid not null,
  to_body uuid not null,
  -- Where it was given; null outside any meeting.
  meeting_id uuid,
  given_on date not null,
  due date,
  check (due >= given_on),
  title text not null check (length(title) between 1 and 300),
  -- In Markdown.
  words text not null check (length(words) <= 5000),
  state text not null default 'sent' check (state in ('sent', 'taken-up', 'answered', 'declined')),
  taken_up_at timestamptz,
  check (state <> 'taken-up' or taken_up_at is not null),
  -- What was written, and how it was called then: subjects of the matter.
  subjects text[] not null default '{}',
  called text[] not null default '{}',
  check (cardinality(subjects) = cardinality(called)),
  check ((state = 'answered') = (cardinality(subjects) > 0)),
  -- What goes with what was written, or why nothing was.
  answer text not null default '' check (length(answer) <= 5000),
  check (state <> 'declined' or answer <> ''),
  answered_at timestamptz,
  answered_by uuid,
  check ((state in ('answered', 'declined')) = (answered_at is not null)),
  check ((answered_at is null) = (answered_by is null)),
  recorded_at timestamptz not null default now(),
  recorded_by uuid not null,
  foreign key (organisation_id, by_body) references body (organisation_id, id),
  foreign key (organisation_id, to_body) references body (organisation_id, id),
  foreign key (organisation_id, by_body, meeting_id) references meeting (organisation_id, body_id, id)
);
create index orientation_of_scope on orientation (organisation_id, scope, given_on);

-- What was answered stays as it was answered.
create function refuse_changing_answered() returns trigger language plpgsql as $$
begin
  if old.answered_at is null then
    return new;
  end if;
  raise exception 'the orientation is answered' using errcode = '42501';
end
$$;
create trigger orientation_stays before update on orientation for each row execute function refuse_changing_answered();
create trigger trail after insert or update or delete on orientation for each row execute function keep_trail('words', 'answer');
alter table orientation enable row level security;
create policy own on orientation to mieuxdisant_app using (organisation_id = (select asking_organisation()));
grant select, insert on orientation to mieuxdisant_app;
grant update (state, taken_up_at, subjects, called, answer, answered_at, answered_by) on orientation to mieuxdisant_app;

-- Who designated a share, or validated an evaluation, where no body does; null where bodies did.
alter table campaign add designated_by uuid, add check (designated_by is null or designated_at is not null);
alter table evaluation add validated_by uuid, add check (validated_by is null or validated_at is not null);
grant update (designated_by) on campaign to mieuxdisant_app;
grant update (validated_by) on evaluation to mieuxdisant_app;
