-- The evaluation of a share, and the global bilan of a cycle, are prepared as the bilan of a year is: same plan, same texts. Which of them a row is of
-- is one of its names.
alter table bilan add column kind text not null default 'bilan' check (kind in ('bilan', 'evaluation', 'global'));
alter table bilan drop constraint bilan_of_year;
alter table bilan add constraint bilan_of_year unique (organisation_id, scheme_id, kind, year);
