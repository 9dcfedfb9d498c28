-- Where reservations stand. Why: db/notes/V23/why.md. Check: db/notes/V23/check.sql.

create table reservation (
    entry_id     uuid primary key,
    customer_id  uuid,
    state        text             not null,
    expires_at   timestamptz,
    accounts     text[]           not null,
    debit        boolean[]        not null,
    units        numeric(38, 0)[] not null,
    settled      numeric(38, 0)[] not null,
    remaining    numeric(38, 0)[] not null,
    effective_at timestamptz      not null,
    reserved_at  timestamptz      not null,
    resolved_at  timestamptz,
    resolved_by  uuid,
    version      bigint           not null,
    constraint reservation_state_known check (state in ('OPEN', 'SETTLED', 'VOIDED', 'EXPIRED')),
    constraint reservation_resolution_named check (
        (state = 'OPEN') = (resolved_at is null) and (state = 'OPEN') = (resolved_by is null)),
    constraint reservation_only_what_expires_expired check (state <> 'EXPIRED' or expires_at is not null),
    constraint reservation_legs_alike check (
        cardinality(accounts) >= 2 and cardinality(debit) = cardinality(accounts)
        and cardinality(units) = cardinality(accounts) and cardinality(settled) = cardinality(accounts)
        and cardinality(remaining) = cardinality(accounts)),
    constraint reservation_open_while_something_remains check ((state = 'OPEN') = (not 0 = all (remaining))),
    constraint reservation_version_positive check (version > 0)
) with (fillfactor = 70);

create index reservation_due on reservation (expires_at, entry_id) where state = 'OPEN' and expires_at is not null;
create index reservation_by_customer on reservation (customer_id, entry_id) where customer_id is not null;
create index reservation_by_account on reservation using gin (accounts);

-- Never more settled and set aside than was reserved; what was settled stays settled.
create function reservation_within_bounds() returns trigger
    language plpgsql as
$$
begin
    for leg in 1 .. cardinality(new.units) loop
        if new.units[leg] <= 0 or new.settled[leg] < 0 or new.remaining[leg] < 0
            or new.settled[leg] + new.remaining[leg] > new.units[leg]
            or (tg_op = 'UPDATE' and (new.settled[leg] < old.settled[leg] or new.remaining[leg] > old.remaining[leg])) then
            raise exception 'reservation %: of % units on leg % % would be settled and % remain',
                new.entry_id, new.units[leg], leg, new.settled[leg], new.remaining[leg]
                using errcode = 'integrity_constraint_violation', constraint = 'reservation_within_bounds';
        end if;
    end loop;
    return new;
end
$$;

create trigger reservation_within_bounds
    before insert or update on reservation
    for each row
execute function reservation_within_bounds();

create function reservation_resolved_once() returns trigger
    language plpgsql as
$$
begin
    raise exception 'reservation % was resolved before and stays so', old.entry_id
        using errcode = 'integrity_constraint_violation', constraint = 'reservation_resolved_once';
end
$$;

create trigger reservation_resolved_once
    before update on reservation
    for each row when (old.state <> 'OPEN')
execute function reservation_resolved_once();

create trigger reservation_kept before delete or truncate on reservation
    for each statement execute function deny_change();

-- A customer who exists once exists for ever: writers look him up ahead of the batch and rely on it.
create trigger customer_kept before delete or truncate on customer
    for each statement execute function deny_change();
