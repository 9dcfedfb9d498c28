package io.stakebook.persistence.customer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.stakebook.core.customer.FactsChange;
import io.stakebook.core.customer.FactsHistory;
import io.stakebook.core.customer.UpdateFacts;
import io.stakebook.core.decision.DeclaredFacts;
import io.stakebook.core.id.CustomerId;
import io.stakebook.core.id.DecisionId;
import io.stakebook.core.page.Limit;
import io.stakebook.core.page.Page;
import io.stakebook.persistence.sql.BookReader;
import io.stakebook.persistence.testing.LiveBook;
import io.stakebook.persistence.testing.TestBook;
import io.stakebook.persistence.testing.TestDatabase;
import java.math.BigInteger;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FactsTest {

    private final TestDatabase database = TestDatabase.create();

    @Test
    void whoLiftedAHoldAndWhy_isReadVersionByVersion() {
        try (LiveBook book = new LiveBook(database)) {
            CustomerId customer = book.customer("SG");
            DeclaredFacts held = DeclaredFacts.of(Map.of("residency", "SG", "legal_hold", "yes"));
            DeclaredFacts free = DeclaredFacts.of(Map.of("residency", "SG", "legal_hold", "no"));

            book.run(change(book, customer, held, "olga", "court order 17"));
            book.run(change(book, customer, free, "carl", "order 17 lifted"));

            FactsHistory history = new JdbcFactsHistory(new BookReader(database.dataSource()));
            Page<FactsChange, Long> newest = history.of(customer, Optional.empty(), new Limit(2));
            assertThat(newest.items())
                    .extracting(
                            FactsChange::version, FactsChange::byOrNull, FactsChange::reasonOrNull, FactsChange::facts)
                    .containsExactly(
                            tuple(3L, "carl", "order 17 lifted", free), tuple(2L, "olga", "court order 17", held));
            assertThat(history.of(customer, newest.next(), new Limit(2)).items())
                    .extracting(FactsChange::version, FactsChange::reasonOrNull)
                    .containsExactly(tuple(1L, null));
        }
    }

    @Test
    void overrideEndsByItself_andItsEndStaysReadableInTheHistory() {
        try (LiveBook book = new LiveBook(database)) {
            CustomerId customer = book.customer("SG");
            String end = LiveBook.START.plus(Duration.ofDays(10)).toString();
            Map<String, String> reviewed = new HashMap<>(proven("SG", LiveBook.START.toString()));
            reviewed.put("tax_residency", "CN");
            Map<String, String> lifted = new HashMap<>(reviewed);
            lifted.put("override", "valid");
            lifted.put("override_until", end);
            book.run(change(book, customer, DeclaredFacts.of(lifted), "olga", "case 4711, seen by two"));

            book.deposit(customer, TestBook.ETH, BigInteger.TEN);
            book.moveTo(Instant.parse(end));
            assertThatThrownBy(() -> book.deposit(customer, TestBook.ETH, BigInteger.TEN))
                    .hasMessageContaining("CN_CONFLICT");

            assertThat(database.column(
                            "select reason || ' ' || (facts_text like '%override=expired%') from policy_decision"
                                    + " where activity = 'DEPOSIT_CRYPTO' order by seq"))
                    .containsExactly("OVERRIDE false", "CN_CONFLICT true");
            FactsHistory history = new JdbcFactsHistory(new BookReader(database.dataSource()));
            assertThat(history.of(customer, Optional.empty(), new Limit(1)).items())
                    .extracting(FactsChange::facts)
                    .containsExactly(DeclaredFacts.of(lifted));
            book.assertClean();
        }
    }

    private static Map<String, String> proven(String residency, String at) {
        return Map.of(
                "subject_type",
                "individual",
                "residency",
                residency,
                "residency_verified",
                "yes",
                "residency_verified_at",
                at);
    }

    private static UpdateFacts change(
            LiveBook book, CustomerId customer, DeclaredFacts facts, String by, String reason) {
        return new UpdateFacts(
                customer, facts, null, by, reason, new DecisionId(book.ids().next()));
    }

    @Test
    void proofTakenJustNow_stopsNoDecisionOfANodeWhoseClockIsBehind() {
        try (LiveBook here = new LiveBook(database);
                LiveBook behind = new LiveBook(database, Clock.fixed(LiveBook.START.minusSeconds(1), ZoneOffset.UTC))) {
            CustomerId customer = behind.customer("SG");
            DeclaredFacts facts = DeclaredFacts.of(proven("SG", LiveBook.START.toString()));
            here.run(new UpdateFacts(
                    customer,
                    facts,
                    null,
                    "olga",
                    "proof of address seen",
                    new DecisionId(here.ids().next())));

            behind.deposit(customer, TestBook.ETH, BigInteger.TEN);

            assertThat(database.number("select count(*) from journal_entry where customer_id = '" + customer.value()
                            + "' and recorded_at > (select facts_changed_at from customer where customer_id = '"
                            + customer.value() + "')"))
                    .isEqualTo(1);
            behind.assertClean();
        }
    }
}
