-- Publications: numbered snapshots that an organisation publishes, which nobody changes any more. What they hold is opaque here: files,
-- packed, of which one has the figures of the public page.

-- What is published in the name of a SIREN is published by the organisation that has it.
alter table organisation add constraint organisation_of_siren unique (id, siren);

create table publication (
  id uuid primary key,
  organisation_id uuid not null,
  siren text not null,
  -- As it was called then.
  name text not null,
  number integer not null check (number > 0),
  -- Numbers have no gap: each follows one that exists.
  previous integer generated always as (nullif(number - 1, 0)) stored,
  kind text not null,
  title text not null,
  period text not null,
  -- Made of the data of the example.
  example boolean not null,
  published_at timestamptz not null,
  -- No foreign key: what was published outlives the account. Never shown in public.
  author_id uuid not null,
  -- The number that this one corrects, and what changed.
  replaces integer,
  changes text,
  -- The file that holds the figures of the page.
  content text not null,
  -- The names and SHA-256 of its files, one a line, as sha256sum writes them; its own SHA-256 is that of the publication.
  manifest text not null,
  sha256 text not null check (sha256 = encode(sha256(convert_to(manifest, 'UTF8')), 'hex')),
  constraint publication_number unique (siren, number),
  unique (organisation_id, number),
  unique (organisation_id, id),
  constraint publication_corrected unique (organisation_id, replaces),
  foreign key (organisation_id, siren) references organisation (id, siren),
  foreign key (organisation_id, previous) references publication (organisation_id, number),
  foreign key (organisation_id, replaces) references publication (organisation_id, number),
  check (replaces < number),
  check ((replaces is null) = (changes is null)),
  check (changes <> '')
);
create index publication_of_period on publication (siren, kind, period);

create table publication_file (
  organisation_id uuid not null,
  publication_id uuid not null,
  name text not null check (name ~ '^[a-z0-9][a-z0-9.-]*$'),
  type text not null,
  -- Of the file as it is read; it is kept, and mostly sent, packed.
  bytes bigint not null,
  sha256 text not null,
  gzip bytea not null,
  primary key (publication_id, name),
  foreign key (organisation_id, publication_id) references publication (organisation_id, id)
);
alter table publication_file alter gzip set storage external;

-- It stays at its address, which then says since when and why; its files are no longer shown.
create table publication_withdrawal (
  id uuid primary key,
  organisation_id uuid not null,
  publication_id uuid not null constraint publication_withdrawn unique,
  withdrawn_at timestamptz not null default now(),
  author_id uuid not null,
  reason text not null check (reason <> ''),
  foreign key (organisation_id, publication_id) references publication (organisation_id, id)
);

create function refuse_rewriting() returns trigger language plpgsql as $$
begin
  raise exception 'what is published is never changed' using errcode = '42501';
end
$$;
create trigger publication_stays before update or delete or truncate on publication for each statement execute function refuse_rewriting();
create trigger publication_stays before update or delete or truncate on publication_file for each statement execute function refuse_rewriting();
create trigger publication_stays before update or delete or truncate on publication_withdrawal for each statement execute function refuse_rewriting();

-- A publication has the files that its manifest names, and never another one.
create function refuse_unnamed_file() returns trigger language plpgsql as $$
begin
  if not exists (
    select from publication p
    where p.id = new.publication_id and position(new.sha256 || '  ' || new.name || chr(10) in p.manifest) > 0
  ) then
    raise exception 'the manifest of the publication does not name this file' using errcode = '42501';
  end if;
  return new;
end
$$;
create trigger publication_file_named before insert on publication_file for each row execute function refuse_unnamed_file();

create trigger trail after insert on publication for each row execute function keep_trail('manifest');
create trigger trail after insert on publication_withdrawal for each row execute function keep_trail();

alter table publication enable row level security;
alter table publication_file enable row level security;
alter table publication_withdrawal enable row level security;

create policy own on publication for select to mieuxdisant_app using (organisation_id = (select asking_organisation()));
create policy own on publication_file for select to mieuxdisant_app using (organisation_id = (select asking_organisation()));
create policy own on publication_withdrawal for select to mieuxdisant_app using (organisation_id = (select asking_organisation()));
-- Under one's own name, and by an organisation that may still speak for the buyer.
create policy publishing on publication for insert to mieuxdisant_app with check (
  organisation_id = (select asking_organisation()) and author_id = (select asking_person())
  and exists (select from organisation o where o.id = organisation_id and o.suspended_at is null));
create policy publishing on publication_file for insert to mieuxdisant_app with check (organisation_id = (select asking_organisation()));
create policy withdrawing on publication_withdrawal for insert to mieuxdisant_app with check (
  organisation_id = (select asking_organisation()) and author_id = (select asking_person()));
-- What is published is everybody's, but for who published it and the files of what was withdrawn.
create policy published on publication for select to mieuxdisant_web using (true);
create policy published on publication_withdrawal for select to mieuxdisant_web using (true);
create policy published on publication_file for select to mieuxdisant_web using (
  not exists (select from publication_withdrawal w where w.publication_id = publication_file.publication_id));

grant select, insert on publication, publication_file, publication_withdrawal to mieuxdisant_app;
grant select (id, siren, name, number, kind, title, period, example, published_at, replaces, changes, content, manifest, sha256)
  on publication to mieuxdisant_web;
grant select (publication_id, name, type, bytes, sha256, gzip) on publication_file to mieuxdisant_web;
grant select (publication_id, withdrawn_at, reason) on publication_withdrawal to mieuxdisant_web;
