package io.stakebook.persistence.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

/** The model and the real ledger on a new book, asked the same and compared after each answer. */
final class TwoLedgers implements AskMaker.Book {

    private static final int ASSETS = 3;

    private final RealLedger real;
    private final MovableClock clock;
    private final ReferenceLedger model;
    private final List<String> assets = new ArrayList<>();
    private final List<Told> told = new ArrayList<>();
    private final StringBuilder story = new StringBuilder();
    private final int number;

    /** What was asked under a key, and the answer. */
    private record Told(String key, Ask ask, Verdict verdict) {}

    /** @param number of this book among those on the database */
    TwoLedgers(RealLedger real, MovableClock clock, int number) {
        this.real = real;
        this.clock = clock;
        this.number = number;
        this.model = new ReferenceLedger(Set.copyOf(real.customers()));
        for (int i = 0; i < ASSETS; i++) {
            assets.add("M%04d".formatted((number * ASSETS + i) % RealLedger.ASSETS));
        }
        close(LocalDate.MIN, LocalDate.MIN);
    }

    /** One step: something asked, time passing, a period closing, or an old key again. */
    void step(long seed) {
        Random random = new Random(seed);
        int choice = random.nextInt(100);
        if (choice < 4) {
            clock.advance(Duration.ofMinutes(50));
        } else if (choice < 6) {
            LocalDate today = now().atOffset(ZoneOffset.UTC).toLocalDate();
            close(today.minusDays(5), today.minusDays(5L - random.nextInt(3)));
        } else if (choice < 14 && !told.isEmpty()) {
            again(random);
        } else {
            ask(new AskMaker(random, this).next());
        }
    }

    private void close(LocalDate closed, LocalDate closing) {
        model.close(closed, closing);
        real.close(closed, closing);
        story.append("closed through ")
                .append(closed)
                .append(", closing through ")
                .append(closing)
                .append('\n');
    }

    private void ask(Ask ask) {
        String key = "book" + number + "-" + told.size();
        Verdict expected = model.decide(ask, now());
        Verdict found = real.ask(key, 'a', ask);
        story.append(ask).append(" -> ").append(expected.text()).append('\n');
        assertThat(found).as("answer to the last of these:%n%s", story).isEqualTo(expected);
        boolean kept = !found.code().equals("STALE")
                && !(found.code().equals("AMOUNT_TOO_LARGE") && tooLarge(ask))
                && !(ask instanceof Ask.Expire && !found.accepted()); // A step of a job, which tries it again.
        if (kept) {
            told.add(new Told(key, ask, found));
        }
        compare();
    }

    /** An amount no command can be made of; nothing is kept of it. */
    private static boolean tooLarge(Ask ask) {
        return ask instanceof Ask.Post post
                && post.drafts().stream()
                        .flatMap(draft -> draft.lines().stream())
                        .anyMatch(line -> line.units().compareTo(ModelAccount.MOST) > 0);
    }

    /** The same key again: the same answer and no second effect; with another body it is refused. */
    private void again(Random random) {
        Told old = told.get(random.nextInt(told.size()));
        assertThat(real.ask(old.key(), 'a', old.ask())).as("the same key again").isEqualTo(old.verdict());
        assertThat(real.ask(old.key(), 'b', old.ask()).code()).isEqualTo("IDEMPOTENCY_KEY_REUSED");
        compare();
    }

    private void compare() {
        assertThat(real.rows(assets)).as("balances after:%n%s", story).isEqualTo(model.rows());
        for (ModelReservation reservation : model.reservations()) {
            assertThat(real.standing(reservation.id()))
                    .as("reservation %s after:%n%s", reservation.id(), story)
                    .isEqualTo(reservation.state() + " " + reservation.left());
        }
    }

    /** How many of the answers were yes. */
    long accepted() {
        return told.stream().filter(one -> one.verdict().accepted()).count();
    }

    long answers() {
        return told.size();
    }

    @Override
    public long number() {
        return number;
    }

    @Override
    public List<String> assets() {
        return assets;
    }

    @Override
    public List<String> customers() {
        return real.customers();
    }

    @Override
    public Instant now() {
        return clock.instant();
    }

    @Override
    public BigInteger available(String account) {
        return model.account(account).available();
    }

    @Override
    public long version(String account) {
        return model.account(account).version();
    }

    @Override
    public List<UUID> entries() {
        return model.entries();
    }

    @Override
    public List<ModelReservation> reservations() {
        return model.reservations();
    }
}
