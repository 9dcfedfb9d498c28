package io.stakebook.persistence.wiring;

import static io.stakebook.persistence.testing.Hand.atomic;
import static io.stakebook.persistence.testing.Hand.reserve;
import static io.stakebook.persistence.testing.TestBook.ETH;
import static io.stakebook.persistence.testing.TestBook.funding;
import static io.stakebook.persistence.testing.TestBook.spot;
import static org.assertj.core.api.Assertions.assertThat;

import io.stakebook.core.event.Origin;
import io.stakebook.core.id.CustomerId;
import io.stakebook.core.posting.WriteAccess;
import io.stakebook.persistence.posting.EngineConfig;
import io.stakebook.persistence.testing.Eventually;
import io.stakebook.persistence.testing.LiveBook;
import io.stakebook.persistence.testing.Stumbling;
import io.stakebook.persistence.testing.TestDatabase;
import io.stakebook.policy.decision.PolicyEngine;
import java.math.BigInteger;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

/** What a node does by itself goes on after an error that nobody expects. */
class NodeTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final TestDatabase database = TestDatabase.create();

    @Test
    void lookAtTheBook_thatStumbles_isTakenAgain() {
        Stumbling source = new Stumbling(database, "stakebook-book-watch");
        source.trip();
        try (Node node = node(source, LiveBook.START);
                LiveBook other = new LiveBook(database)) {
            Eventually.until("a look stumbled", PATIENCE, source::stumbled);
            Instant later = LiveBook.START.plus(Duration.ofHours(2));
            other.moveTo(later);

            Eventually.until(
                    "the clock is seen to be moved",
                    PATIENCE,
                    () -> !node.clock().instant().isBefore(later));
        }
    }

    @Test
    void regionStates_thatOnlyANewerVersionReads_areWhyNothingCanBeWritten_untilTheyCanBeRead() {
        try (Node node = node(new Stumbling(database, "nobody"), LiveBook.START)) {
            assertThat(node.refusal()).isEmpty();

            database.execute("insert into region_book (id, version, toggles, active_since)"
                    + " values ('regions', 1, 'IS HALF_CLOSED 2026-01-01T00:00:00Z of a later version', now())");

            Eventually.until(
                    "the node says that it cannot write",
                    PATIENCE,
                    () -> node.refusal().isPresent());
            assertThat(node.refusal().orElseThrow().state()).isEqualTo(WriteAccess.NOT_UNDERSTOOD);
            assertThat(node.refusal().orElseThrow().reason())
                    .contains("HALF_CLOSED", "a newer version may have written them");
            database.execute("update region_book set toggles = 'IS NO_NEW 2026-01-01T00:00:00Z of this version'");
            Eventually.until(
                    "the node can write", PATIENCE, () -> node.refusal().isEmpty());
        }
    }

    @Test
    void sweepForExpiredReservations_thatStumbles_isTakenAgain() {
        try (LiveBook book = new LiveBook(database)) {
            CustomerId customer = book.customer("SG");
            book.deposit(customer, ETH, BigInteger.TEN);
            book.run(atomic(reserve(book, spot(customer), funding(customer), 10, LiveBook.START.plusSeconds(3_600))));
        }
        Stumbling source = new Stumbling(database, "stakebook-sweeps");
        source.trip();
        try (Node node = node(source, LiveBook.START.plusSeconds(7_200))) {
            Eventually.until("a sweep stumbled", PATIENCE, source::stumbled);
            Eventually.until(
                    "the reservation is expired by " + node.clock().instant(),
                    PATIENCE,
                    () -> database.number("select count(*) from reservation where state = 'EXPIRED'") == 1);
        }
    }

    @Test
    void beatOfTheLease_thatStumbles_isTakenAgain() {
        Stumbling source = new Stumbling(database, "stakebook-posting-lease");
        source.trip();
        try (Node node = node(source, LiveBook.START)) {
            Eventually.until("a beat stumbled", PATIENCE, source::stumbled);
            Eventually.until(
                    "the lease is held", PATIENCE, () -> node.engine().figures().leaseHeld());
        }
    }

    private static Node node(Stumbling source, Instant now) {
        return new Node(
                source,
                Clock.fixed(now, ZoneOffset.UTC),
                PolicyEngine.shipped(),
                new Origin("stakebook.test/main"),
                EngineConfig.defaults().with(EngineConfig.Mode.LEASED),
                Runnable::run);
    }
}
