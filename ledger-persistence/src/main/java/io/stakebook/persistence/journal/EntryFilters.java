package io.stakebook.persistence.journal;

import io.stakebook.core.id.EntryId;
import io.stakebook.core.journal.Journal;
import io.stakebook.core.page.Limit;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The filters of a list of entries as SQL: one that an index leads to, in the order of the list, and those that are only
 * compared. Texts are constants of the code; values are always bound.
 */
final class EntryFilters {

    /** A position's entries are its customer's. */
    private static final String OF_POSITION =
            "e.customer_id = (select p.customer_id from position p where p.position_id = ?)";

    private static final String OF_CUSTOMER = "e.customer_id = ?";

    private static final String PLACES = "select e.place from journal_entry e where e.place < ? and e.place >= ?";

    /** The list stretch by stretch, the newest first: so its index by customer is kept (V41). */
    private static final String STRETCHES = """
            select e.place
              from (select stretch from generate_series((? - 1) >> 20, ? >> 20, -1) as every (stretch) order by stretch desc) as s
             cross join lateral (%s and e.place >> 20 = s.stretch%s order by e.place desc limit ?) as e
             order by s.stretch desc, e.place desc offset ? limit ?
            """;

    /**
     * An account's entries through its postings, whose places rise with its sequence. Which postings lie between two places
     * is found by the time of their entries, and what clocks may differ; the last of those that one entry made stands for it.
     */
    private static final String OF_ACCOUNT = """
            with bound as materialized (
                select a.account_id,
                       account_seq_known(a.account_id, b.sequence, coalesce(
                           (select t.recorded_at from journal_entry t where t.place >= ? order by t.place limit 1)
                           - interval '5 minutes', '-infinity')) as low,
                       account_seq_known(a.account_id, b.sequence, coalesce(
                           (select t.recorded_at from journal_entry t where t.place < ? order by t.place desc limit 1)
                           + interval '5 minutes', '-infinity')) as high
                  from account a join balance_now b on b.account_id = a.account_id
                 where a.name = ?)
            select f.place
              from bound w
             cross join lateral (
                   select e.place
                     from posting p join journal_entry e on e.entry_id = p.entry_id
                    where p.account_id = w.account_id and p.account_seq > w.low and p.account_seq <= w.high
                      and not exists (select 1 from posting n
                                       where n.account_id = p.account_id and n.account_seq = p.account_seq + 1
                                         and n.entry_id = p.entry_id)
                      and e.place >= ? and e.place < ?%s
                    order by p.account_seq desc offset ? limit ?) f
             order by f.place desc
            """;

    private static final String TOUCHING_ACCOUNT = """
            exists (select 1 from posting p
                     where p.entry_id = e.entry_id
                       and p.account_id = (select a.account_id from account a where a.name = ?))""";

    private static final String TOUCHING_CHART = """
            exists (select 1 from posting p join account a on a.account_id = p.account_id
                     where p.entry_id = e.entry_id and a.chart = ?)""";

    /** What the clocks of nodes that write at once may differ, and how long a batch may take. */
    private static final Duration CLOCKS = Duration.ofMinutes(5);

    private static final String REVERSED_BY =
            "e.entry_id = (select r.reverses from journal_entry r where r.entry_id = ?)";

    private record Filter(String sql, List<Object> values) {}

    private final List<Filter> leading = new ArrayList<>();
    private final List<Filter> compared = new ArrayList<>();

    private boolean ledByCustomer;
    private @Nullable String ledByAccount;
    private @Nullable Instant since;
    private @Nullable Instant until;

    private EntryFilters() {}

    static EntryFilters of(Journal.Query query) {
        EntryFilters filters = new EntryFilters();
        filters.add(REVERSED_BY, id(query.reversedBy()), null);
        filters.add("e.reverses = ?", id(query.reverses()), "e.reverses = ?");
        filters.add("e.reservation_id = ?", id(query.reservation()), "e.reservation_id = ?");
        filters.add("e.run_id = ?", query.run() == null ? null : query.run().value(), "e.run_id = ?");
        YearMonth month = query.carriedFrom();
        if (month != null) {
            String sql = "e.carried_from between ? and ?";
            filters.add(filters.leading.isEmpty(), sql, List.of(month.atDay(1), month.atEndOfMonth()));
        }
        filters.ledByCustomer = filters.leading.isEmpty() && (query.customer() != null || query.position() != null);
        filters.add(
                OF_CUSTOMER, query.customer() == null ? null : query.customer().value(), OF_CUSTOMER);
        if (query.position() != null) {
            if (filters.leading.isEmpty()) {
                filters.add(true, OF_POSITION, List.of(query.position().value()));
            }
            filters.add(false, "e.position_id = ?", List.of(query.position().value()));
        }
        Journal.Touching touching = query.touching();
        if (touching != null) {
            filters.touching(touching);
        }
        filters.compare(
                "e.product_id = ?",
                query.product() == null ? null : query.product().value());
        filters.compare("e.kind = ?", query.kind() == null ? null : query.kind().wire());
        Journal.Days days = query.businessDates();
        if (days != null) {
            filters.compare("e.business_date >= ?", days.first());
            filters.compare("e.business_date <= ?", days.last());
        }
        filters.compare(
                "e.phase = cast(? as \"char\")",
                query.phase() == null ? null : String.valueOf(query.phase().code()));
        Journal.Span recorded = query.recorded();
        if (recorded != null) {
            filters.since = recorded.from();
            filters.until = recorded.to();
            filters.compare("e.recorded_at >= ?", utc(recorded.from()));
            filters.compare("e.recorded_at < ?", utc(recorded.to()));
        }
        return filters;
    }

