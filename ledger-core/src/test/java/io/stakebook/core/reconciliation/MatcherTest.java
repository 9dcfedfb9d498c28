package io.stakebook.core.reconciliation;

import static io.stakebook.core.reconciliation.Fixtures.BTC;
import static io.stakebook.core.reconciliation.Fixtures.DAY;
import static io.stakebook.core.reconciliation.Fixtures.ETH;
import static io.stakebook.core.reconciliation.Fixtures.accrued;
import static io.stakebook.core.reconciliation.Fixtures.match;
import static io.stakebook.core.reconciliation.Fixtures.row;
import static io.stakebook.core.reconciliation.Fixtures.units;
import static org.assertj.core.api.Assertions.assertThat;

import io.stakebook.core.reconciliation.file.StatementLine;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MatcherTest {

    private static final long GROSS = 1_000_000;
    private static final long COMMISSION = 100_000;

    /** What a planted row states, and the one break that must be found; three positions tolerate three units. */
    @ParameterizedTest
    @CsvSource({
        "1000000, NONE",
        "1000003, NONE",
        "999997, NONE",
        "1000004, UNDER_ACCRUAL",
        "999996, OVER_ACCRUAL",
        "1200000, UNDER_ACCRUAL",
        "0, OVER_ACCRUAL",
        "900000, GROSS_NET",
        "900001, OVER_ACCRUAL",
        "999999999, UNDER_ACCRUAL",
        "1000000000, UNIT_SCALE",
        "1000000000000000, UNIT_SCALE",
        "1000, UNIT_SCALE",
        "1001, OVER_ACCRUAL",
        "-1, NEGATIVE_REWARD",
    })
    void oneStatedFigure_isNamedByItsCause(long stated, String cause) {
        Matched matched = match(List.of(accrued(ETH, DAY, GROSS, COMMISSION)), List.of(row(2, ETH, DAY, stated, "r")));

        assertThat(matched.findings())
                .extracting(finding -> finding.type().name())
                .isEqualTo(expected(cause));
        assertThat(matched.days()).isEqualTo(1);
        assertThat(matched.agreed()).isEqualTo(cause.equals("NONE") ? 1 : 0);
    }

    @ParameterizedTest
    @CsvSource({
        "474000000, UNDER_ACCRUAL",
        "1010001, UNDER_ACCRUAL",
        "1010000, NONE",
        "990000, NONE",
        "989999, OVER_ACCRUAL",
        "1000000000, UNIT_SCALE",
        "1000, UNIT_SCALE",
    })
    void largestTolerance_allowsOneHundredthOfTheDay_andHidesNoOtherUnit(long stated, String cause) {
        Matched matched = match(
                List.of(accrued(ETH, DAY, GROSS, 0)), List.of(row(2, ETH, DAY, stated, "r")), BigInteger.TEN.pow(15));

        assertThat(matched.findings())
                .extracting(finding -> finding.type().name())
                .isEqualTo(expected(cause));
    }

    @Test
    void smallDay_isAllowedOneUnitALine_becauseEachWasRounded() {
        assertThat(match(List.of(accrued(ETH, DAY, 30, 0)), List.of(row(2, ETH, DAY, 33, "r")))
                        .findings())
                .isEmpty();
        assertThat(match(List.of(accrued(ETH, DAY, 30, 0)), List.of(row(2, ETH, DAY, 34, "r")), units(5))
                        .findings())
                .extracting(Mismatch::type)
                .containsExactly(BreakType.UNDER_ACCRUAL);
    }

    @Test
    void dayInsideThePeriodWithoutARow_isMissing() {
        Matched matched = match(
                List.of(
                        accrued(ETH, DAY, GROSS, 0),
                        accrued(ETH, DAY.plusDays(1), GROSS, 0),
                        accrued(BTC, DAY.plusDays(1), GROSS, 0)),
                List.of(row(2, ETH, DAY, GROSS, "r1")));

        assertThat(matched.findings()).hasSize(1);
        Mismatch missing = matched.findings().get(0);
        assertThat(missing.type()).isEqualTo(BreakType.MISSING_DAY);
        assertThat(missing.day()).isEqualTo(DAY.plusDays(1));
        assertThat(missing.reported()).isZero();
        assertThat(missing.expected().units()).isEqualTo(units(GROSS));
    }

    @Test
    void rewardForADayNobodyAccrued_isUnaccrued_orUnidentifiedOnceNoRunCanAccrueIt_andZeroIsNeither() {
        Matched matched = match(
                List.of(accrued(BTC, DAY, 0, 0)),
                List.of(
                        row(2, ETH, DAY, 5, "r1"),
                        row(3, ETH, DAY.plusDays(1), 0, "r2"),
                        row(4, BTC, DAY, 7, "r3"),
                        row(5, ETH, DAY.minusDays(2), 9, "r4")));

        assertThat(matched.findings())
                .extracting(finding -> finding.type() + " " + finding.line())
                .containsExactly("UNIDENTIFIED_RECEIPT 4", "UNIDENTIFIED_RECEIPT 5", "UNACCRUED 2");
    }

    @Test
    void rowWithTheSameReference_isADuplicate_andIsNotCounted() {
        Matched matched = match(
                List.of(accrued(ETH, DAY, GROSS, 0)),
                List.of(row(2, ETH, DAY, GROSS, "r1"), row(3, ETH, DAY, GROSS, "r1")));

        assertThat(matched.findings())
                .extracting(finding -> finding.type() + " " + finding.line())
                .containsExactly("DUPLICATE 3");
        assertThat(matched.agreed()).isEqualTo(1);
    }

    @Test
    void rowWithTheSameRewardUnderAnotherReference_isADuplicate_unlessBothTogetherAgree() {
        List<StatementLine> twice = List.of(row(2, ETH, DAY, 500_000, "r1"), row(3, ETH, DAY, 500_000, "r2"));

        assertThat(match(List.of(accrued(ETH, DAY, 500_000, 0)), twice).findings())
                .extracting(Mismatch::type)
                .containsExactly(BreakType.DUPLICATE);
        assertThat(match(List.of(accrued(ETH, DAY, 1_000_000, 0)), twice).findings())
                .isEmpty();
    }

    @Test
    void severalPaymentsOfADay_areSummed() {
        Matched matched = match(
                List.of(accrued(ETH, DAY, GROSS, 0)),
                List.of(row(2, ETH, DAY, 400_000, "r1"), row(3, ETH, DAY, 600_000, "r2")));

        assertThat(matched.findings()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"7, NONE", "9, UNIDENTIFIED_RECEIPT", "4, OVER_ACCRUAL", "0, OVER_ACCRUAL"})
    void receiptThatWasBooked_isComparedWithWhatWasBooked(long stated, String cause) {
        RewardDay booked = RewardDay.untouched(BTC, DAY).plus(units(7));

        assertThat(match(List.of(), List.of(booked), List.of(row(2, BTC, DAY, stated, "r1")))
                        .findings())
                .extracting(finding -> finding.type().name())
                .isEqualTo(expected(cause));
        assertThat(match(List.of(), List.of(booked), List.of(row(2, BTC, DAY.plusDays(1), 0, "r1")))
                        .findings())
                .extracting(Mismatch::type)
                .containsExactly(BreakType.MISSING_DAY);
    }

    @Test
    void correctedDay_isComparedWithWhatItIsNow() {
        RewardDay corrected = RewardDay.untouched(ETH, DAY).plus(units(5_000));

        assertThat(match(
                                List.of(accrued(ETH, DAY, GROSS, COMMISSION)),
                                List.of(corrected),
                                List.of(row(2, ETH, DAY, GROSS + 5_000, "r1")))
                        .findings())
                .isEmpty();
    }

    @Test
    void plantedBreaks_areFoundExactly_andNothingElse() {
        List<AccruedDay> accrued = new ArrayList<>();
        List<StatementLine> rows = new ArrayList<>();
        for (int day = 0; day < 30; day++) {
            accrued.add(accrued(ETH, DAY.plusDays(day), GROSS + day, COMMISSION));
            long stated = GROSS
                    + day
                    + switch (day) {
                        case 4 -> 250_000;
                        case 9 -> -COMMISSION;
                        case 12 -> -333;
                        case 20 -> GROSS * 2_000;
                        default -> 0;
                    };
            if (day != 15) {
                rows.add(row(day + 2, ETH, DAY.plusDays(day), stated, "r" + day));
            }
            if (day == 25) {
                rows.add(row(99, ETH, DAY.plusDays(day), stated, "r" + day));
            }
        }

        Map<String, BreakType> found = new TreeMap<>();
        match(accrued, rows).findings().forEach(f -> found.put(f.day().toString(), f.type()));

        assertThat(found)
                .isEqualTo(new TreeMap<>(Map.of(
                        "2026-03-05", BreakType.UNDER_ACCRUAL,
                        "2026-03-10", BreakType.GROSS_NET,
                        "2026-03-13", BreakType.OVER_ACCRUAL,
                        "2026-03-16", BreakType.MISSING_DAY,
                        "2026-03-21", BreakType.UNIT_SCALE,
                        "2026-03-26", BreakType.DUPLICATE)));
    }

    @Property
    void statementThatRepeatsTheBook_hasNoBreak(@ForAll @Size(max = 40) List<@LongRange(max = 1L << 60) Long> rewards) {
        List<AccruedDay> accrued = new ArrayList<>();
        List<StatementLine> rows = new ArrayList<>();
        rows.add(row(2, ETH, DAY.minusDays(1), 0, ""));
        for (int i = 0; i < rewards.size(); i++) {
            accrued.add(accrued(ETH, DAY.plusDays(i), rewards.get(i), rewards.get(i) / 7));
            rows.add(row(i + 3, ETH, DAY.plusDays(i), rewards.get(i), "r" + i));
        }

        assertThat(match(accrued, rows).findings()).isEmpty();
    }

    @Property
    void differenceBeyondTolerance_isExactlyOneBreak_whateverItsSize(
            @ForAll @LongRange(min = 1, max = 1L << 60) long gross, @ForAll @LongRange(max = 1L << 60) long stated) {
        Matched matched = match(List.of(accrued(ETH, DAY, gross, gross / 10)), List.of(row(2, ETH, DAY, stated, "r")));
        boolean differs = Math.abs(gross - stated) > 3;

        assertThat(matched.findings()).hasSize(differs ? 1 : 0);
        matched.findings()
                .forEach(finding -> assertThat(
                                finding.reported().subtract(finding.expected().units()))
                        .isEqualTo(BigInteger.valueOf(stated - gross)));
    }

    private static List<String> expected(String cause) {
        return cause.equals("NONE") ? List.of() : List.of(cause);
    }
}
