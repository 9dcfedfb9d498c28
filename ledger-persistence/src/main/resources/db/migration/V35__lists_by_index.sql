-- Two lists whose rows had to be looked for among all others.
-- Why: db/notes/V35/why.md. What must hold afterwards: db/notes/V35/check.sql.

create index account_of_house on account (name) where customer_id is null;
create index reservation_open on reservation (entry_id) where state = 'OPEN';
