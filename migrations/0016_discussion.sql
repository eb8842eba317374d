-- What members say to one another, and the files that they attach, about subjects that other features name; and who is told of it by mail.
create table comment (
  id uuid primary key,
  organisation_id uuid not null references organisation,
  -- What it is about, by the name that its feature gives it; what that was called, and where it was, when this was written.
  subject text not null check (length(subject) between 1 and 300),
  title text not null check (title <> ''),
  path text not null check (path ~ '^/[^/\\]'),
  -- The roles that read the subject, as its feature says; every member without them.
  readers text[],
  -- What it answers, of the same subject.
  parent_id uuid,
  -- No foreign key: what was said outlives the account.
  author_id uuid not null,
  -- In Markdown; people are mentioned by their ids, so that no name stays in it. Null once withdrawn, and then nothing of it is kept.
  body text check (body <> ''),
  -- What it said before: [{ body, until }], the oldest first.
  former jsonb not null default '[]',
  mentions uuid[] not null default '{}',
  -- Who is still to be told of it by mail.
  untold uuid[] not null default '{}',
  -- Whether something is expected of who reads it, and who says that it was done.
  asks boolean not null,
  handled_at timestamptz,
  handled_by uuid,
  made_at timestamptz not null default now(),
  edited_at timestamptz,
  withdrawn_at timestamptz,
  unique (organisation_id, subject, id),
  foreign key (organisation_id, subject, parent_id) references comment (organisation_id, subject, id),
  check ((body is null) = (withdrawn_at is not null)),
  check (body is not null or (former = '[]' and mentions = '{}' and untold = '{}')),
  check ((handled_at is null) = (handled_by is null)),
  check (handled_at is null or asks)
);
create index comment_of_subject on comment (organisation_id, subject, made_at);
create index comment_answering on comment (parent_id);
create index comment_of_author on comment (author_id);
create index comment_to_handle on comment (organisation_id) where asks and handled_at is null and withdrawn_at is null;
create index comment_untold on comment using gin (untold);

-- Whoever speaks for the organisation says that a comment is handled; its words are its author's alone.
create function refuse_others_words() returns trigger language plpgsql as $$
begin
  if new.author_id <> old.author_id or (new.body is distinct from old.body and old.author_id <> asking_person()) then
    raise exception 'a comment is its author''s' using errcode = '42501';
  end if;
  return new;
end
$$;
create trigger comment_is_its_authors before update on comment for each row execute function refuse_others_words();
-- Mails that leave are no act.
create trigger trail after insert or delete or update of body, asks, handled_at, withdrawn_at, organisation_id on comment
  for each row execute function keep_trail('body', 'former', 'title', 'path', 'untold', 'readers');

alter table comment enable row level security;
create policy own on comment to mieuxdisant_app using (organisation_id = (select asking_organisation()));
create policy speaking on comment as restrictive for insert to mieuxdisant_app with check (author_id = (select asking_person()));
grant select, insert, update on comment to mieuxdisant_app;

-- Files that prove something. Their bytes are in the data folder, by their SHA-256, once for each organisation.
create table attachment (
  id uuid primary key,
  organisation_id uuid not null references organisation,
  subject text not null check (length(subject) between 1 and 300),
  person_id uuid not null,
  name text not null check (length(name) between 1 and 200),
  kind text not null,
  bytes bigint not null check (bytes > 0),
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  made_at timestamptz not null default now(),
  removed_at timestamptz,
  removed_by uuid,
  removed_for text check (length(removed_for) between 10 and 1000),
  check ((removed_at is null) = (removed_by is null) and (removed_at is null) = (removed_for is null))
);
create unique index attachment_of_subject on attachment (organisation_id, subject, sha256) where removed_at is null;
create index attachment_of_content on attachment (organisation_id, sha256);
create index attachment_of_person on attachment (person_id);

-- The name of a file may name a person.
create trigger trail after insert or update or delete on attachment for each row execute function keep_trail('name');

alter table attachment enable row level security;
create policy own on attachment to mieuxdisant_app using (organisation_id = (select asking_organisation()));
create policy attaching on attachment as restrictive for insert to mieuxdisant_app with check (person_id = (select asking_person()));
grant select, insert, update on attachment to mieuxdisant_app;

-- How often somebody is told by mail of what awaits them, whatever the organisation: their own choice, which no trail keeps.
create table mail_choice (
  person_id uuid primary key references person,
  rhythm text not null default 'gathered' check (rhythm in ('gathered', 'daily', 'none')),
  -- To the millisecond, as programs count.
  told_at timestamptz
);
alter table mail_choice enable row level security;
create policy own on mail_choice to mieuxdisant_app using (person_id = (select asking_person()));
grant select, insert on mail_choice to mieuxdisant_app;
grant update (rhythm) on mail_choice to mieuxdisant_app;
