-- The writer with balances in memory: its lease, and the fence before its commit.
-- Why each piece is as it is: db/notes/V30/why.md. What must hold afterwards: db/notes/V30/check.sql.

-- Said inside the transaction that moved the balances: all of them, or none.
create function posting_fence(moved bigint, wanted bigint) returns void
    language plpgsql as
$$
begin
    if moved <> wanted then
        raise exception 'of % balances % are as they were when the batch was decided; another writer moved the rest',
            wanted, moved using errcode = 'serialization_failure', constraint = 'posting_fence';
    end if;
end
$$;

create table engine_lease (
    one       boolean primary key default true,
    epoch     bigint      not null,
    holder    uuid,
    taken_at  timestamptz not null,
    beat_at   timestamptz not null,
    constraint engine_lease_single check (one),
    constraint engine_lease_epoch_not_negative check (epoch >= 0)
) with (fillfactor = 10);

insert into engine_lease (epoch, holder, taken_at, beat_at)
values (0, null, '-infinity', '-infinity');
