-- What a body decides of itself, without anything submitted to it: a case of one level, that is answered as it is opened.
alter table validation_case
  add own boolean not null default false,
  -- Nobody submits and withdraws what a body decides of itself.
  add check (not own or state in ('open', 'accepted', 'refused'));
create unique index validation_case_own on validation_case (organisation_id, scope, matter, subject, opened_at) where own;

-- Who designated a share, or validated an evaluation, where no body does; null where bodies did.
alter table campaign add designated_by uuid, add check (designated_by is null or designated_at is not null);
alter table evaluation add validated_by uuid, add check (validated_by is null or validated_at is not null);
grant update (designated_by) on campaign to mieuxdisant_app;
grant update (validated_by) on evaluation to mieuxdisant_app;
