package io.stakebook.core.reconciliation;

import static io.stakebook.core.reconciliation.Fixtures.DAY;
import static io.stakebook.core.reconciliation.Fixtures.ETH;
import static io.stakebook.core.reconciliation.Fixtures.ETHER;
import static io.stakebook.core.reconciliation.Fixtures.units;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stakebook.core.account.AccountName;
import io.stakebook.core.decision.ActivePolicy;
import io.stakebook.core.error.Conflict;
import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.error.NotFound;
import io.stakebook.core.error.Rejected;
import io.stakebook.core.id.BreakId;
import io.stakebook.core.id.EntryId;
import io.stakebook.core.id.StatementId;
import io.stakebook.core.journal.Balance;
import io.stakebook.core.journal.EntryDates;
import io.stakebook.core.journal.EntryKind;
import io.stakebook.core.journal.JournalEntry;
import io.stakebook.core.journal.Posting;
import io.stakebook.core.money.Asset;
import io.stakebook.core.money.AssetCode;
import io.stakebook.core.period.PeriodCalendar;
import io.stakebook.core.posting.Books;
import io.stakebook.core.posting.Notice;
import io.stakebook.core.posting.Plan;
import io.stakebook.core.posting.Stored;
import java.math.BigInteger;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ResolveBreakTest {

    private static final Instant NOW = Instant.parse("2026-04-01T08:00:00Z");
    private static final EntryId ENTRY = new EntryId(new UUID(7, 7));
    private static final OnePersonLimit LIMIT = new OnePersonLimit(Map.of(ETHER.code(), BigInteger.TWO.pow(61)));

    @Test
    void underAccrual_isBookedToTheReceivable_theCustomersShareWaitingUnallocated() {
        Break found = found(BreakType.UNDER_ACCRUAL, 1_100, true);

        assertThat(lines(found))
                .containsExactly("debit 1150.ETH.house 100", "credit 2900.ETH.house 88", "credit 4010.ETH.house 12");
    }

    @Test
    void overAccrual_isBorneByTheHouse_andTakesNothingFromCustomers() {
        Break found = found(BreakType.OVER_ACCRUAL, 900, true);

        assertThat(lines(found))
                .containsExactly("debit 5050.ETH.house 88", "debit 4010.ETH.house 12", "credit 1150.ETH.house 100");
    }

    @Test
    void rewardThatTheHousePays_isCorrectedOnItsExpense() {
        assertThat(lines(found(BreakType.UNDER_ACCRUAL, 1_100, false)))
                .as("its coins move behind what customers are owed now")
                .containsExactly(
                        "debit 5010.ETH.house 100",
                        "credit 2900.ETH.house 88",
                        "credit 4010.ETH.house 12",
                        "debit 1010.ETH.house 88",
                        "credit 1210.ETH.house 88");
        assertThat(lines(found(BreakType.OVER_ACCRUAL, 900, false))).endsWith("credit 5010.ETH.house 100");
    }

    @Test
    void receiptOfADayNobodyEarnedOn_waitsUnallocatedAsAWhole_andTheHouseBearsWhatComesShort() {
        Expected nothing = new Expected(BigInteger.ZERO, BigInteger.ZERO, true, BigInteger.ZERO, 0, BigInteger.ZERO);
        Expected booked = new Expected(BigInteger.ZERO, BigInteger.ZERO, true, units(9), 1, BigInteger.ZERO);

        assertThat(lines(found(BreakType.UNIDENTIFIED_RECEIPT, units(9), nothing)))
                .containsExactly("debit 1150.ETH.house 9", "credit 2900.ETH.house 9");
        assertThat(lines(found(BreakType.OVER_ACCRUAL, units(4), booked)))
                .containsExactly("debit 5050.ETH.house 5", "credit 1150.ETH.house 5");
    }

    @Property
    void correction_isTheWholeDifference_andBalances_forAnySplit(
            @ForAll @LongRange(min = 1, max = 1L << 60) long gross,
            @ForAll @LongRange(max = 1L << 60) long commission,
            @ForAll @LongRange(max = 1L << 60) long reported) {
        long share = Math.min(gross, commission);
        if (reported == gross) {
            return;
        }
        BreakType type = reported > gross ? BreakType.UNDER_ACCRUAL : BreakType.OVER_ACCRUAL;
        Break found = found(
                type,
                units(reported),
                new Expected(units(gross), units(share), true, BigInteger.ZERO, 0, BigInteger.ONE));

        JournalEntry entry = accepted(found, hash(found)).entries().get(0);

        assertThat(entry.postings().stream()
                        .filter(posting -> posting.account().toString().startsWith("1150"))
                        .map(posting -> posting.amount().units()))
                .containsExactly(units(Math.abs(reported - gross)));
    }

    @Test
    void resolution_ofThePreview_postsExactlyIt_andClosesTheBreak() {
        Break found = found(BreakType.OVER_ACCRUAL, 900, true);
        Preview preview = Preview.of(found, EntryDates.dayOf(NOW));

        Plan.Accepted<Break> plan = accepted(found, preview.hash());

        JournalEntry entry = plan.entries().get(0);
        assertThat(entry.kind()).isEqualTo(EntryKind.ACCRUAL_CORRECTION);
        assertThat(entry.id()).isEqualTo(ENTRY);
        assertThat(entry.postings()).isEqualTo(preview.postings());
        assertThat(entry.businessDate()).isEqualTo(preview.businessDate()).hasToString("2026-04-01");
        assertThat(plan.result().state()).isEqualTo(BreakState.RESOLVED);
        assertThat(plan.result().resolution().orElseThrow().entry()).contains(ENTRY);
        assertThat(plan.writes())
                .hasSize(3)
                .contains(RewardDay.untouched(ETH, DAY).plus(units(-100)), new Fence(Fence.ofProduct(ETH), 1));
        assertThat(plan.notices()).hasSize(1);
        assertThat(command(found, preview.hash()).needs().accounts())
                .containsAll(entry.postings().stream().map(Posting::account).toList());
    }

    @ParameterizedTest
    @EnumSource(
            names = {"UNDER_ACCRUAL", "OVER_ACCRUAL", "UNIDENTIFIED_RECEIPT"},
            mode = EnumSource.Mode.EXCLUDE)
    void breakSettledWithoutAnEntry_isClosedByItsNote_andMovesNothing(BreakType type) {
        Break found = found(type, 900, true);

        Plan.Accepted<Break> plan = accepted(found, hash(found));

        assertThat(plan.entries()).isEmpty();
        assertThat(plan.writes()).containsExactly(plan.result());
        assertThat(plan.result().resolution().orElseThrow().kind()).isEqualTo(Resolution.Kind.EXPLAINED);
    }

    @Test
    void resolution_ofAnotherPreview_isStale() {
        Break found = found(BreakType.OVER_ACCRUAL, 900, true);
        String yesterday = Preview.of(found, EntryDates.dayOf(NOW).minusDays(1)).hash();

        assertThatThrownBy(() -> accepted(found, yesterday)).isInstanceOfSatisfying(Conflict.class, c -> {
            assertThat(c.code()).isEqualTo(ErrorCode.STALE);
            assertThat(c.members())
                    .as("the hash is learned from a preview only")
                    .doesNotContainKey("previewHash");
            assertThat(c.detail()).doesNotContain(hash(found));
        });
    }

    @Test
    void resolution_ofADayCorrectedMeanwhile_isStale() {
        Break found = found(BreakType.OVER_ACCRUAL, 900, true);
        TestBooks books = new TestBooks(found, RewardDay.untouched(ETH, DAY).plus(units(1)));

        assertThatThrownBy(() -> command(found, hash(found)).decide(books))
                .isInstanceOfSatisfying(
                        Conflict.class, c -> assertThat(c.code()).isEqualTo(ErrorCode.STALE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abc", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
    void hashThatNoPreviewShows_isRejected(String text) {
        assertThatThrownBy(() -> Preview.requireHash(text))
                .isInstanceOfSatisfying(
                        Rejected.class, r -> assertThat(r.members()).containsEntry("field", "previewHash"));
    }

    @Test
    void resolution_ofAResolvedBreak_isAConflict() {
        Break found = found(BreakType.OVER_ACCRUAL, 900, true);
        Break closed = accepted(found, hash(found)).result();

        assertThatThrownBy(() -> command(found, hash(found)).decide(new TestBooks(closed)))
                .isInstanceOfSatisfying(
                        Conflict.class, c -> assertThat(c.code()).isEqualTo(ErrorCode.STATE_CONFLICT));
    }

    @Test
    void resolution_ofAnUnknownBreak_isNotFound() {
        Break found = found(BreakType.OVER_ACCRUAL, 900, true);

        assertThatThrownBy(() -> command(found, hash(found)).decide(new TestBooks()))
                .isInstanceOf(NotFound.class);
    }

    @Test
    void resolution_withoutANote_isRejected() {
        Break found = found(BreakType.OVER_ACCRUAL, 900, true);

        assertThatThrownBy(() -> new ResolveBreak(found, hash(found), "  ", "ada", ENTRY, LIMIT))
                .isInstanceOf(Rejected.class)
                .hasMessageContaining("note");
    }

    @Test
    void statement_tellsOfEachBreakItFindsAndEnds() {
        Break open = found(BreakType.MISSING_DAY, 0, true);
        Break opened = found(BreakType.UNIT_SCALE, BigInteger.TEN.pow(39), open.expected());
        ReceiveStatement command =
                new ReceiveStatement(statement(), Optional.of("lidoo"), List.of(opened), List.of(open), List.of());

        List<Notice> told = ((Plan.Accepted<StatementSummary>) command.decide(new TestBooks(open))).notices();

        assertThat(told)
                .extracting(notice -> notice.type().replace("io.stakebook.reconciliation.", ""))
                .containsExactly("statement.matched.v1", "break.resolved.v1", "break.found.v1");
        assertThat(told.get(0).data())
                .containsEntry("tolerance_per_line", 1L)
                .containsEntry("received_by", "ada")
                .containsEntry("replaces", "lidoo");
        assertThat(told.get(1).data())
                .containsEntry("resolution", "superseded")
                .containsEntry("superseded_by", statement().id().toString())
                .containsEntry("units", "1000")
                .containsEntry("direction", "below");
        assertThat(told.get(2).data())
                .containsEntry("break_type", "unit_scale")
                .containsEntry("line", 2L)
                .as("a figure too long for a quantity is left out")
                .doesNotContainKeys("units", "direction");
        assertThat(command.weight()).isEqualTo(3);
    }

    private static Statement statement() {
        return new Statement(
                new StatementId(new UUID(9, 9)),
                "lido",
                "0".repeat(64),
                DAY,
                DAY,
                new TreeSet<>(List.of(ETH)),
                BigInteger.ONE,
                1,
                1,
                0,
                "ada",
                NOW,
                List.of());
    }

    @Test
    void eventOfAResolution_saysWhoAndWhy_andTheDifferenceWithoutASign() {
        Break found = found(BreakType.OVER_ACCRUAL, 900, true);

        assertThat(accepted(found, hash(found)).notices().get(0).data())
                .containsEntry("units", "100")
                .containsEntry("direction", "below")
                .containsEntry("asset", "ETH")
                .containsEntry("scale", 18L)
                .containsEntry("note", "provider confirmed")
                .containsEntry("resolved_by", "ada")
                .doesNotContainKeys("difference", "approved_by");
    }

    @ParameterizedTest
    @CsvSource({"0, 1, true", "99, 100, true", "100, 100, false", "100, 101, true"})
    void breakLargerThanTheLimit_takesASecondPerson(long upTo, long size, boolean two) {
        OnePersonLimit limit = new OnePersonLimit(Map.of(ETHER.code(), units(upTo)));

        assertThat(limit.takesTwo(found(BreakType.UNDER_ACCRUAL, 1_000 + size, true)))
                .isEqualTo(two);
        assertThat(limit.takesTwo(found(BreakType.OVER_ACCRUAL, 1_000 - size, true)))
                .isEqualTo(two);
    }

    @Test
    void repeatedRow_makesNoDifference_butIsAsLargeAsItsReward() {
        Break found = found(BreakType.DUPLICATE, 900, true);

        assertThat(found.difference()).isZero();
        assertThat(new OnePersonLimit(Map.of(ETHER.code(), units(899))).takesTwo(found))
                .isTrue();
    }

    @Test
    void assetWithoutALimit_alwaysTakesTwo() {
        assertThat(new OnePersonLimit(Map.of()).takesTwo(found(BreakType.OVER_ACCRUAL, 1_000, true)))
                .isTrue();
    }

    @Test
    void newerStatement_supersedesOpenBreaks_andLeavesResolvedOnesAlone() {
        Break open = found(BreakType.MISSING_DAY, 0, true);
        Break other = new Break(
                new BreakId(new UUID(3, 3)),
                open.statement(),
                open.provider(),
                open.type(),
                open.product(),
                open.asset(),
                open.day(),
                0,
                open.reported(),
                open.expected(),
                open.owner(),
                NOW);
        Break closed = other.resolved(new Resolution(Resolution.Kind.EXPLAINED, "asked", "ada", null, NOW, null));
        Statement newer = statement();

        ReceiveStatement command =
                new ReceiveStatement(newer, Optional.empty(), List.of(), List.of(open, other), List.of());
        Plan<StatementSummary> plan = command.decide(new TestBooks(open, closed));

        assertThat(((Plan.Accepted<StatementSummary>) plan).writes())
                .filteredOn(Break.class::isInstance)
                .singleElement()
                .satisfies(row -> assertThat(
                                ((Break) row).resolution().orElseThrow().kind())
                        .isEqualTo(Resolution.Kind.SUPERSEDED));
    }

    private static List<String> lines(Break found) {
        return Preview.of(found, EntryDates.dayOf(NOW)).postings().stream()
                .map(posting -> posting.side().wire() + " " + posting.account() + " "
                        + posting.amount().units())
                .toList();
    }

    private static String hash(Break found) {
        return Preview.of(found, EntryDates.dayOf(NOW)).hash();
    }

    private static ResolveBreak command(Break found, String hash) {
        return new ResolveBreak(found, hash, "provider confirmed", "ada", ENTRY, LIMIT);
    }

    private static Plan.Accepted<Break> accepted(Break found, String hash) {
        return (Plan.Accepted<Break>) command(found, hash).decide(new TestBooks(found));
    }

    private static Break found(BreakType type, long reported, boolean receivable) {
        return found(
                type,
                units(reported),
                new Expected(units(1_000), units(128), receivable, BigInteger.ZERO, 0, units(3)));
    }

    private static Break found(BreakType type, BigInteger reported, Expected expected) {
        return new Break(
                new BreakId(new UUID(1, 1)),
                new StatementId(new UUID(2, 2)),
                "lido",
                type,
                ETH,
                ETHER.code(),
                DAY,
                2,
                reported,
                expected,
                "ada",
                NOW);
    }

    /** Committed rows as a command would find them. */
    private static final class TestBooks implements Books {

        private final Map<String, Stored> rows = new HashMap<>();

        TestBooks(Stored... stored) {
            for (Stored row : stored) {
                rows.put(row.getClass().getSimpleName() + row.recordId(), row);
            }
        }

        @Override
        public Instant recordedAt() {
            return NOW;
        }

        @Override
        public String callerOrNull() {
            return "ada";
        }

        @Override
        public ActivePolicy policy() {
            throw new IllegalStateException("reconciliation is not a regulated activity and asks no policy");
        }

        @Override
        public PeriodCalendar calendar() {
            return PeriodCalendar.OPEN;
        }

        @Override
        public Asset asset(AssetCode code) {
            return ETHER;
        }

        @Override
        public Balance balance(AccountName account) {
            return Balance.empty(account);
        }

        @Override
        public <T extends Stored> Optional<T> find(Class<T> type, String id) {
            return Optional.ofNullable(type.cast(rows.get(type.getSimpleName() + id)));
        }
    }
}
