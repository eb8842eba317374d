-- The logo of an organisation, on the covers of its documents: an image that we drew again, which holds nothing but its pixels.
create table organisation_logo (
  id uuid primary key,
  organisation_id uuid not null constraint organisation_has_logo unique references organisation,
  png bytea not null check (length(png) <= 30000),
  width integer not null check (width between 1 and 800),
  height integer not null check (height between 1 and 800),
  sha256 text not null check (sha256 = encode(sha256(png), 'hex'))
);
alter table organisation_logo alter png set storage external;

create trigger trail after insert or update or delete on organisation_logo for each row execute function keep_trail('png');

alter table organisation_logo enable row level security;
create policy own on organisation_logo to mieuxdisant_app using (organisation_id = (select asking_organisation()));
grant select, insert, update, delete on organisation_logo to mieuxdisant_app;
