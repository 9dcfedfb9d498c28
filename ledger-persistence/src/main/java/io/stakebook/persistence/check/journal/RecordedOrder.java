package io.stakebook.persistence.check.journal;

import io.stakebook.persistence.check.frame.Check;
import io.stakebook.persistence.check.frame.Found;
import io.stakebook.persistence.check.frame.Glances;
import io.stakebook.persistence.check.frame.PerAccount;
import io.stakebook.persistence.check.frame.Stretches;
import io.stakebook.persistence.check.outcome.OutcomeZones;
import io.stakebook.persistence.check.outcome.Suspects;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Along an account neither recorded time nor place may go back, and only one command may stand at one time: what one command
 * did is one moment, and nobody else's falls into it. The journal is read in the order of its places, and of each account its
 * newest posting is remembered.
 */
final class RecordedOrder implements Check {

    private static final int FETCH = 10_000;

    /** Columns of a fault. */
    private static final int SUBJECT = 6;

    private static final int DETAIL = 7;

    private static final Stretches PLACES = Stretches.alongNumbers("journal_entry e", "e.place");

    private static final String JOURNAL = """
            select e.place, (extract(epoch from e.recorded_at) * 1000000)::bigint, p.account_id, p.account_seq
              from journal_entry e join posting p using (entry_id)
             where within[e.place] order by e.place, p.account_id, p.account_seq
            """;

    private static final String OTHERS = """
            with named as materialized (select i.scope, i.key, unnest(i.entries) as entry_id from %s i)
            select pair.account_id, pair.before, pair.place, m.key is not null, n.key is not null,
                   coalesce(a.name, 'account ' || pair.account_id),
                   'entries ' || b.entry_id || ' and ' || e.entry_id || ' were recorded at ' || e.recorded_at || ' by '
                   || coalesce(m.scope || ' ' || m.key, 'nobody') || ' and by ' || coalesce(n.scope || ' ' || n.key, 'nobody')
              from unnest(?, ?, ?) as pair (account_id, before, place)
              join journal_entry b on b.place = pair.before
              join journal_entry e on e.place = pair.place
              left join named m on m.entry_id = b.entry_id
              left join named n on n.entry_id = e.entry_id
              left join account a on a.account_id = pair.account_id
             where (n.scope, n.key) is distinct from (m.scope, m.key) or m.key is null
            """;

    @Override
    public void run(Glances glances, Found found) throws SQLException {
        OutcomeZones zones = OutcomeZones.read(glances);
        Walk walk = new Walk(found);
        Suspects<Pair> unnamed = new Suspects<>(
                glances.most(), some -> glances.walk(connection -> walk.compareAmongAll(connection, some)));
        PLACES.each(glances, stretch -> {
            glances.walk(connection -> {
                Glances.lookUp(connection, true);
                walk.along(connection, stretch.in(JOURNAL));
                Glances.lookUp(connection, false);
                walk.compareMoments(connection, zones);
            });
            for (Pair pair : walk.unnamed) {
                unnamed.add(pair);
            }
        });
        unnamed.finish();
    }

    /** Two entries of one account that follow one another at one time. */
    private record Pair(long account, long before, long place) {}

    private static final class Walk {

        private final Found found;
        private final PerAccount sequences = new PerAccount();
        private final PerAccount times = new PerAccount();
        private final PerAccount places = new PerAccount();
        private final List<Pair> pairs = new ArrayList<>();
        private final List<Pair> unnamed = new ArrayList<>();
        private long first;
        private long last;

        Walk(Found found) {
            this.found = found;
        }

        void along(Connection connection, String query) throws SQLException {
            pairs.clear();
            unnamed.clear();
            first = Long.MAX_VALUE;
            last = Long.MIN_VALUE;
            try (PreparedStatement read = connection.prepareStatement(query)) {
                read.setFetchSize(FETCH);
                try (ResultSet row = read.executeQuery()) {
                    while (row.next()) {
                        found.examined(1);
                        look(connection, row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4));
                    }
                }
            }
        }

        private void look(Connection connection, long place, long recorded, long account, long sequence)
                throws SQLException {
            long sequenceBefore = sequences.get(account);
            long recordedBefore = times.get(account);
            long placeBefore = places.get(account);
            if (sequence < sequenceBefore || recorded < recordedBefore) {
                found.add(
                        found.account(connection, account),
                        "posting " + sequence + " was recorded at " + at(recorded) + " in place " + place
                                + ", posting " + sequenceBefore + " at " + at(recordedBefore) + " in place "
                                + placeBefore);
            } else if (recorded == recordedBefore && place != placeBefore) {
                pairs.add(new Pair(account, placeBefore, place));
                first = Math.min(first, recorded);
                last = Math.max(last, recorded);
            }
            sequences.put(account, sequence);
            times.put(account, recorded);
            places.put(account, place);
        }

        /** A command's entries are named by one outcome; those of which one is not named yet are put aside. */
        void compareMoments(Connection connection, OutcomeZones zones) throws SQLException {
            if (pairs.isEmpty()) {
                return;
            }
            each(connection, zones.between(first, last), pairs, (row, before, now) -> {
                if (before && now) {
                    found.add(row.getString(SUBJECT), row.getString(DETAIL));
                } else {
                    unnamed.add(new Pair(row.getLong(1), row.getLong(2), row.getLong(3)));
                }
            });
        }

        /** Of entries that nobody names another rule tells. */
        void compareAmongAll(Connection connection, List<Pair> some) throws SQLException {
            each(connection, "idempotency", some, (row, before, now) -> {
                if (before || now) {
                    found.add(row.getString(SUBJECT), row.getString(DETAIL));
                }
            });
        }

        /** Sees two entries that no one outcome names, and which of them one does. */
        private interface Seeing {
            void see(ResultSet row, boolean before, boolean now) throws SQLException;
        }

        private static void each(Connection connection, String outcomes, List<Pair> pairs, Seeing seeing)
                throws SQLException {
            try (PreparedStatement read = connection.prepareStatement(OTHERS.formatted(outcomes))) {
                read.setArray(1, numbers(connection, pairs.stream().map(Pair::account)));
                read.setArray(2, numbers(connection, pairs.stream().map(Pair::before)));
                read.setArray(3, numbers(connection, pairs.stream().map(Pair::place)));
                read.setFetchSize(FETCH);
                try (ResultSet row = read.executeQuery()) {
                    while (row.next()) {
                        seeing.see(row, row.getBoolean(4), row.getBoolean(5));
                    }
                }
            }
        }

        private static Array numbers(Connection connection, Stream<Long> numbers) throws SQLException {
            return connection.createArrayOf("bigint", numbers.toArray());
        }

        private static Instant at(long micros) {
            return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
        }
    }
}
