-- What a person did, for the copy of their data: when, which act, on what; never the values, which are the organisation's.
grant select (at, person_id, act, relation, operation) on audit to mieuxdisant_identity;
create policy own_acts on audit for select to mieuxdisant_identity using (true);
