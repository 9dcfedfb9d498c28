package io.stakebook.persistence.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.error.Unavailable;
import io.stakebook.persistence.testing.TestDatabase;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** The pool's own bound is a minute; the sessions here have a shorter one. */
final class StoppedQueryTest {

    private final PGSimpleDataSource hasty = hasty();

    private static PGSimpleDataSource hasty() {
        PGSimpleDataSource source = TestDatabase.createEmpty().dataSource();
        source.setOptions("-c statement_timeout=100");
        return source;
    }

    @Test
    void readThatTakesTooLong_isSaidToBeStopped() {
        BookReader reader = new BookReader(hasty);
        Snapshot snapshot = new Snapshot(hasty);

        assertStopped(() -> reader.read("select pg_sleep(30)", (connection, sleep) -> sleep.execute()), 60);
        assertStopped(
                () -> snapshot.read(connection -> connection.createStatement().execute("select pg_sleep(30)")), 60);
    }

    @Test
    void jobThatIsGivenLonger_takesAsLongAsItNeeds_butNoLongerThanThat() {
        Snapshot snapshot = new Snapshot(hasty);

        assertThat(snapshot.<Boolean>read(
                        Duration.ofSeconds(30),
                        connection -> connection.createStatement().execute("select pg_sleep(0.5)")))
                .isTrue();
        assertStopped(
                () -> snapshot.read(
                        Duration.ofSeconds(1),
                        connection -> connection.createStatement().execute("select pg_sleep(30)")),
                1);
    }

    @Test
    void socketOfAJob_waitsLongerThanTheServerWorks() {
        hasty.setSocketTimeout(1);
        Snapshot snapshot = new Snapshot(hasty);

        assertThat(snapshot.<Boolean>read(
                        Duration.ofSeconds(30),
                        connection -> connection.createStatement().execute("select pg_sleep(1.5)")))
                .isTrue();
        assertThat(snapshot.<Integer>read(Bounds.JOB, connection -> connection.getNetworkTimeout()))
                .isEqualTo(3_615_000);
    }

    private static void assertStopped(ThrowingCallable read, int seconds) {
        assertThatThrownBy(read).isInstanceOfSatisfying(Unavailable.class, stopped -> {
            assertThat(stopped.code()).isEqualTo(ErrorCode.QUERY_TOO_LONG);
            assertThat(stopped.detail())
                    .startsWith("a query took longer than " + seconds + " seconds")
                    .contains("it changed nothing");
        });
    }
}
