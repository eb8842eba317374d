-- The evaluation of schemes: the rules of a cycle, the share of actions that each year takes, and what is judged of each of them. What bodies
-- decide of it is theirs; here is only that a choice was accepted, that an evaluation was validated, and nothing changes after.
create table evaluation_rules (
  id uuid primary key,
  organisation_id uuid not null references organisation,
  scheme_id uuid not null references scheme,
  rules jsonb not null,
  constraint evaluation_rules_of_scheme unique (organisation_id, scheme_id)
);

create table campaign (
  id uuid primary key,
  organisation_id uuid not null references organisation,
  scheme_id uuid not null references scheme,
  -- The year that its share is of.
  year integer not null check (year between 1990 and 2100),
  -- The first year of the cycle that it was opened in.
  cycle integer not null check (cycle <= year),
  opened_at timestamptz not null default now(),
  opened_by uuid not null,
  -- Since when all the bodies that choose have accepted its share.
  designated_at timestamptz,
  constraint campaign_of_year unique (organisation_id, scheme_id, year),
  unique (organisation_id, id)
);

-- The actions of a share, called as they were when it was proposed.
create table campaign_action (
  id uuid primary key,
  organisation_id uuid not null,
  campaign_id uuid not null,
  action text not null,
  code text not null,
  title text not null,
  -- By the rules, or by hand.
  origin text not null check (origin in ('proposed', 'added')),
  removed boolean not null default false,
  -- Why it was added by hand, or removed.
  reason text not null check (length(reason) <= 2000),
  constraint campaign_action_once unique (campaign_id, action),
  unique (organisation_id, campaign_id, action),
  foreign key (organisation_id, campaign_id) references campaign (organisation_id, id),
  check (reason <> '' or (origin = 'proposed' and not removed))
);

create table evaluation (
  id uuid primary key,
  organisation_id uuid not null,
  campaign_id uuid not null,
  action text not null,
  -- By criterion: a grade from 1 to 4, and words.
  judgements jsonb not null,
  -- Of the action as a whole.
  grade integer check (grade between 1 and 4),
  -- In Markdown.
  strengths text not null check (length(strengths) <= 10000),
  obstacles text not null check (length(obstacles) <= 10000),
  evidence text not null check (length(evidence) <= 10000),
  recommendation text check (recommendation in ('continue', 'amend', 'reinforce', 'leave')),
  advice text not null check (length(advice) <= 10000),
  -- The day on which it is proposed that the action leaves.
  exit_on date,
  check ((exit_on is not null) <= (recommendation is not null and recommendation = 'leave')),
  -- Grows at each change: who changes it says which one they read.
  revision integer not null default 1,
  -- Since when all the bodies that validate it have accepted it.
  validated_at timestamptz,
  constraint evaluation_of_action unique (campaign_id, action),
  foreign key (organisation_id, campaign_id, action) references campaign_action (organisation_id, campaign_id, action)
);

-- What bodies accepted is what they read: nothing of it changes any more.
create function refuse_changing_designated() returns trigger language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  if exists (select from campaign where id = new.campaign_id and designated_at is not null) then
    raise exception 'the share is designated' using errcode = '42501';
  end if;
  return new;
end
$$;
create trigger share_stays before insert or update on campaign_action for each row execute function refuse_changing_designated();
create function refuse_changing_validated() returns trigger language plpgsql as $$
begin
  if old.validated_at is null then
    return new;
  end if;
  raise exception 'the evaluation is validated' using errcode = '42501';
end
$$;
create trigger evaluation_stays before update on evaluation for each row execute function refuse_changing_validated();

do $$
declare
  relation text;
begin
  foreach relation in array array['evaluation_rules', 'campaign', 'campaign_action', 'evaluation'] loop
    execute format('create trigger trail after insert or update or delete on %I for each row execute function keep_trail()', relation);
    execute format('alter table %I enable row level security', relation);
    execute format('grant select, insert on %I to mieuxdisant_app', relation);
  end loop;
  foreach relation in array array['evaluation_rules', 'campaign'] loop
    execute format('create policy own on %I to mieuxdisant_app using (organisation_id = (select asking_organisation()))
      with check (organisation_id = (select asking_organisation()) and scheme_id = any ((select asking_schemes())::uuid[]))', relation);
  end loop;
  foreach relation in array array['campaign_action', 'evaluation'] loop
    execute format('create policy own on %I to mieuxdisant_app using (organisation_id = (select asking_organisation()))', relation);
  end loop;
end
$$;
grant update (rules) on evaluation_rules to mieuxdisant_app;
grant update (designated_at) on campaign to mieuxdisant_app;
grant update (removed, reason) on campaign_action to mieuxdisant_app;
grant update (judgements, grade, strengths, obstacles, evidence, recommendation, advice, exit_on, revision, validated_at) on evaluation to mieuxdisant_app;
