package io.stakebook.persistence.period;

import static org.assertj.core.api.Assertions.assertThat;

import io.stakebook.core.account.AccountName;
import io.stakebook.core.account.ChartAccount;
import io.stakebook.core.check.CheckName;
import io.stakebook.core.closing.Checklist;
import io.stakebook.core.closing.CloseCheck;
import io.stakebook.core.closing.CloseOverride;
import io.stakebook.core.closing.OpenItem;
import io.stakebook.core.closing.OverrideChecklist;
import io.stakebook.core.closing.Period;
import io.stakebook.core.closing.PeriodClose;
import io.stakebook.core.closing.SealPeriod;
import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.error.LedgerException;
import io.stakebook.core.id.CustomerId;
import io.stakebook.core.id.EntryId;
import io.stakebook.core.id.OverrideId;
import io.stakebook.core.id.ProductId;
import io.stakebook.core.journal.EntryContext;
import io.stakebook.core.journal.EntryKind;
import io.stakebook.core.journal.JournalEntry;
import io.stakebook.core.journal.Lateness;
import io.stakebook.core.journal.Posting;
import io.stakebook.core.period.PeriodId;
import io.stakebook.core.product.terms.YieldSource;
import io.stakebook.persistence.testing.LiveBook;
import io.stakebook.persistence.testing.TestBook;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** March of the book has a product whose reward the house pays, created on the 30th; it is the first of April. */
class ChecklistTest {

    private static final PeriodId MARCH = PeriodId.parse("2026-03");
    private static final LocalDate LAST = MARCH.lastDay();
    private static final BigInteger COINS = BigInteger.valueOf(36_500_000);

    @Test
    void aMonthClosesOnceItsAccrualsAreDone_andTheRewardOfItsLastDayIsBackedOnThatDay() {
        try (Months months = new Months(new LiveBook())) {
            ProductId product = housePaid(months, 1_000_000);
            months.begin(MARCH);
            assertThat(months.checklists.of(MARCH).items())
                    .containsExactly(new OpenItem(
                            CloseCheck.ACCRUALS,
                            "eth-saver",
                            "is accrued through 2026-03-29, 2 days are missing through 2026-03-31"));
            LedgerException refused = refusal(months, seal(months, "fin-1", null));
            assertThat(refused.code()).isEqualTo(ErrorCode.PERIOD_NOT_READY);
            assertThat(refused.members())
                    .containsEntry("openItems", "1")
                    .containsEntry("accruals", "eth-saver")
                    .containsEntry("periodId", "2026-03");
            assertThat(refused.detail()).contains("period 2026-03 has 1 open item: accruals 1 (eth-saver is accrued");
            assertThat(months.period(MARCH).sealed()).isFalse();

            months.book.accrue(product, LAST.minusDays(1));
            months.book.accrue(product, LAST);

            assertThat(months.checklists.of(MARCH).items()).isEmpty();
            PeriodClose close = months.close(MARCH);
            assertThat(close.overrideOrNull()).isNull();
            months.book.assertClean();
        }
    }

    @Test
    void whatTheHouseCouldNotBack_andWhatStandsInSuspense_isListedInDecimals() {
        try (Months months = new Months(new LiveBook())) {
            ProductId product = housePaid(months, 4_000);
            months.begin(MARCH);
            months.book.accrue(product, LAST.minusDays(1));
            months.book.accrue(product, LAST);
            suspend(months, 7);
            months.book.awaitAtRest();

            assertThat(months.book
                            .checker()
                            .check(Set.of(CheckName.SEGREGATION))
                            .results()
                            .toString())
                    .contains(" ETH do not cover client liabilities of ")
                    .containsPattern("short by 0\\.00000000000001[56][0-9]{3} \\(scale 18\\)");
            assertThat(months.checklists.of(MARCH).items())
                    .extracting(item -> item.check() + " " + item.id())
                    .containsExactly("SUSPENSE 2900.ETH", "SEGREGATION ETH");
            assertThat(months.checklists.of(MARCH).of(CloseCheck.SUSPENSE))
                    .extracting(OpenItem::detail)
                    .containsExactly("holds 0.000000000000000007 ETH");
            assertThat(months.checklists.of(MARCH).of(CloseCheck.SEGREGATION))
                    .singleElement()
                    .satisfies(item ->
                            assertThat(item.detail()).containsPattern("short by 0\\.00000000000001[56][0-9]{3} ETH$"));
        }
    }

