package io.stakebook.persistence.accrual;

import io.stakebook.core.account.AccountName;
import io.stakebook.core.account.ChartAccount;
import io.stakebook.core.accrual.AccrualReads;
import io.stakebook.core.accrual.PortfolioDay;
import io.stakebook.core.accrual.RunState;
import io.stakebook.core.accrual.Uncovered;
import io.stakebook.core.accrual.reward.PrincipalHistory;
import io.stakebook.core.accrual.reward.RewardStream;
import io.stakebook.core.id.CustomerId;
import io.stakebook.core.id.PositionId;
import io.stakebook.core.id.ProductId;
import io.stakebook.core.id.RunId;
import io.stakebook.core.money.AssetCode;
import io.stakebook.core.page.Limit;
import io.stakebook.core.position.Portfolio;
import io.stakebook.core.position.Position;
import io.stakebook.core.product.terms.YieldSource;
import io.stakebook.persistence.position.PortfolioStore;
import io.stakebook.persistence.sql.Bounds;
import io.stakebook.persistence.sql.Columns;
import io.stakebook.persistence.sql.Rows;
import io.stakebook.persistence.sql.Snapshot;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What a run reads, each call in one snapshot: portfolio rows and the postings of their principal accounts must agree, so
 * this is JDBC in a repeatable-read transaction and not several JPA queries.
 */
public final class JdbcAccrualReads implements AccrualReads {

    private static final String NEXT = """
            select distinct customer_id from position
             where product_id = ? and not settled and customer_id > ?
             order by customer_id limit ?
            """;

    /** Chart codes 2040 and 2050 hold principal. */
    private static final String HISTORY = """
            select a.position_id, p.effective_at, p.credits_after - p.debits_after as after
              from account a
              join posting p on p.account_id = a.account_id
             where a.position_id = any (?) and a.chart in (2040, 2050)
             order by a.position_id, p.account_seq
            """;

    private static final String TOTALS = """
            select (select count(distinct customer_id) from accrual_line where run_id = ?) as portfolios,
                   (select count(*) from journal_entry where run_id = ?) as entries,
                   (select coalesce(sum(p.units), 0) from journal_entry e join posting p on p.entry_id = e.entry_id
                     where e.run_id = ? and p.debit) as debits
            """;

    private static final String UNCOVERED = """
            select greatest(0, (select coalesce(sum(b.credits - b.debits), 0)
                                  from account a join asset s using (asset_id) join balance_now b using (account_id)
                                 where s.code = ? and a.chart = any (?))
                             - (select coalesce(sum(l.units), 0)
                                  from accrual_run r join accrual_line l using (run_id)
                                 where r.asset = ? and r.state = ? and l.stream <> ? and l.yield_source = any (?))) as units,
                   coalesce((select b.sequence from account a join balance_now b using (account_id) where a.name = ?), 0)
                       as house_version
            """;

    private static final long[] CLIENT_CHART = Arrays.stream(ChartAccount.values())
            .filter(ChartAccount::segregated)
            .mapToLong(ChartAccount::code)
            .toArray();

    private static final List<String> HOUSE_PAYS = Arrays.stream(YieldSource.values())
            .filter(source -> !source.passThrough())
            .map(YieldSource::name)
            .toList();

    private final Snapshot snapshot;

    public JdbcAccrualReads(Snapshot snapshot) {
        this.snapshot = snapshot;
    }

    @Override
    public List<PortfolioDay> portfolios(ProductId product, LocalDate day, Optional<CustomerId> after, Limit limit) {
        UUID from = after.map(CustomerId::value).orElse(new UUID(0, 0));
        return snapshot.read(Bounds.JOB, connection -> {
            List<CustomerId> customers = Rows.read(
                    connection,
                    NEXT,
                    next -> {
                        next.setString(1, product.value());
                        next.setObject(2, from);
                        next.setInt(3, limit.value());
                    },
                    row -> new CustomerId(row.getObject(1, UUID.class)));
            return load(connection, product, customers, day);
        });
    }

