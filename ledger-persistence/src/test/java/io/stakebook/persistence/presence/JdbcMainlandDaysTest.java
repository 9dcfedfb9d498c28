package io.stakebook.persistence.presence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.error.Unavailable;
import io.stakebook.core.id.CustomerId;
import io.stakebook.core.presence.MainlandDay;
import io.stakebook.core.presence.MainlandPast;
import io.stakebook.core.presence.MainlandSweep;
import io.stakebook.persistence.sql.BookReader;
import io.stakebook.persistence.testing.TestBook;
import io.stakebook.persistence.testing.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

class JdbcMainlandDaysTest {

    /** The 22nd of November in Shanghai, just before its midnight. */
    private static final Instant NOW = Instant.parse("2026-11-22T15:59:59Z");

    private static final CustomerId ANNA = TestBook.customer();

    private final TestDatabase database = TestDatabase.create();
    private final JdbcMainlandDays days = days(database.dataSource());

    @Test
    void customer_whoWasNeverSeen_hasNoDays() {
        keep(TestBook.customer(), NOW);

        assertThat(days.past(ANNA, NOW)).isEqualTo(new MainlandPast(0, false));
    }

    @Test
    void days_areCountedOnce_howeverOftenTheCustomerCame() {
        for (int ago = 0; ago < 30; ago++) {
            keep(ANNA, NOW.minus(Duration.ofDays(ago)));
            keep(ANNA, NOW.minus(Duration.ofDays(ago)).minus(Duration.ofHours(3)));
        }

        assertThat(days.past(ANNA, NOW)).isEqualTo(new MainlandPast(30, true));
        assertThat(database.number("select count(*) from mainland_day")).isEqualTo(30);
    }

    @Test
    void ninetiethDay_counts_andTheOneBeforeItDoesNot() {
        keep(ANNA, NOW.minus(Duration.ofDays(89)));
        keep(ANNA, NOW.minus(Duration.ofDays(90)));
        assertThat(days.past(ANNA, NOW).days()).isEqualTo(1);

        assertThat(days.past(ANNA, NOW.plusSeconds(1)).days())
                .as("a second later it is tomorrow in Shanghai")
                .isZero();
    }

    @Test
    void everyDayOfTheWindow_isNinety_alsoWhenAnotherNodeIsInTomorrowAlready() {
        for (int ago = -1; ago < 95; ago++) {
            keep(ANNA, NOW.minus(Duration.ofDays(ago)));
        }

        assertThat(days.past(ANNA, NOW).days()).isEqualTo(90);
    }

    @Test
    void lastTwentyFourHours_endToTheSecond() {
        days.keep(new MainlandDay(ANNA, LocalDate.parse("2026-11-21"), Instant.parse("2026-11-21T10:10:00Z")));

        assertThat(days.past(ANNA, Instant.parse("2026-11-22T10:09:59Z")).lately())
                .isTrue();
        assertThat(days.past(ANNA, Instant.parse("2026-11-22T10:10:00Z")).lately())
                .isFalse();
    }

    @Test
    void earlierEnd_ofAnotherNode_takesNothingBack() {
        keep(ANNA, NOW);
        keep(ANNA, NOW.minus(Duration.ofHours(5)));

        assertThat(database.column("select last_at at time zone 'UTC' from mainland_day"))
                .containsExactly("2026-11-22 16:00:00");
    }

    @Test
    void sweep_removesDaysOfAnybodyThatNoDecisionCounts_andLeavesTheOthers() {
        for (int ago = 80; ago < 100; ago++) {
            keep(ANNA, NOW.minus(Duration.ofDays(ago)));
        }
        keep(TestBook.customer(), NOW.minus(Duration.ofDays(400)));

        int removed = new MainlandSweep(days, Clock.fixed(NOW, ZoneOffset.UTC)).sweep();

        assertThat(removed).isEqualTo(11);
        assertThat(database.column("select min(day) from mainland_day")).containsExactly("2026-08-25");
        assertThat(days.past(ANNA, NOW).days()).isEqualTo(10);
    }

    @Test
    void removal_isBounded() {
        for (int ago = 90; ago < 100; ago++) {
            keep(ANNA, NOW.minus(Duration.ofDays(ago)));
        }

        assertThat(days.forget(MainlandPast.firstDay(NOW), 4)).isEqualTo(4);
        assertThat(database.column("select max(day) from mainland_day")).containsExactly("2026-08-24");
    }

    @Test
    void databaseThatTakesNoWrites_isSaid_andNothingIsSwallowed() {
        PGSimpleDataSource standby = database.dataSource();
        standby.setOptions("-c default_transaction_read_only=on");
        JdbcMainlandDays cut = days(standby);

        assertThatThrownBy(() -> cut.keep(MainlandDay.of(ANNA, NOW)))
                .isInstanceOfSatisfying(
                        Unavailable.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.OVERLOADED));
        assertThat(cut.past(ANNA, NOW).days()).isZero();
    }

    private void keep(CustomerId customer, Instant at) {
        days.keep(MainlandDay.of(customer, at));
    }

    private static JdbcMainlandDays days(PGSimpleDataSource source) {
        return new JdbcMainlandDays(new BookReader(source), source);
    }
}