    @Test
    void aSecondOfficerMayAcceptWhatIsOpen_asItStands_andTheCloseTellsIt() {
        try (Months months = new Months(new LiveBook())) {
            housePaid(months, 1_000_000);
            months.begin(MARCH);
            assertThat(refusal(months, given(months, "fin-1")).code()).isEqualTo(ErrorCode.SELF_APPROVAL);

            CloseOverride early = months.override(MARCH, "fin-2");
            suspend(months, 7);
            LedgerException refused = refusal(months, seal(months, "fin-1", early.id()));
            assertThat(refused.code()).isEqualTo(ErrorCode.PERIOD_NOT_READY);
            assertThat(refused.members()).containsEntry("suspense", "2900.ETH").doesNotContainKey("accruals");

            CloseOverride override = months.override(MARCH, "fin-2");
            assertThat(refusal(months, seal(months, "fin-2", override.id())).code())
                    .isEqualTo(ErrorCode.SELF_APPROVAL);
            Period sealed = months.seal(MARCH, "fin-1", override.id());
            months.closer.finish(MARCH);

            assertThat(sealed.overrideOrNull()).isEqualTo(override.id());
            assertThat(months.closes(MARCH))
                    .singleElement()
                    .satisfies(close -> assertThat(close.overrideOrNull()).isEqualTo(override.id()));
            assertThat(months.periods.find(MARCH).orElseThrow().overrides()).containsExactly(override, early);
            months.book.awaitSequenced();
            assertThat(months.book
                            .database()
                            .column("select concat_ws(' ', data ->> 'override_id', data ->> 'override_by',"
                                    + " data ->> 'override_reason', data ->> 'open_items')"
                                    + " from (select convert_from(leaf, 'UTF8')::jsonb -> 'data' as data from event_log"
                                    + " where type = 'io.stakebook.period.closed.v1') told"))
                    .containsExactly(override.id() + " fin-2 the provider is late 2");
            months.book.assertClean();

            months.reopen(MARCH);
            assertThat(refusal(months, seal(months, "fin-1", override.id())).code())
                    .isEqualTo(ErrorCode.STATE_CONFLICT);
        }
    }

    private static ProductId housePaid(Months months, long houseUnits) {
        LiveBook book = months.book;
        book.moveTo(Instant.parse("2026-03-30T00:00:00Z"));
        ProductId product =
                book.product("eth-saver", TestBook.ETH, LiveBook.flexible("0.1", YieldSource.PLATFORM_FUNDED, "0"));
        CustomerId customer = book.customer("SG");
        book.deposit(customer, TestBook.ETH, COINS);
        book.subscribe(customer, product, COINS);
        book.fundHouse(TestBook.ETH, BigInteger.valueOf(houseUnits));
        book.moveTo(Instant.parse("2026-04-01T09:00:00Z"));
        return product;
    }

    /** A client's coins that nobody has allocated yet. */
    private static void suspend(Months months, long units) {
        JournalEntry entry = JournalEntry.of(
                new EntryId(months.book.ids().next()),
                EntryKind.GENERAL,
                LAST.atTime(12, 0).toInstant(java.time.ZoneOffset.UTC),
                EntryContext.house(),
                List.of(
                        Posting.debit(TestBook.omnibus(), TestBook.eth(units)),
                        Posting.credit(
                                AccountName.house(ChartAccount.SUSPENSE_CLIENT, TestBook.ETH), TestBook.eth(units))));
        assertThat(months.post(entry, Lateness.ADJUST)).isEqualTo(LAST);
    }

    private static SealPeriod seal(Months months, String by, @Nullable OverrideId override) {
        return new SealPeriod(MARCH, by, months.checklists.of(MARCH), override);
    }

    private static OverrideChecklist given(Months months, String by) {
        Checklist open = months.checklists.of(MARCH);
        return new OverrideChecklist(new OverrideId(months.book.ids().next()), MARCH, by, "the provider is late", open);
    }

    /** A conflict comes as itself, every other refusal as an answer. */
    private static LedgerException refusal(Months months, io.stakebook.core.posting.Command<?> command) {
        try {
            return months.book.ask(command).rejection();
        } catch (LedgerException conflict) {
            return conflict;
        }
    }
}
