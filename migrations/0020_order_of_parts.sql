-- The parts of a joint scheme stand in one order, whoever wrote them: another buyer’s only takes its rank, under what it is already. A policy tells
-- rows apart, not columns: this function writes the two columns.
create function place_parts(asked uuid, under text, places jsonb) returns void
  language sql security definer set search_path = pg_catalog, public as $$
  update scheme_part p set parent = under, position = n.position
  from jsonb_to_recordset(places) as n (key text, position integer)
  where p.scheme_id = asked and p.key = n.key and asked = any (asking_schemes())
    and (p.organisation_id = asking_organisation() or p.parent is not distinct from under)
$$;
revoke execute on function place_parts from public;
grant execute on function place_parts to mieuxdisant_app;
