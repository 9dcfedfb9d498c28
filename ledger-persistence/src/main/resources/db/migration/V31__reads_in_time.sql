-- Balances and statements at any moment on both axes of time. Why: db/notes/V31/why.md. Check: db/notes/V31/check.sql.

-- The last posting of an account, of the first `newest`, that was recorded at or before a moment; 0 for none.
create function account_seq_known(of_account bigint, newest bigint, moment timestamptz) returns bigint
    language plpgsql stable as
$$
declare
    low    bigint := 0;
    high   bigint := newest + 1;
    middle bigint;
    stamp  timestamptz;
begin
    while high - low > 1 loop
        middle := (low + high) / 2;
        select e.recorded_at into strict stamp
          from posting p join journal_entry e on e.entry_id = p.entry_id
         where p.account_id = of_account and p.account_seq = middle;
        if stamp <= moment then
            low := middle;
        else
            high := middle;
        end if;
    end loop;
    return low;
end
$$;

-- The last posting of an account, of the first `newest`, that is not backdated and effective at or before a moment; 0 for none.
create function account_seq_effective(of_account bigint, newest bigint, moment timestamptz) returns bigint
    language plpgsql stable as
$$
declare
    low    bigint := 0;
    high   bigint := newest + 1;
    best   bigint := 0;
    middle bigint;
    place  bigint;
    stamp  timestamptz;
begin
    while high - low > 1 loop
        middle := (low + high) / 2;
        select p.account_seq, p.effective_at into place, stamp
          from posting p
         where p.account_id = of_account and p.account_seq <= middle and p.account_seq > low and not p.backdated
         order by p.account_seq desc
         limit 1;
        if not found then
            low := middle;
        elsif stamp <= moment then
            best := place;
            low := middle;
        else
            high := place;
        end if;
    end loop;
    return best;
end
$$;

-- The fold of an account's postings that are effective at or before one moment and were recorded at or before another; a null
-- moment does not restrict. `sequence` counts the postings recorded by then.
create function balance_at(of_account bigint, effective timestamptz, known timestamptz)
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
    select b.sequence, b.recorded_at into newest, newest_at from balance b where b.account_id = of_account;
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

-- A run's entries are listed in pages like all others; the index costs what the one it replaces did.
drop index journal_entry_by_run;
create index journal_entry_by_run on journal_entry (run_id, place) where run_id is not null;
