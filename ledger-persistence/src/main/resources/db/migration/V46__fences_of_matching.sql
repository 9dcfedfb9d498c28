-- What matching a statement rests on, so that it can be told whether it moved.
-- Why: db/notes/V46/why.md. What must hold afterwards: db/notes/V46/check.sql.

create table reward_fence (
    scope text   not null collate "C",
    moves bigint not null,
    constraint reward_fence_pkey primary key (scope),
    constraint reward_fence_moves_not_negative check (moves >= 0)
);

create trigger reward_fence_kept before delete or truncate on reward_fence
    for each statement execute function deny_change();
