-- Lists run from the latest contract on. Thousands are notified on one day: with what orders them inside it the index leads straight to
-- the first fifty, instead of to a day to be sorted.
drop index contract_by_date;
create index contract_by_date on contract_version (notified desc nulls last, identity);

-- A defect that fifteen contracts have among millions is not looked for in all of them.
create index contract_by_warning on contract_version using gin (warnings) where warnings <> '{}';
