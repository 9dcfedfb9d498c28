-- A finding stands also when its check was given up afterwards.
-- Why: db/notes/V38/why.md. What must hold afterwards: db/notes/V38/check.sql.

drop index check_result_by_name;

create index check_result_by_name on check_result (name, check_id desc) where given_up is null or found > 0;
