package io.stakebook.persistence.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stakebook.core.error.Corrupt;
import io.stakebook.core.id.ProductId;
import io.stakebook.core.reconciliation.AccruedDay;
import io.stakebook.core.reconciliation.AccruedDays;
import io.stakebook.persistence.sql.BookReader;
import io.stakebook.persistence.testing.TestDatabase;
import java.lang.reflect.Proxy;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class JdbcAccruedDaysTest {

    private static final ProductId ETH = new ProductId("eth-flexible");
    private static final ProductId BTC = new ProductId("btc-flexible");
    private static final LocalDate DAY = LocalDate.of(2026, 3, 1);

    private final TestDatabase database = TestDatabase.create();
    private final AtomicInteger connections = new AtomicInteger();
    private final AccruedDays accruals = new JdbcAccruedDays(new BookReader(counted(database.dataSource())));

    @BeforeEach
    void book() {
        terms(ETH, 1, "PROTOCOL_STAKING");
        terms(ETH, 2, "PLATFORM_FUNDED");
        terms(BTC, 1, "LENDING");
        completed(ETH, 0, 1, 900, 100, 4);
        completed(ETH, 1, 2, 0, 0, 0);
        running(ETH, 2);
        completed(BTC, 0, 1, 50, 0, 1);
        completed(BTC, 3, 1, 50, 0, 1);
        completed(new ProductId("sol-flexible"), 0, 1, 7, 0, 1);
    }

    @Test
    void runsOfSeveralProducts_comeWithTheTermsEachUsed_byOneQuery() {
        assertThat(accruals.between(Set.of(ETH, BTC), DAY, DAY.plusDays(2)))
                .containsExactlyInAnyOrder(
                        day(ETH, 0, true, 1_000, 100, 4, true),
                        day(ETH, 1, false, 0, 0, 0, true),
                        day(ETH, 2, true, 0, 0, 0, false),
                        day(BTC, 0, false, 50, 0, 1, true));
        assertThat(connections).hasValue(1);
    }

    @Test
    void runWhoseTermsAreGone_isCorrupt() {
        assertThatThrownBy(() -> accruals.between(Set.of(new ProductId("sol-flexible")), DAY, DAY))
                .isInstanceOf(Corrupt.class)
                .hasMessageContaining("terms version 1 of sol-flexible");
    }

    private static AccruedDay day(
            ProductId product, int day, boolean receivable, long gross, long commission, long lines, boolean complete) {
        return new AccruedDay(
                product,
                DAY.plusDays(day),
                receivable,
                BigInteger.valueOf(gross),
                BigInteger.valueOf(commission),
                lines,
                complete);
    }

    private void terms(ProductId product, int version, String source) {
        database.execute("""
                insert into product_terms (product_id, version, published_at, kind, tiers, commission_bp, yield_source,
                                           value_date_rule, payout_account, minimum, step, snapshot)
                values ('%s', %d, now(), 'FLEXIBLE', '0-:5', 0, '%s', 'IMMEDIATE', 'FUNDING', 0, 1, 'TIME_WEIGHTED')
                """.formatted(product, version, source));
    }

    private void completed(ProductId product, int day, int version, long base, long commission, long lines) {
        database.execute("""
                insert into accrual_run (run_id, product_id, day, asset, rate_version, state, started_at, completed_at,
                                         inputs_hash, portfolios, lines, entries, debits, base_units, commission_units,
                                         backed_units, unbacked_units, version)
                values ('%s', '%s', '%s', 'ETH', %d, 'COMPLETED', now(), now(), '%s', 1, %d, 1, %d, %d, %d, 0, 0, 1)
                """.formatted(
                        UUID.randomUUID(),
                        product,
                        DAY.plusDays(day),
                        version,
                        "0".repeat(64),
                        lines,
                        base + commission,
                        base,
                        commission));
    }

    private void running(ProductId product, int day) {
        database.execute("""
                insert into accrual_run (run_id, product_id, day, asset, rate_version, state, started_at, version)
                values ('%s', '%s', '%s', 'ETH', 1, 'RUNNING', now(), 0)
                """.formatted(UUID.randomUUID(), product, DAY.plusDays(day)));
    }

    private DataSource counted(DataSource source) {
        return (DataSource) Proxy.newProxyInstance(
                DataSource.class.getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    connections.incrementAndGet();
                    return method.invoke(source, arguments);
                });
    }
}
