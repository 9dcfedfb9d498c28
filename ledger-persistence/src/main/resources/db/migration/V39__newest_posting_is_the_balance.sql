-- An account stands where its newest posting left it; its row may lag behind. Floors are kept where the posting is written.
-- Why: db/notes/V39/why.md. What must hold afterwards: db/notes/V39/check.sql.

alter table posting
    add column debit_floor  numeric(38, 0),
    add column credit_floor numeric(38, 0),
    add constraint posting_debit_floor check (
        debit_floor is null or debits_after - credits_after - coalesce(pending_credits_after, 0) >= debit_floor),
    add constraint posting_credit_floor check (
        credit_floor is null or credits_after - debits_after - coalesce(pending_debits_after, 0) >= credit_floor);

-- Never written. Writers that decide under row locks hold it in SHARE mode, writers that decide from memory in ROW EXCLUSIVE
-- mode: each kind goes together with its like and waits for the other.
create table writer_gate (
    never boolean not null,
    constraint writer_gate_stays_empty check (never and not never)
);

-- Changes of limits have numbers. The newest is looked at, so the sequence begins as one that was used.
create sequence limits_change;
select setval('limits_change', 1);
alter table account_limits add column change bigint not null default nextval('limits_change');
create unique index account_limits_by_change on account_limits (change);

-- Entries above this place state the floors of their accounts.
create table floors_stated (
    above bigint not null
);
insert into floors_stated select coalesce(max(place), 0) from journal_entry;
create trigger floors_stated_immutable before update or delete or truncate on floors_stated
    for each statement execute function deny_change();

-- First word of a transaction that was decided from memory: no other kind of writer is at work until it ends, and no limit
-- was changed since the memory was read.
create function writing_from_memory(limits_seen bigint) returns void
    language plpgsql as
$$
begin
    lock table writer_gate in row exclusive mode;
    if limits_seen <> (select last_value from limits_change) then
        raise exception 'limits of accounts were changed since they were read'
            using errcode = 'serialization_failure', constraint = 'writer_gate';
    end if;
end
$$;

-- Every account as it stands. `row_sequence` says how far the row had followed.
create view balance_now as
select b.account_id,
       case when p.account_seq is null then b.debits else p.debits_after end as debits,
       case when p.account_seq is null then b.credits else p.credits_after end as credits,
       case when p.account_seq is null then b.pending_debits else coalesce(p.pending_debits_after, 0) end as pending_debits,
       case when p.account_seq is null then b.pending_credits else coalesce(p.pending_credits_after, 0) end as pending_credits,
       coalesce(p.account_seq, b.sequence) as sequence,
       b.sequence as row_sequence,
       greatest(b.recorded_at, (select e.recorded_at from journal_entry e where e.entry_id = p.entry_id)) as recorded_at,
       coalesce((select h.effective_at
                   from posting h
                  where h.account_id = b.account_id and h.account_seq > b.sequence and h.account_seq <= p.account_seq
                    and not h.backdated
                  order by h.account_seq desc
                  limit 1), b.effective_high) as effective_high,
       b.floored,
       b.debit_normal,
       b.limits_version,
       b.min_posted,
       b.max_posted,
       b.min_available,
       b.max_available
  from balance b
  left join lateral (select q.account_seq, q.entry_id, q.debits_after, q.credits_after, q.pending_debits_after,
                            q.pending_credits_after
                       from posting q
                      where q.account_id = b.account_id and q.account_seq > b.sequence
                      order by q.account_seq desc
                      limit 1) p on true;

-- As before (V31), from where the account stands and not from its row.
create or replace function balance_at(of_account bigint, effective timestamptz, known timestamptz)
    returns table (debits numeric, credits numeric, pending_debits numeric, pending_credits numeric, sequence bigint)
    language plpgsql stable as
$$
#variable_conflict use_column
declare
    newest    bigint;
    newest_at timestamptz;
    through   bigint;
    settled   bigint;
begin
    select b.sequence, b.recorded_at into newest, newest_at from balance_now b where b.account_id = of_account;
    through := coalesce(newest, 0);
    if through > 0 and newest_at > known then
        through := account_seq_known(of_account, through, known);
    end if;
    settled := case when effective is null then through else account_seq_effective(of_account, through, effective) end;
    return query
        select coalesce(s.debits_after, 0) + coalesce(x.debits, 0),
               coalesce(s.credits_after, 0) + coalesce(x.credits, 0),
               coalesce(s.pending_debits_after, 0) + coalesce(x.pending_debits, 0),
               coalesce(s.pending_credits_after, 0) + coalesce(x.pending_credits, 0),
               through
          from (select sum(p.units) filter (where p.debit and p.phase in ('P', 'S')) as debits,
                       sum(p.units) filter (where not p.debit and p.phase in ('P', 'S')) as credits,
                       sum(case p.phase when 'R' then p.units else -p.units end)
                           filter (where p.debit and p.phase <> 'P') as pending_debits,
                       sum(case p.phase when 'R' then p.units else -p.units end)
                           filter (where not p.debit and p.phase <> 'P') as pending_credits
                  from posting p
                 where p.account_id = of_account and p.backdated and p.effective_at <= effective
                   and p.account_seq > settled and p.account_seq <= through) x
          left join posting s on s.account_id = of_account and s.account_seq = settled;
end
$$;
