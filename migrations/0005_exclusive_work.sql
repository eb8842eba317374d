-- Who does what only one process may do at a time. Each transaction of that work holds its line, so that one who has lost the place to
-- another can write nothing more.
create table exclusive_work (
  name text primary key,
  holder uuid not null
);