    private void touching(Journal.Touching touching) {
        String account = touching.account() == null ? null : touching.account().toString();
        if (leading.isEmpty()) {
            ledByAccount = account;
        } else {
            compare(TOUCHING_ACCOUNT, account);
        }
        compare(
                TOUCHING_CHART,
                touching.chart() == null ? null : touching.chart().code());
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant time) {
        return time == null ? null : time.atOffset(ZoneOffset.UTC);
    }

    private static @Nullable Object id(@Nullable EntryId id) {
        return id == null ? null : id.value();
    }

    /** Leads when nothing leads yet; compared otherwise. */
    private void add(String lead, @Nullable Object value, @Nullable String compare) {
        if (value == null) {
            return;
        }
        boolean leads = leading.isEmpty();
        add(leads, leads || compare == null ? lead : compare, List.of(value));
    }

    private void add(boolean leads, String sql, List<Object> values) {
        (leads ? leading : compared).add(new Filter(sql, values));
    }

    private void compare(String sql, @Nullable Object value) {
        if (value != null) {
            add(false, sql, List.of(value));
        }
    }

    /** Where a page that may begin below {@code before} begins: nothing above was recorded in time. */
    long top(EntityManager em, long before) {
        return until == null ? before : Math.min(before, place(em, before, until.plus(CLOCKS)) + 1);
    }

    /** Where the list ends: nothing below was recorded in time. */
    long bottom(EntityManager em, long before) {
        return since == null ? 0 : place(em, before, since.minus(CLOCKS)) + 1;
    }

    /**
     * How far down a page may look: the place of the last entry it looks at, where filters that are only compared could make
     * it go on for long; empty when the list ends above.
     *
     * @param bottom where the list ends, as {@link #bottom} says
     */
    Optional<Long> floor(EntityManager em, long before, long bottom) {
        if (compared.isEmpty()) {
            return Optional.empty();
        }
        List<?> found =
                query(em, leading, before, bottom, Limit.MOST_LOOKED_AT - 1, 1).getResultList();
        return found.stream().findFirst().map(EntryFilters::place);
    }

    /** Places of the entries that pass all filters, newest first. */
    List<Long> places(EntityManager em, long before, long floor, int most) {
        List<Filter> all = new ArrayList<>(leading);
        all.addAll(compared);
        List<?> found = query(em, all, before, floor, 0, most).getResultList();
        return found.stream().map(EntryFilters::place).toList();
    }

    private Query query(EntityManager em, List<Filter> filters, long before, long floor, int skipped, int most) {
        String all = filters.stream().map(filter -> " and " + filter.sql()).collect(Collectors.joining());
        String sql;
        List<Object> values = new ArrayList<>();
        String account = ledByAccount;
        if (account != null) {
            sql = OF_ACCOUNT.formatted(all);
            values.addAll(List.of(floor, before, account, floor, before));
        } else if (ledByCustomer) {
            sql = STRETCHES.formatted(PLACES, all);
            values.addAll(List.of(before, floor, before, floor));
        } else {
            sql = PLACES + all + " order by e.place desc offset ? limit ?";
            values.addAll(List.of(before, floor));
        }
        filters.forEach(filter -> values.addAll(filter.values()));
        if (ledByCustomer) {
            values.add(skipped + most);
        }
        values.addAll(List.of(skipped, most));
        Query query = em.createNativeQuery(sql);
        for (int i = 0; i < values.size(); i++) {
            query.setParameter(i + 1, values.get(i));
        }
        return query;
    }

    /** The last place whose entry was recorded at or before a moment. */
    private static long place(EntityManager em, long before, Instant moment) {
        Object found = em.createNativeQuery("select place_recorded(?, ?)")
                .setParameter(1, before - 1)
                .setParameter(2, utc(moment))
                .getSingleResult();
        return place(found);
    }

    private static Long place(Object column) {
        return ((Number) column).longValue();
    }
}
