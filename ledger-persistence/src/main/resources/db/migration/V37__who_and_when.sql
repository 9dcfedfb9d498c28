-- Who asked for an entry, and lists that begin and end at a time.
-- Why: db/notes/V37/why.md. What must hold afterwards: db/notes/V37/check.sql.

alter table journal_entry add column posted_by text;

-- The last place in the order of recording, of those up to `newest`, whose entry was recorded at or before a moment; 0 for none.
-- Exact as far as times rise with places; nodes write at once, so the caller allows for their clocks.
create function place_recorded(newest bigint, moment timestamptz) returns bigint
    language plpgsql stable as
$$
declare
    low    bigint := 0;
    high   bigint := newest + 1;
    found_ bigint;
    stamp  timestamptz;
begin
    while high - low > 1 loop
        select e.place, e.recorded_at into found_, stamp
          from journal_entry e
         where e.place <= (low + high) / 2 and e.place > low
         order by e.place desc
         limit 1;
        if not found then
            low := (low + high) / 2;
        elsif stamp <= moment then
            low := (low + high) / 2;
        else
            high := found_;
        end if;
    end loop;
    return low;
end
$$;

create index policy_decision_by_time on policy_decision (evaluated_at);
