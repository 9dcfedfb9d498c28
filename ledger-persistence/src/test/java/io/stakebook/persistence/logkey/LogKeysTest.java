package io.stakebook.persistence.logkey;

import static org.assertj.core.api.Assertions.assertThat;

import io.stakebook.core.check.CheckName;
import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.logkey.AddLogKey;
import io.stakebook.core.logkey.LogKey;
import io.stakebook.core.proof.note.VerifierKey;
import io.stakebook.persistence.sql.BookReader;
import io.stakebook.persistence.testing.LiveBook;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LogKeysTest {

    private static final Instant NOW = LiveBook.START;

    private static VerifierKey key(int number) {
        byte[] raw = new byte[32];
        raw[0] = (byte) number;
        return VerifierKey.ofEd25519("stakebook.example/main", raw);
    }

    private static JdbcLogKeys keys(LiveBook book) {
        return new JdbcLogKeys(
                new BookReader(book.database().dataSource()), book.database().dataSource());
    }

    @Test
    void ofSeveralNodesThatComeFirst_oneBringsTheKey_andTheOthersAreTurnedAway() {
        try (LiveBook book = new LiveBook()) {
            CyclicBarrier together = new CyclicBarrier(6);
            List<CompletableFuture<Boolean>> nodes = IntStream.range(0, 6)
                    .mapToObj(number -> CompletableFuture.supplyAsync(() -> {
                        await(together);
                        return keys(book).admit(key(number), NOW);
                    }))
                    .toList();

            assertThat(nodes.stream().map(CompletableFuture::join).filter(admitted -> admitted))
                    .hasSize(1);
            assertThat(keys(book).newest())
                    .hasSize(1)
                    .allMatch(first -> first.addedByOrNull() == null && !first.told());
        }
    }

    @Test
    void firstKey_isAdmittedAgain_andAnotherOnlyOnceItWasAdded() {
        try (LiveBook book = new LiveBook()) {
            assertThat(keys(book).admit(key(1), NOW)).isTrue();
            assertThat(keys(book).admit(key(1), NOW.plusSeconds(1))).isTrue();
            assertThat(keys(book).admit(key(2), NOW)).isFalse();

            book.run(new AddLogKey(key(2), "opa", key(1), 0));

            assertThat(keys(book).admit(key(2), NOW)).isTrue();
        }
    }

    @Test
    void withTheSecondKey_theLogTellsOfBoth_withTheThird_ofThatOne() {
        try (LiveBook book = new LiveBook()) {
            keys(book).admit(key(1), NOW);

            LogKey second = book.run(new AddLogKey(key(2), "opa", key(1), 0));
            book.run(new AddLogKey(key(3), "opa", key(2), 2));
            book.awaitSequenced();

            assertThat(second.validFromSize()).isZero();
            assertThat(keys(book).newest())
                    .allMatch(LogKey::told)
                    .extracting(LogKey::key)
                    .containsExactlyInAnyOrder(key(1), key(2), key(3));
            assertThat(book.database()
                            .column("select convert_from(leaf, 'UTF8')::jsonb -> 'data' ->> 'vkey' from event_log"
                                    + " where type = 'io.stakebook.log.key.added.v1' order by seq"))
                    .containsExactly(key(1).toString(), key(2).toString(), key(3).toString());
            assertThat(book.checker().check(Set.of(CheckName.EVENTS_COMPLETE)).clean())
                    .isTrue();
        }
    }

    @Test
    void keyThatTheLogHas_isRefused_andNothingIsToldTwice() {
        try (LiveBook book = new LiveBook()) {
            keys(book).admit(key(1), NOW);

            assertThat(book.ask(new AddLogKey(key(1), "opa", key(1), 0))
                            .rejection()
                            .code())
                    .isEqualTo(ErrorCode.ALREADY_EXISTS);

            assertThat(keys(book).newest()).hasSize(1).noneMatch(LogKey::told);
        }
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
