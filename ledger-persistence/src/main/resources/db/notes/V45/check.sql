-- Every query lists what is wrong; no row means the migration did what it says.
select 'account_of_customer is missing' as problem
 where to_regclass('account_of_customer') is null;
