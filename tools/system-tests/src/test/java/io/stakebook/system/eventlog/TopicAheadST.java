package io.stakebook.system.eventlog;

import static io.stakebook.launcher.token.Role.FINANCE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.stakebook.launcher.stack.Stack;
import io.stakebook.launcher.stack.StackOptions;
import io.stakebook.system.Ledger;
import io.stakebook.system.Readiness;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** A database that was set back to an earlier time meets the topic of the time after; so does another book's. */
@Order(85)
class TopicAheadST {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    @Test
    void topicThatIsNotTheLogs_orIsAheadOfIt_isNotWrittenTo_andHealthSaysWhy() throws SQLException {
        StackOptions options = StackOptions.in(Path.of("target", "topic-ahead")).with("stakebook.checks.every", "0");
        try (Stack stack = Stack.start(options, line -> System.out.println("[topic] " + line))) {
            Ledger ledger = new Ledger(stack);
            ledger.open(Ledger.Home.DE);
            long newest = ledger.database().number("select size from event_head") - 1;
            await(
                    ledger,
                    "a relay that has published everything",
                    book -> book.path("relay").asText().equals("publishing")
                            && book.path("eventsWaiting").asLong(-1) == 0
                            && book.path("relayLag").asLong(-1) == 0);

            restartAfter(stack, "update event_log set leaf = set_byte(leaf, 0, 0) where seq = " + newest);
            assertThat(await(ledger, "a topic that has diverged", TopicAheadST::hasDiverged)
                            .path("relayFailure")
                            .asText())
                    .contains("ends with an event " + newest)
                    .contains("the log has another one in its place")
                    .contains("nothing is published");

            restartAfter(stack, "delete from event_log where seq = " + newest);
            assertThat(await(ledger, "a topic that has diverged", TopicAheadST::hasDiverged)
                            .path("relayFailure")
                            .asText())
                    .contains("ends with an event " + newest)
                    .contains("the log ends before it")
                    .contains("nothing is published");
            ledger.api()
                    .post(
                            ledger.staff(FINANCE),
                            "/v1/house-funding",
                            Map.of("asset", "ETH", "amount", "1", "reference", "0xahead"),
                            Map.of())
                    .expect(201);
        }
    }

    private static boolean hasDiverged(JsonNode book) {
        return book.path("relay").asText().equals("diverged");
    }

    private static void restartAfter(Stack stack, String change) throws SQLException {
        stack.api().kill();
        try (Connection connection = stack.database().superuser();
                Statement statement = connection.createStatement()) {
            statement.execute("alter table event_log disable trigger event_log_immutable");
            statement.execute(change);
            statement.execute("alter table event_log enable trigger event_log_immutable");
        }
        stack.api().restart();
    }

    private static JsonNode await(Ledger ledger, String what, Predicate<JsonNode> wanted) {
        return Readiness.await(ledger, what, LIMIT, (status, data) -> wanted.test(data));
    }
}
