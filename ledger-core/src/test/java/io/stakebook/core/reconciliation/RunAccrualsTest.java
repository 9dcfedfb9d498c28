package io.stakebook.core.reconciliation;

import static io.stakebook.core.reconciliation.Fixtures.BTC;
import static io.stakebook.core.reconciliation.Fixtures.DAY;
import static io.stakebook.core.reconciliation.Fixtures.ETH;
import static org.assertj.core.api.Assertions.assertThat;

import io.stakebook.core.account.Wallet;
import io.stakebook.core.accrual.AccrualRun;
import io.stakebook.core.accrual.AccrualRuns;
import io.stakebook.core.accrual.RunManifest;
import io.stakebook.core.accrual.RunState;
import io.stakebook.core.id.ProductId;
import io.stakebook.core.id.RunId;
import io.stakebook.core.page.Limit;
import io.stakebook.core.page.Page;
import io.stakebook.core.product.Apr;
import io.stakebook.core.product.Commission;
import io.stakebook.core.product.Earning;
import io.stakebook.core.product.FlexibleTerms;
import io.stakebook.core.product.Limits;
import io.stakebook.core.product.ProductView;
import io.stakebook.core.product.Products;
import io.stakebook.core.product.Snapshot;
import io.stakebook.core.product.TermsVersion;
import io.stakebook.core.product.TierLadder;
import io.stakebook.core.product.ValueDateRule;
import io.stakebook.core.product.YieldSource;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class RunAccrualsTest {

    private static final Instant AT = Instant.parse("2026-03-02T00:05:00Z");

    private final RunAccruals accruals = new RunAccruals(
            new Runs(List.of(
                    run(ETH, DAY, 900, 100, 4),
                    run(ETH, DAY.plusDays(2), 0, 0, 0),
                    run(BTC, DAY, 50, 0, 1),
                    running(ETH, DAY.plusDays(3)))),
            new Catalogue());

    @Test
    void completedRuns_giveGrossAndCommission_fromTheirControlTotals() {
        assertThat(accruals.between(Set.of(ETH), DAY, DAY.plusDays(2)))
                .containsExactly(
                        new AccruedDay(ETH, DAY, true, BigInteger.valueOf(1_000), BigInteger.valueOf(100), 4, true),
                        new AccruedDay(ETH, DAY.plusDays(2), true, BigInteger.ZERO, BigInteger.ZERO, 0, true));
    }

    @Test
    void rewardThePlatformOwes_isNoReceivable() {
        assertThat(accruals.between(Set.of(BTC), DAY, DAY))
                .extracting(AccruedDay::receivable)
                .containsExactly(false);
    }

    @Test
    void runThatIsGoingOn_isNotComplete() {
        assertThat(accruals.between(Set.of(ETH), DAY.plusDays(3), DAY.plusDays(3)))
                .extracting(AccruedDay::complete)
                .containsExactly(false);
    }

    private static AccrualRun run(ProductId product, LocalDate day, long base, long commission, long lines) {
        RunManifest manifest = new RunManifest(
                "0".repeat(64),
                1,
                lines,
                lines,
                BigInteger.valueOf(base + commission),
                BigInteger.valueOf(base),
                BigInteger.valueOf(commission),
                BigInteger.ZERO,
                BigInteger.ZERO);
        return run(product, day, RunState.COMPLETED, AT, manifest);
    }

    private static AccrualRun running(ProductId product, LocalDate day) {
        return run(product, day, RunState.RUNNING, null, null);
    }

    private static AccrualRun run(
            ProductId product,
            LocalDate day,
            RunState state,
            @Nullable Instant completedAt,
            @Nullable RunManifest manifest) {
        return new AccrualRun(
                new RunId(new UUID(1, day.toEpochDay())),
                product,
                Fixtures.ETHER.code(),
                day,
                1,
                state,
                AT,
                completedAt,
                manifest,
                1);
    }

    /** The runs of a small book. */
    private record Runs(List<AccrualRun> all) implements AccrualRuns {

        @Override
        public Optional<AccrualRun> find(RunId id) {
            return all.stream().filter(run -> run.id().equals(id)).findFirst();
        }

        @Override
        public Optional<AccrualRun> find(ProductId product, LocalDate day) {
            return all.stream()
                    .filter(run -> run.product().equals(product) && run.day().equals(day))
                    .findFirst();
        }

        @Override
        public Page<AccrualRun, RunId> list(Query query, Optional<RunId> before, Limit limit) {
            return new Page<>(all, Optional.empty());
        }
    }

    /** ETH is staked with a protocol, BTC is paid by the platform. */
    private static final class Catalogue implements Products {

        @Override
        public Optional<ProductView> find(ProductId id) {
            return Optional.empty();
        }

        @Override
        public Page<ProductView, ProductId> list(Optional<ProductId> after, Limit limit) {
            return new Page<>(List.of(), Optional.empty());
        }

        @Override
        public Optional<TermsVersion> terms(ProductId id, int version) {
            YieldSource source = id.equals(ETH) ? YieldSource.PROTOCOL_STAKING : YieldSource.PLATFORM_FUNDED;
            return Optional.of(new TermsVersion(
                    id,
                    version,
                    AT,
                    new FlexibleTerms(
                            new Earning(
                                    TierLadder.flat(Apr.parse("0.05")),
                                    Commission.NONE,
                                    source,
                                    ValueDateRule.IMMEDIATE,
                                    Wallet.FUNDING),
                            Limits.open(),
                            Snapshot.TIME_WEIGHTED)));
        }

        @Override
        public List<TermsVersion> history(ProductId id) {
            return terms(id, 1).stream().toList();
        }
    }
}
