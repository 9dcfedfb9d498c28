package io.stakebook.persistence.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.stakebook.core.check.CheckName;
import io.stakebook.core.check.CheckReport;
import io.stakebook.core.id.CustomerId;
import io.stakebook.persistence.testing.Hand;
import io.stakebook.persistence.testing.LiveBook;
import io.stakebook.persistence.testing.TestBook;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A sweep that is dead shows in reservations that stay open while the book goes on. */
class OverdueReservationTest {

    private static final String OUTCOME = """
            insert into idempotency select 'later', 'k%1$d', fingerprint, 'J', 422, 'text/plain', '', '', timestamptz '%2$s', '{}'
              from idempotency limit 1
            """;

    private static CheckReport.Result check(LiveBook book) {
        return book.checker().check(Set.of(CheckName.RESERVATIONS)).results().get(0);
    }

    @Test
    void reservationLeftOpen_isFoundAfterAnHourInWhichTheBookWasWritten() {
        try (LiveBook book = new LiveBook()) {
            CustomerId ann = book.customer("SG");
            book.deposit(ann, TestBook.ETH, BigInteger.valueOf(1_000));
            Instant expiry = book.node().clock().instant().plus(Duration.ofHours(1));
            book.run(Hand.atomic(Hand.reserve(book, TestBook.spot(ann), TestBook.funding(ann), 100, expiry)));

            write(book, 1, expiry.plus(Duration.ofHours(30)));
            assertThat(check(book).findings()).as("no node ran meanwhile").isEmpty();

            write(book, 2, expiry.plus(Duration.ofMinutes(1_859)));
            assertThat(check(book).findings()).as("an hour is not over").isEmpty();

            write(book, 3, expiry.plus(Duration.ofHours(32)));
            assertThat(check(book).findings())
                    .singleElement()
                    .satisfies(finding -> assertThat(finding.detail()).contains("nothing was released"));

            book.database().execute("insert into clock_offset values ('book', 86400, 1)");
            assertThat(check(book).findings()).as("the clock was moved by hand").isEmpty();
        }
    }

    @Test
    void overdueReservations_areFoundInABusyBookWithoutLookingAtEachMomentTwice() {
        try (LiveBook book = new LiveBook()) {
            CustomerId ann = book.customer("SG");
            book.deposit(ann, TestBook.ETH, BigInteger.valueOf(1_000));
            Instant expiry = book.node().clock().instant().plus(Duration.ofHours(1));
            book.run(Hand.atomic(Hand.reserve(book, TestBook.spot(ann), TestBook.funding(ann), 100, expiry)));
            book.database()
                    .execute(
                            "insert into idempotency select 'later', 'k' || n, fingerprint, 'J', 422, 'text/plain', '', '',"
                                    + " timestamptz '" + expiry + "' + n * interval '1 second', '{}' from"
                                    + " (select fingerprint from idempotency limit 1) one, generate_series(1, 60000) n");

            CheckReport.Result result = book.checker()
                    .check(Set.of(CheckName.RESERVATIONS), Duration.ofSeconds(10))
                    .results()
                    .get(0);

            assertThat(result.givenUpOrNull()).isNull();
            assertThat(result.findings())
                    .singleElement()
                    .satisfies(finding -> assertThat(finding.detail()).contains("nothing was released"));
        }
    }

    private static void write(LiveBook book, int number, Instant at) {
        book.database().execute(OUTCOME.formatted(number, at));
    }
}
