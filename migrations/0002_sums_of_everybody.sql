-- Breakdowns were kept for every buyer and year: nearly as many rows as contracts. They are kept for everybody (buyer '') and for
-- large buyers; those of small ones are added up when they are asked for. The rows of small buyers that are left do no harm: see below.
insert into rollup (buyer, year, part, key, valid_from, contracts, missing, below1, sentinel, above3e9, repeats, amount,
  social_yes, social_none, social_unreadable, social_clause, social_criterion, social_reserved, social_amount_filled, social_amount_yes,
  environmental_yes, environmental_none, environmental_unreadable, environmental_clause, environmental_criterion,
  environmental_amount_filled, environmental_amount_yes)
select '', year, part, key, generation, sum(contracts), sum(missing), sum(below1), sum(sentinel), sum(above3e9), sum(repeats), sum(amount),
  sum(social_yes), sum(social_none), sum(social_unreadable), sum(social_clause), sum(social_criterion), sum(social_reserved),
  sum(social_amount_filled), sum(social_amount_yes),
  sum(environmental_yes), sum(environmental_none), sum(environmental_unreadable), sum(environmental_clause), sum(environmental_criterion),
  sum(environmental_amount_filled), sum(environmental_amount_yes)
from rollup, register
where valid_from <= generation and valid_to > generation
group by year, part, key, generation;

delete from rollup small
where part in ('division', 'procedure', 'band') and buyer <> '' and not exists (
  select from rollup whole
  where whole.buyer = small.buyer and whole.year = small.year and whole.part = 'all' and whole.contracts >= 500
    and whole.valid_from <= small.valid_from and whole.valid_to > small.valid_from);

drop index rollup_by_year;
comment on column rollup.buyer is 'SIRET, or empty for all buyers together.';
