package io.stakebook.persistence.customer;

import static org.assertj.core.api.Assertions.assertThat;

import io.stakebook.core.customer.UpdateFacts;
import io.stakebook.core.decision.DeclaredFacts;
import io.stakebook.core.id.CustomerId;
import io.stakebook.core.id.DecisionId;
import io.stakebook.persistence.testing.LiveBook;
import io.stakebook.persistence.testing.TestBook;
import io.stakebook.persistence.testing.TestDatabase;
import java.math.BigInteger;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FactsTest {

    private final TestDatabase database = TestDatabase.create();

    @Test
    void proofTakenJustNow_stopsNoDecisionOfANodeWhoseClockIsBehind() {
        try (LiveBook here = new LiveBook(database);
                LiveBook behind = new LiveBook(database, Clock.fixed(LiveBook.START.minusSeconds(1), ZoneOffset.UTC))) {
            CustomerId customer = behind.customer("SG");
            DeclaredFacts facts = DeclaredFacts.of(Map.of(
                    "subject_type",
                    "individual",
                    "residency",
                    "SG",
                    "residency_verified",
                    "yes",
                    "residency_verified_at",
                    LiveBook.START.toString()));
            here.run(new UpdateFacts(
                    customer, facts, null, new DecisionId(here.ids().next())));

            behind.deposit(customer, TestBook.ETH, BigInteger.TEN);

            assertThat(database.number("select count(*) from journal_entry where customer_id = '" + customer.value()
                            + "' and recorded_at > (select facts_changed_at from customer where customer_id = '"
                            + customer.value() + "')"))
                    .isEqualTo(1);
            behind.assertClean();
        }
    }
}
