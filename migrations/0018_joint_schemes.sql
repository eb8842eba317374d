-- Joint schemes, whole: who is invited answers, and each buyer writes what is its own while it is in.

-- A buyer joins by itself; an invitation is answered once, and what has ended is opened again by another invitation.
create function refuse_rewriting_buyer() returns trigger language plpgsql as $$
begin
  if old.ended_at is null and (new.joined_at is not distinct from old.joined_at
      or old.joined_at is null and new.organisation_id is not distinct from asking_organisation()) then
    return new;
  end if;
  raise exception 'who is invited answers, once' using errcode = '42501';
end
$$;
create trigger buyer_answers before update on scheme_buyer for each row execute function refuse_rewriting_buyer();

-- A part that names a buyer, and the indicators of its own actions, are written by that buyer while it is in, and by who leads otherwise.
create function share_out_parts() returns trigger language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  lead uuid := (select organisation_id from scheme where id = new.scheme_id);
  named text := (select siren from organisation where id = new.organisation_id);
  writer uuid := case when new.ended_at is null then new.organisation_id else lead end;
begin
  update scheme_part p set organisation_id = writer
  where scheme_id = new.scheme_id and organisation_id <> writer and (content ->> 'buyer' = named or kind = 'indicator' and exists (
    select from scheme_part a where a.scheme_id = p.scheme_id and a.key = p.parent and a.content ->> 'buyer' = named));
  return null;
end
$$;
create trigger parts_shared_out after insert or update on scheme_buyer for each row when (new.joined_at is not null)
  execute function share_out_parts();

-- Who writes a part may change while the text is frozen; what it says may not.
create or replace function refuse_frozen_text() returns trigger language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  changed uuid := case when tg_op = 'DELETE' then old.scheme_id else new.scheme_id end;
begin
  if tg_op = 'UPDATE' and new.organisation_id <> old.organisation_id
    and (new.kind, new.key, new.parent, new.position, new.content) is not distinct from (old.kind, old.key, old.parent, old.position, old.content) then
    return new;
  end if;
  if not exists (select from scheme_version where scheme_id = changed and state = 'draft') then
    raise exception 'the text is frozen' using errcode = '42501';
  end if;
  return case when tg_op = 'DELETE' then old else new end;
end
$$;

create function asking_siren() returns text language sql stable security definer set search_path = pg_catalog, public as
  $$ select siren from organisation where id = asking_organisation() $$;
-- The structure is of who leads; another buyer writes its own actions, their indicators, and its own marks.
create policy own_added on scheme_part as restrictive for insert to mieuxdisant_app with check (
  scheme_id = any ((select led_schemes())::uuid[]) or kind = 'indicator'
  or kind in ('action', 'own') and content ->> 'buyer' = (select asking_siren()));
create policy own_kept on scheme_part as restrictive for update to mieuxdisant_app using (true) with check (
  scheme_id = any ((select led_schemes())::uuid[]) or kind = 'indicator'
  or kind in ('action', 'own') and content ->> 'buyer' = (select asking_siren()));
-- The marks of every buyer go with the common indicator that they are of.
create policy clearing on scheme_part for delete to mieuxdisant_app using (kind = 'own' and scheme_id = any ((select led_schemes())::uuid[]));

-- The buyers whose values a transaction may read: those of its schemes, and of the schemes that everybody reads. Who has left is still named.
drop function known_buyers();
create function known_buyers() returns table (scheme_id uuid, organisation_id uuid, siren text, name text, leads boolean, present boolean)
language sql stable security definer set search_path = pg_catalog, public as $$
  with known as (select distinct unnest(asking_schemes() || public_schemes()) as id)
  select s.id, o.id, o.siren, o.name, true, true from known join scheme s using (id) join organisation o on o.id = s.organisation_id
  union all
  select b.scheme_id, o.id, o.siren, o.name, false, bool_or(b.ended_at is null)
  from known join scheme_buyer b on b.scheme_id = known.id join organisation o on o.id = b.organisation_id
  where b.joined_at is not null group by b.scheme_id, o.id
$$;

-- Who shares a scheme, whatever they answered; to who is only invited, itself and who leads.
create function sharing_buyers(asked uuid) returns table (id uuid, organisation_id uuid, siren text, name text, leads boolean,
  invited_at timestamptz, joined_at timestamptz, ended_at timestamptz)
language sql stable security definer set search_path = pg_catalog, public as $$
  select null::uuid, o.id, o.siren, o.name, true, s.created_at, s.created_at, null::timestamptz
  from scheme s join organisation o on o.id = s.organisation_id
  where s.id = asked and asked = any (asking_schemes() || invited_schemes())
  union all
  select b.id, o.id, o.siren, o.name, false, b.invited_at, b.joined_at, b.ended_at
  from scheme_buyer b join organisation o on o.id = b.organisation_id
  where b.scheme_id = asked and (asked = any (asking_schemes()) or asked = any (invited_schemes()) and o.id = asking_organisation())
$$;

-- The organisations of the site that somebody looks for to share a scheme with: by SIREN, or by words of their name, in lower case and without accents.
create function organisations_named(words text) returns table (id uuid, siren text, name text, suspended boolean)
language sql stable security definer set search_path = pg_catalog, public as $$
  select id, siren, name, suspended_at is not null from organisation
  where asking_organisation() is not null and (siren = words or length(words) > 1
    and strpos(regexp_replace(normalize(replace(replace(lower(name), '’', ''''), 'œ', 'oe'), NFKD), '[\u0300-\u036f]', '', 'g'), words) > 0)
  order by name, siren limit 20
$$;

revoke execute on function organisations_named(text), sharing_buyers(uuid) from public;
grant execute on function organisations_named(text), sharing_buyers(uuid) to mieuxdisant_app;
