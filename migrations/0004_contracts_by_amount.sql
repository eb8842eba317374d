-- The largest contracts first, of a year or of everybody: fifty lines, without sorting millions of them.
create index contract_by_amount on contract_version (amount desc nulls last, identity);
