-- A number that says what a part says: the parts of a text added up tell whether it has changed, without reading it.
alter table scheme_part add column stamp bigint not null
  generated always as (hashtextextended(kind || ' ' || key || ' ' || coalesce(parent, '') || ' ' || position::text || ' ' || content::text, 0)) stored;
create index scheme_part_stamped on scheme_part (scheme_id) include (stamp);
drop trigger trail on scheme_part;
create trigger trail after insert or update or delete on scheme_part for each row execute function keep_trail('stamp');

-- From what the values of a buyer in a scheme were last computed: when one of these is another, they are computed again. The owner’s alone.
create table value_computing (
  organisation_id uuid not null references organisation,
  scheme_id uuid not null references scheme,
  -- What measures count.
  measures text not null,
  -- The last act of somebody on its values; 0 for none.
  act integer not null,
  -- How many parts the text has, and their stamps added up.
  text text not null,
  -- The day, up to that on which the scheme is over.
  day date not null,
  primary key (scheme_id, organisation_id)
);
