-- Who designated a share, or validated an evaluation, where no body does; null where bodies did.
alter table campaign add designated_by uuid, add check (designated_by is null or designated_at is not null);
alter table evaluation add validated_by uuid, add check (validated_by is null or validated_at is not null);
grant update (designated_by) on campaign to mieuxdisant_app;
grant update (validated_by) on evaluation to mieuxdisant_app;
