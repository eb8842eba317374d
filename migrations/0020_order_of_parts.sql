-- The order of the parts of a joint scheme is its leader's, whoever wrote them: among them stand the own actions of other buyers, whose texts and
-- places under another part stay theirs. A policy tells rows apart, not columns: this function writes the one column.
create function place_parts(scheme uuid, under text, places jsonb) returns void
  language sql security definer set search_path = pg_catalog, public as $$
  update scheme_part p set parent = under, position = n.position
  from jsonb_to_recordset(places) as n (key text, position integer)
  where p.scheme_id = scheme and p.key = n.key and (
    (p.organisation_id = asking_organisation() and scheme = any (asking_schemes()))
    or (p.parent is not distinct from under and scheme = any (led_schemes())))
$$;
revoke execute on function place_parts from public;
grant execute on function place_parts to mieuxdisant_app;