    @Override
    public Optional<PortfolioDay> portfolio(ProductId product, CustomerId customer, LocalDate day) {
        return snapshot.read(
                Bounds.JOB,
                connection -> load(connection, product, List.of(customer), day).stream()
                        .findFirst());
    }

    private static List<PortfolioDay> load(
            Connection connection, ProductId product, List<CustomerId> customers, LocalDate day) throws SQLException {
        List<String> ids = customers.stream()
                .map(customer -> Portfolio.recordId(customer, product))
                .toList();
        List<Portfolio> portfolios = new ArrayList<>(PortfolioStore.load(connection, ids));
        portfolios.removeIf(portfolio -> portfolio.positions().isEmpty());
        portfolios.sort(Comparator.comparing(Portfolio::customer));
        Instant start = day.atStartOfDay(ZoneOffset.UTC).toInstant();
        Map<UUID, PrincipalHistory> histories = histories(connection, portfolios, start);
        List<PortfolioDay> days = new ArrayList<>();
        for (Portfolio portfolio : portfolios) {
            Map<PositionId, PrincipalHistory> own = new HashMap<>();
            for (Position position : portfolio.positions()) {
                own.put(
                        position.id(),
                        histories.getOrDefault(
                                position.id().value(), new PrincipalHistory(BigInteger.ZERO, List.of())));
            }
            days.add(new PortfolioDay(portfolio, own));
        }
        return days;
    }

    private record Move(UUID position, Instant at, BigInteger after) {}

    private static Map<UUID, PrincipalHistory> histories(
            Connection connection, List<Portfolio> portfolios, Instant start) throws SQLException {
        List<UUID> positions = portfolios.stream()
                .flatMap(portfolio -> portfolio.positions().stream())
                .map(position -> position.id().value())
                .toList();
        List<Move> moves = Rows.read(
                connection,
                HISTORY,
                read -> read.setArray(1, Columns.uuids(connection, positions)),
                row -> new Move(
                        row.getObject("position_id", UUID.class),
                        Columns.time(row, "effective_at"),
                        Columns.units(row, "after")));
        Map<UUID, BigInteger> openings = new HashMap<>();
        Map<UUID, List<PrincipalHistory.Change>> changes = new HashMap<>();
        for (Move move : moves) {
            List<PrincipalHistory.Change> ofDay = changes.computeIfAbsent(move.position(), id -> new ArrayList<>());
            if (move.at().isBefore(start) && ofDay.isEmpty()) {
                openings.put(move.position(), move.after());
            } else {
                ofDay.add(new PrincipalHistory.Change(move.at(), move.after()));
            }
        }
        Map<UUID, PrincipalHistory> histories = new HashMap<>();
        changes.forEach((position, ofDay) ->
                histories.put(position, new PrincipalHistory(openings.getOrDefault(position, BigInteger.ZERO), ofDay)));
        return histories;
    }

    @Override
    public RunTotals totals(RunId run) {
        return snapshot.read(
                Bounds.JOB,
                connection -> Rows.read(
                                connection,
                                TOTALS,
                                read -> {
                                    read.setObject(1, run.value());
                                    read.setObject(2, run.value());
                                    read.setObject(3, run.value());
                                },
                                row -> new RunTotals(
                                        row.getLong("portfolios"),
                                        row.getLong("entries"),
                                        Columns.units(row, "debits")))
                        .get(0));
    }

    @Override
    public Uncovered uncovered(AssetCode asset) {
        return snapshot.read(
                Bounds.JOB,
                connection -> Rows.read(
                                connection,
                                UNCOVERED,
                                read -> {
                                    read.setString(1, asset.value());
                                    read.setArray(2, Columns.longs(connection, CLIENT_CHART));
                                    read.setString(3, asset.value());
                                    read.setString(4, RunState.RUNNING.name());
                                    read.setString(5, RewardStream.COMMISSION.name());
                                    read.setArray(6, Columns.texts(connection, HOUSE_PAYS));
                                    read.setString(
                                            7,
                                            AccountName.house(ChartAccount.HOUSE_WALLET, asset)
                                                    .toString());
                                },
                                row -> new Uncovered(Columns.units(row, "units"), row.getLong("house_version")))
                        .get(0));
    }
}
