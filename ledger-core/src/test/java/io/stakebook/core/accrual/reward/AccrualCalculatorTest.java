package io.stakebook.core.accrual.reward;

import static io.stakebook.core.fixture.World.tier;
import static io.stakebook.core.fixture.World.units;
import static org.assertj.core.api.Assertions.assertThat;

import io.stakebook.core.id.PositionId;
import io.stakebook.core.product.terms.Apr;
import io.stakebook.core.product.terms.SnapshotRule;
import io.stakebook.core.product.terms.TierLadder;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class AccrualCalculatorTest {

    private static final BusinessDay DAY = new BusinessDay(LocalDate.parse("2026-03-01"));
    private static final long DAY_MICROS = 86_400_000_000L;
    private static final TierLadder NOTHING = TierLadder.flat(Apr.parse("0"));
    private static final TierLadder BITGET =
            new TierLadder(List.of(tier(0, 500L, "0.12"), tier(500, 5_000L, "0.008"), tier(5_000, null, "0.003")));

    private static PositionId position(int number) {
        return new PositionId(new UUID(0x0190_0000_0000_7000L, 0x8000_0000_0000_0000L | number));
    }

    private static Earner earner(int number, TierLadder ladder, PrincipalHistory history) {
        return new Earner(
                position(number), ladder, NOTHING, SnapshotRule.TIME_WEIGHTED, DAY.start(), DAY.end(), history);
    }

    private static Earner constant(int number, TierLadder ladder, long principal) {
        return earner(number, ladder, new PrincipalHistory(units(principal), List.of()));
    }

    private static AccrualBasis base(Map<PositionId, AccrualCalculator.Shares> shares, PositionId position) {
        return Objects.requireNonNull(shares.get(position)).base();
    }

    private static BigInteger earned(Earner... earners) {
        return AccrualCalculator.shares(List.of(earners), DAY.start(), DAY.end()).values().stream()
                .map(shares -> shares.base().numerator())
                .reduce(BigInteger.ZERO, BigInteger::add);
    }

    /** {@code value / 365} units as a numerator, where value has at most ten decimals. */
    private static BigInteger ofYear(String value) {
        return Apr.parse(value).numerator().multiply(BigInteger.valueOf(DAY_MICROS));
    }

    @Test
    void bitget_ladder_pays_111_over_365_a_day_on_10000() {
        // 500 × 12 % + 4,500 × 0.8 % + 5,000 × 0.3 % = 60 + 36 + 15.
        BigInteger year = earned(constant(1, BITGET, 10_000));
        assertThat(year).isEqualTo(Apr.SCALE.multiply(units(111)).multiply(BigInteger.valueOf(DAY_MICROS)));
    }

    @Test
    void weex_ladder_pays_339_point_6_over_365_a_day_on_10000() {
        TierLadder weex = new TierLadder(List.of(tier(0, 200L, "0.13"), tier(200, null, "0.032")));
        assertThat(earned(constant(1, weex, 10_000)).multiply(BigInteger.TEN))
                .isEqualTo(Apr.SCALE.multiply(units(3_396)).multiply(BigInteger.valueOf(DAY_MICROS)));
    }

    @Test
    void bybit_10000_at_10_percent_pays_2_point_7397260273_a_day() {
        BigInteger numerator = earned(constant(1, TierLadder.flat(Apr.parse("0.1")), 10_000));
        assertThat(numerator.multiply(BigInteger.TEN.pow(10)).divide(Apr.DENOMINATOR))
                .isEqualTo(new BigInteger("27397260273"));
    }

    @Test
    void okx_1000_at_10_percent_for_an_hour_less_15_percent_pays_0_point_0097031963() {
        Instant end = DAY.start().plusSeconds(3_600);
        Earner lender = constant(1, TierLadder.flat(Apr.parse("0.085")), 1_000);
        BigInteger numerator = base(AccrualCalculator.shares(List.of(lender), DAY.start(), end), position(1))
                .numerator();
        assertThat(numerator.multiply(BigInteger.TEN.pow(10)).divide(Apr.DENOMINATOR))
                .isEqualTo(new BigInteger("97031963"));
    }

    @Test
    void tiers_are_filled_by_the_oldest_position_first() {
        Map<PositionId, AccrualCalculator.Shares> shares = AccrualCalculator.shares(
                List.of(constant(1, BITGET, 400), constant(2, BITGET, 400)), DAY.start(), DAY.end());
        assertThat(base(shares, position(1)).toString()).isEqualTo("0/86400000000/400*0.12");
        assertThat(base(shares, position(2)).toString()).isEqualTo("0/86400000000/100*0.12+300*0.008");
    }

    @Test
    void a_younger_position_moves_up_the_ladder_from_the_moment_an_older_one_leaves() {
        Instant noon = DAY.start().plusSeconds(43_200);
        Earner leaving = earner(
                1, BITGET, new PrincipalHistory(units(500), List.of(new PrincipalHistory.Change(noon, units(0)))));
        Map<PositionId, AccrualCalculator.Shares> shares =
                AccrualCalculator.shares(List.of(leaving, constant(2, BITGET, 500)), DAY.start(), DAY.end());
        assertThat(base(shares, position(1)).toString()).isEqualTo("0/43200000000/500*0.12");
        assertThat(base(shares, position(2)).toString())
                .isEqualTo("0/43200000000/500*0.008;43200000000/86400000000/500*0.12");
    }

    @Test
    void principal_above_a_bounded_ladder_earns_nothing() {
        TierLadder bounded = new TierLadder(List.of(tier(0, 100L, "0.1")));
        assertThat(earned(constant(1, bounded, 1_000))).isEqualTo(earned(constant(1, bounded, 100)));
    }

    @Test
    void an_end_of_day_snapshot_takes_the_last_principal_for_the_whole_day() {
        Instant noon = DAY.start().plusSeconds(43_200);
        PrincipalHistory history =
                new PrincipalHistory(units(500), List.of(new PrincipalHistory.Change(noon, units(100))));
        Earner earner =
                new Earner(position(1), BITGET, NOTHING, SnapshotRule.END_OF_DAY, DAY.start(), DAY.end(), history);
        assertThat(earned(earner)).isEqualTo(earned(constant(1, BITGET, 100)));
    }

    @Property
    void the_basis_reads_back_to_the_same_reward(@ForAll("books") List<Earner> earners) {
        AccrualCalculator.shares(earners, DAY.start(), DAY.end()).values().forEach(shares -> {
            AccrualBasis again = AccrualBasis.parse(shares.base().toString());
            assertThat(again).isEqualTo(shares.base());
            assertThat(again.numerator()).isEqualTo(shares.base().numerator());
        });
    }

    @Property
    void any_split_of_time_earns_the_same(
            @ForAll("books") List<Earner> earners,
            @ForAll @Size(max = 8) List<@LongRange(min = 1, max = DAY_MICROS - 1) Long> cuts) {
        Map<PositionId, AccrualCalculator.Shares> whole = AccrualCalculator.shares(earners, DAY.start(), DAY.end());
        List<Instant> marks = new ArrayList<>(List.of(DAY.start(), DAY.end()));
        cuts.forEach(cut -> marks.add(at(cut)));
        marks.sort(Comparator.naturalOrder());
        for (Earner earner : earners) {
            BigInteger units = BigInteger.ZERO;
            BigInteger carry = BigInteger.ZERO;
            for (int i = 1; i < marks.size(); i++) {
                BigInteger part = base(
                                AccrualCalculator.shares(earners, marks.get(i - 1), marks.get(i)), earner.position())
                        .numerator();
                AccrualCalculator.Rounded rounded = AccrualCalculator.Rounded.down(part, carry);
                units = units.add(rounded.units());
                carry = rounded.carry();
            }
            AccrualCalculator.Rounded once = AccrualCalculator.Rounded.down(
                    base(whole, earner.position()).numerator(), BigInteger.ZERO);
            assertThat(units).isEqualTo(once.units());
            assertThat(carry).isEqualTo(once.carry());
        }
    }

    @Property
    void positions_together_earn_what_one_position_of_their_sum_earns(
            @ForAll @Size(min = 1, max = 6) List<@LongRange(min = 1, max = 1_000_000_000_000L) Long> principals) {
        List<Earner> split = new ArrayList<>();
        for (int i = 0; i < principals.size(); i++) {
            split.add(constant(i, BITGET, principals.get(i)));
        }
        long sum = principals.stream().mapToLong(Long::longValue).sum();
        assertThat(earned(split.toArray(new Earner[0]))).isEqualTo(earned(constant(99, BITGET, sum)));
    }

    @Property
    void more_principal_never_earns_less(
            @ForAll @LongRange(min = 0, max = 1_000_000) long less,
            @ForAll @LongRange(min = 0, max = 1_000_000) long more) {
        BigInteger low = earned(constant(1, BITGET, less));
        assertThat(earned(constant(1, BITGET, less + more))).isGreaterThanOrEqualTo(low);
    }

    @Test
    void ofYear_is_the_yardstick_the_golden_vectors_use() {
        assertThat(earned(constant(1, TierLadder.flat(Apr.parse("0.5")), 1))).isEqualTo(ofYear("0.5"));
    }

    @Provide
    Arbitrary<List<Earner>> books() {
        Arbitrary<List<PrincipalHistory.Change>> changes = Combinators.combine(
                        Arbitraries.longs().between(0, DAY_MICROS - 1),
                        Arbitraries.longs().between(0, 20_000))
                .as((micros, principal) -> new PrincipalHistory.Change(at(micros), units(principal)))
                .list()
                .ofMaxSize(4)
                .map(list -> list.stream()
                        .sorted(Comparator.comparing(PrincipalHistory.Change::at))
                        .toList());
        Arbitrary<PrincipalHistory> history = Combinators.combine(
                        Arbitraries.longs().between(0, 20_000), changes)
                .as((opening, list) -> new PrincipalHistory(units(opening), list));
        return history.list().ofMinSize(1).ofMaxSize(4).map(histories -> {
            List<Earner> earners = new ArrayList<>();
            for (int i = 0; i < histories.size(); i++) {
                earners.add(earner(i, BITGET, histories.get(i)));
            }
            return earners;
        });
    }

    private static Instant at(long micros) {
        return DAY.start().plusNanos(micros * 1_000);
    }
}
