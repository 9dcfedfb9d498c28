package io.stakebook.persistence.period;

import io.stakebook.core.account.ChartAccount;
import io.stakebook.core.closing.CloseOverride;
import io.stakebook.core.closing.FrozenTrialBalance;
import io.stakebook.core.closing.Period;
import io.stakebook.core.closing.PeriodBook;
import io.stakebook.core.closing.PeriodClose;
import io.stakebook.core.closing.Periods;
import io.stakebook.core.closing.Reopening;
import io.stakebook.core.journal.TrialBalance;
import io.stakebook.core.money.AssetCode;
import io.stakebook.core.page.Limit;
import io.stakebook.core.page.Page;
import io.stakebook.core.period.PeriodId;
import io.stakebook.persistence.sql.Columns;
import io.stakebook.persistence.sql.Rows;
import io.stakebook.persistence.sql.Snapshot;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads periods with their history. */
public final class JdbcPeriods implements Periods {

    private static final String CLOSES = """
            select period_id, number, through, entries, hash, sealed_at, closed_at, closed_by, override_id
              from period_close where period_id = any (?) order by period_id, number desc
            """;

    private static final String BALANCES = """
            select period_id, number, asset, chart, debits, credits, accounts
              from period_balance where period_id = any (?) order by period_id, number, asset, chart
            """;

    private static final String REOPENINGS =
            ReopeningStore.SELECT + " where period_id = any (?) order by requested_at desc, reopening_id desc";

    private static final String OVERRIDES =
            CloseOverrideStore.SELECT + " where period_id = any (?) order by given_at desc, override_id desc";

    private static final String LIST = PeriodStore.SELECT + " where period_id < ? order by period_id desc limit ?";

    private static final String AFTER_ALL = "9999-99";

    private final Snapshot snapshot;

    public JdbcPeriods(Snapshot snapshot) {
        this.snapshot = snapshot;
    }

    @Override
    public PeriodBook book() {
        return snapshot.read(
                connection -> Rows.read(connection, PeriodBookStore.SELECT, read -> {}, PeriodBookStore::read).stream()
                        .findFirst()
                        .orElse(PeriodBook.OPEN));
    }

    @Override
    public Optional<View> find(PeriodId id) {
        return snapshot.read(connection -> views(
                        connection,
                        Rows.read(
                                connection,
                                PeriodStore.SELECT + " where period_id = ?",
                                read -> read.setString(1, id.toString()),
                                PeriodStore::read))
                .stream()
                .findFirst());
    }

    @Override
    public Page<View, PeriodId> list(Optional<PeriodId> before, Limit limit) {
        List<View> found = snapshot.read(connection -> views(
                connection,
                Rows.read(
                        connection,
                        LIST,
                        read -> {
                            read.setString(1, before.map(PeriodId::toString).orElse(AFTER_ALL));
                            read.setInt(2, limit.value() + 1);
                        },
                        PeriodStore::read)));
        return Page.of(found, limit, view -> view.period().id());
    }

    @Override
    public List<PeriodId> unfinished() {
        return snapshot.read(connection -> Rows.read(
                connection,
                "select period_id from period where state = 'CLOSING' and sealed_at is not null order by period_id",
                read -> {},
                row -> PeriodId.parse(row.getString("period_id"))));
    }

    private static List<View> views(Connection connection, List<Period> periods) throws SQLException {
        if (periods.isEmpty()) {
            return List.of();
        }
        List<String> ids = periods.stream().map(Period::recordId).toList();
        Rows.Binder named = read -> read.setArray(1, Columns.texts(connection, ids));
        Map<String, List<TrialBalance.Row>> balances = new HashMap<>();
        Rows.read(
                connection,
                BALANCES,
                named,
                row -> balances.computeIfAbsent(
                                row.getString("period_id") + "/" + row.getLong("number"), close -> new ArrayList<>())
                        .add(balance(row)));
        List<PeriodClose> closes = Rows.read(connection, CLOSES, named, row -> close(row, balances));
        List<Reopening> reopenings = Rows.read(connection, REOPENINGS, named, ReopeningStore::read);
        List<CloseOverride> overrides = Rows.read(connection, OVERRIDES, named, CloseOverrideStore::read);
        return periods.stream()
                .map(period -> new View(
                        period,
                        closes.stream()
                                .filter(close -> close.period().equals(period.id()))
                                .toList(),
                        reopenings.stream()
                                .filter(wish -> wish.period().equals(period.id()))
                                .toList(),
                        overrides.stream()
                                .filter(given -> given.period().equals(period.id()))
                                .toList()))
                .toList();
    }

    private static TrialBalance.Row balance(ResultSet row) throws SQLException {
        return new TrialBalance.Row(
                new AssetCode(row.getString("asset")),
                ChartAccount.of(row.getInt("chart")),
                Columns.units(row, "debits"),
                Columns.units(row, "credits"),
                row.getLong("accounts"));
    }

    private static PeriodClose close(ResultSet row, Map<String, List<TrialBalance.Row>> balances) throws SQLException {
        PeriodId period = PeriodId.parse(row.getString("period_id"));
        long number = row.getLong("number");
        return new PeriodClose(
                period,
                number,
                Columns.time(row, "sealed_at"),
                row.getString("closed_by"),
                CloseOverrideStore.idOrNull(row),
                Columns.time(row, "closed_at"),
                new FrozenTrialBalance(
                        row.getObject("through", LocalDate.class),
                        row.getLong("entries"),
                        balances.getOrDefault(period + "/" + number, List.of())),
                row.getString("hash"));
    }
}
