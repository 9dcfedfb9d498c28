-- The accounts of a customer are read in pages, by name.
-- Why: db/notes/V45/why.md. What must hold afterwards: db/notes/V45/check.sql.

create index account_of_customer on account (customer_id, name) where customer_id is not null;
drop index account_by_customer;
