package io.stakebook.persistence.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import io.stakebook.core.decision.Decisions;
import io.stakebook.core.funding.Withdrawal;
import io.stakebook.core.funding.WithdrawalState;
import io.stakebook.core.funding.Withdrawals;
import io.stakebook.core.id.PositionId;
import io.stakebook.core.id.ProductId;
import io.stakebook.core.id.WithdrawalId;
import io.stakebook.core.page.Limit;
import io.stakebook.core.page.Page;
import io.stakebook.core.position.PositionState;
import io.stakebook.core.position.PositionView;
import io.stakebook.core.position.Positions;
import io.stakebook.persistence.decision.JpaDecisions;
import io.stakebook.persistence.funding.JpaWithdrawals;
import io.stakebook.persistence.position.JpaPositions;
import io.stakebook.persistence.testing.TestDatabase;
import jakarta.persistence.EntityManagerFactory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Lists of 12,000 rows, of which a filter that has no index leaves the first, the one in the middle and the last. */
final class BoundedListTest {

    private static final Instant BASE = Instant.parse("2026-03-01T00:00:00Z");
    private static final String ID = "('00000000-0000-7000-8000-' || lpad(to_hex(i), 12, '0'))::uuid";
    private static final String ROWS = " from generate_series(1, 12000) as i";
    private static final String RARE = "i in (1, 6000, 12000)";
    private static final Decisions.Query RARE_DECISIONS =
            new Decisions.Query(null, null, "CN_CONFLICT", null, null, null);

    private final TestDatabase database = TestDatabase.create();
    private final EntityManagerFactory factory = StandaloneUnit.open(database.dataSource(), database.name());
    private final Reads reads = new Reads(factory);

    @BeforeEach
    void fill() {
        database.tamper(
                "insert into policy_decision select i, " + ID + ", null, 'STAKE', 'DENY', false, case when " + RARE
                        + " then 'CN_CONFLICT' else 'CN_DOMESTIC' end, 'FINAL', 451, 'r', '', '', '', 'p', 'h', 1, '', '', 'h',"
                        + " timestamptz '" + BASE + "' + i * interval '1 minute', null, now(), h.h, h.h" + ROWS
                        + ", (select decode(repeat('00', 32), 'hex') as h) as h",
                "insert into withdrawal select " + ID + ", " + ID + ", 'ETH', 1, 'SPOT', 'a', case when " + RARE
                        + " then 'REQUESTED' else 'SETTLED' end, " + ID + ", now(), case when not " + RARE
                        + " then now() end, case when not " + RARE + " then 't' end, 1" + ROWS,
                "insert into position select " + ID + ", " + ID
                        + ", case when i % 2 = 0 then 'eth' else 'btc' end, 'ETH',"
                        + " 'FLEXIBLE', 1, 1, case when " + RARE + " then 1 else 0 end, case when " + RARE
                        + " then 'ACTIVE' else 'REDEEMED' end, now(), now(), null, now(), 0, 0, 0, 0, 0,"
                        + " case when not " + RARE + " then now() end, not " + RARE + ROWS);
    }

    @AfterEach
    void close() {
        factory.close();
    }

    @Test
    void page_thatFindsFew_comesShort_andLeadsOn() {
        JpaWithdrawals withdrawals = new JpaWithdrawals(reads);
        Withdrawals.Query open = new Withdrawals.Query(null, WithdrawalState.REQUESTED);

        List<List<String>> pages = pages(
                (Optional<WithdrawalId> before) -> withdrawals.list(open, before, Limit.DEFAULT),
                withdrawal -> number(withdrawal.id().value()));

        assertThat(pages).containsExactly(List.of("12000"), List.of("6000"), List.of("1"));
        assertThat(withdrawals.list(open, Optional.empty(), new Limit(1)).items())
                .extracting(Withdrawal::state)
                .containsExactly(WithdrawalState.REQUESTED);
    }

    @Test
    void page_thatIsFull_endsWithItsLastRow_andNoneIsLeftOut() {
        JpaPositions positions = new JpaPositions(reads);
        Positions.Query ofProduct = new Positions.Query(null, new ProductId("eth"), null);

        List<List<String>> pages = pages(
                (Optional<PositionId> before) -> positions.list(ofProduct, before, Limit.LARGEST),
                view -> number(view.position().id().value()));

        assertThat(pages).first().satisfies(page -> assertThat(page).hasSize(200));
        assertThat(pages.stream().flatMap(List::stream)).doesNotHaveDuplicates().hasSize(6_000);
    }

    @Test
    void twoFilters_areComparedTogether() {
        JpaPositions positions = new JpaPositions(reads);
        Positions.Query active = new Positions.Query(null, new ProductId("btc"), PositionState.ACTIVE);

        List<List<String>> pages = pages(
                (Optional<PositionId> before) -> positions.list(active, before, Limit.DEFAULT),
                view -> number(view.position().id().value()));

        assertThat(pages).containsExactly(List.of(), List.of(), List.of("1"));
        assertThat(positions
                        .list(new Positions.Query(null, null, null), Optional.empty(), new Limit(2))
                        .items())
                .extracting(PositionView::product)
                .containsExactly(new ProductId("eth"), new ProductId("btc"));
    }

    @Test
    void decisions_ofARareReason_areFoundStretchByStretch() {
        assertThat(decisions(RARE_DECISIONS)).containsExactly(List.of("12000"), List.of("6000"), List.of("1"));
    }

    @Test
    void timesOfDecisions_sayWhereTheWalkBeginsAndEnds() {
        assertThat(decisions(rare(null, minute(6_000)))).containsExactly(List.of(), List.of("1"));
        assertThat(decisions(rare(null, minute(6_001)))).containsExactly(List.of("6000"), List.of("1"));
        assertThat(decisions(rare(minute(6_000), minute(6_001)))).containsExactly(List.of("6000"));
        assertThat(decisions(rare(minute(6_001), minute(12_000)))).containsExactly(List.of(), List.of());
        assertThat(decisions(rare(minute(11_000), null))).containsExactly(List.of("12000"));
        assertThat(decisions(rare(minute(20_000), null))).containsExactly(List.of());
    }

    private List<List<String>> decisions(Decisions.Query query) {
        JpaDecisions decisions = new JpaDecisions(reads);
        return pages(
                (Optional<Long> before) -> decisions.list(query, before, Limit.DEFAULT),
                kept -> Long.toString(kept.sequence()));
    }

    private static Decisions.Query rare(@Nullable Instant from, @Nullable Instant to) {
        return new Decisions.Query(null, null, "CN_CONFLICT", null, from, to);
    }

    private static Instant minute(int number) {
        return BASE.plusSeconds(60L * number);
    }

    private static String number(UUID id) {
        return Long.toString(id.getLeastSignificantBits() & 0xffff);
    }

    private static <T, C> List<List<String>> pages(Function<Optional<C>, Page<T, C>> list, Function<T, String> number) {
        List<List<String>> pages = new ArrayList<>();
        Optional<C> before = Optional.empty();
        do {
            Page<T, C> page = list.apply(before);
            pages.add(page.items().stream().map(number).toList());
            before = page.next();
        } while (before.isPresent());
        return pages;
    }
}
