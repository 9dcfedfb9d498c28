package io.stakebook.persistence.check.log;

import io.stakebook.core.proof.Digests;
import io.stakebook.persistence.check.frame.Check;
import io.stakebook.persistence.check.frame.Found;
import io.stakebook.persistence.check.frame.Glances;
import io.stakebook.persistence.sql.Columns;
import io.stakebook.persistence.sql.Rows;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Hashes and adds up the lines of every completed run again. */
public final class ManifestCheck implements Check {

    private static final int FETCH = 5_000;

    private static final String RUNS = "select * from accrual_run where state = 'COMPLETED' order by run_id";

    /** The text of {@code AccrualLine.canonical}, from the row itself: a row that no longer adds up must be hashable. */
    private static final String LINES = """
            select customer_id::text, stream, units,
                   'pos_' || replace(position_id::text, '-', '') || '|' || to_char(day, 'YYYY-MM-DD') || '|' || stream || '|'
                   || terms_version || '|' || basis || '|' || numerator || '|' || carry_before || '|' || units || '|'
                   || carry_after || '|' || coalesce(withheld, '')
              from accrual_line where run_id = ? order by position_id, stream
            """;

    private static final String ENTRIES = """
            select count(distinct e.entry_id), coalesce(sum(p.units) filter (where p.debit), 0)
              from journal_entry e left join posting p using (entry_id) where e.run_id = ?
            """;

    private record Manifest(
            UUID run,
            String name,
            String hash,
            long portfolios,
            long lines,
            long entries,
            @Nullable BigInteger debits,
            @Nullable BigInteger base,
            @Nullable BigInteger commission) {}

    @Override
    public void run(Glances glances, Found found) throws SQLException {
        List<Manifest> manifests =
                glances.look(connection -> Rows.read(connection, RUNS, read -> {}, ManifestCheck::manifest));
        found.examined(manifests.size());
        for (Manifest stated : manifests) {
            Manifest derived = glances.look(connection -> derive(connection, stated));
            if (!derived.equals(stated)) {
                found.add(stated.name(), "the manifest says " + stated + ", the lines and entries say " + derived);
            }
        }
    }

    private static Manifest manifest(ResultSet row) throws SQLException {
        return new Manifest(
                row.getObject("run_id", UUID.class),
                row.getString("product_id") + "/" + row.getObject("day", LocalDate.class),
                row.getString("inputs_hash"),
                row.getLong("portfolios"),
                row.getLong("lines"),
                row.getLong("entries"),
                Columns.unitsOrNull(row, "debits"),
                Columns.unitsOrNull(row, "base_units"),
                Columns.unitsOrNull(row, "commission_units"));
    }

    private static Manifest derive(Connection connection, Manifest stated) throws SQLException {
        MessageDigest digest = Digests.sha256();
        Set<String> customers = new HashSet<>();
        long lines = 0;
        BigInteger base = BigInteger.ZERO;
        BigInteger commission = BigInteger.ZERO;
        try (PreparedStatement read = connection.prepareStatement(LINES)) {
            read.setFetchSize(FETCH);
            read.setObject(1, stated.run());
            try (ResultSet row = read.executeQuery()) {
                while (row.next()) {
                    lines++;
                    customers.add(row.getString(1));
                    BigInteger units = Columns.units(row, "units");
                    if (row.getString(2).equals("BASE")) {
                        base = base.add(units);
                    } else {
                        commission = commission.add(units);
                    }
                    digest.update((row.getString(4) + "\n").getBytes(StandardCharsets.UTF_8));
                }
            }
        }
        long count = lines;
        BigInteger baseUnits = base;
        BigInteger commissionUnits = commission;
        String hash = HexFormat.of().formatHex(digest.digest());
        return Rows.read(
                        connection,
                        ENTRIES,
                        read -> read.setObject(1, stated.run()),
                        row -> new Manifest(
                                stated.run(),
                                stated.name(),
                                hash,
                                customers.size(),
                                count,
                                row.getLong(1),
                                row.getBigDecimal(2).toBigIntegerExact(),
                                baseUnits,
                                commissionUnits))
                .get(0);
    }
}
