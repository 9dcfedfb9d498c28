package io.stakebook.core.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.ResourceBundle;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FailureLogTest {

    private final Lines lines = new Lines();

    @Test
    void failureThatPasses_isOneLineWithItsCause_andAStackForWhoLooks() {
        Unavailable away = new Unavailable(ErrorCode.OVERLOADED, "the database did not answer");
        away.initCause(new IOException("Connection\n  refused"));

        FailureLog.tell(lines, Level.WARNING, "event=not_ready", new CompletionException(away));
        FailureLog.tell(lines, Level.WARNING, "event=not_ready", away);

        assertThat(lines.said)
                .hasSize(4)
                .element(2)
                .isEqualTo("WARNING event=not_ready because: the database did not answer"
                        + " (java.io.IOException: Connection refused) null");
        assertThat(lines.said.get(0))
                .startsWith("WARNING event=not_ready because: ")
                .endsWith(" null");
        assertThat(lines.said.get(3)).startsWith("DEBUG event=not_ready").doesNotEndWith("null");
    }

    @Test
    void anyOtherFailure_keepsItsStack() {
        IllegalStateException failure = new IllegalStateException("never seen");

        FailureLog.tell(lines, Level.ERROR, "event=unexpected", failure);

        assertThat(lines.said).containsExactly("ERROR event=unexpected " + failure);
    }

    private static final class Lines implements Logger {

        private final List<String> said = new ArrayList<>();

        @Override
        public String getName() {
            return "lines";
        }

        @Override
        public boolean isLoggable(Level level) {
            return true;
        }

        @Override
        public void log(Level level, @Nullable ResourceBundle bundle, String text, @Nullable Throwable thrown) {
            said.add(level + " " + text + " " + thrown);
        }

        @Override
        public void log(Level level, @Nullable ResourceBundle bundle, String format, @Nullable Object... values) {
            said.add(level + " " + format + " null");
        }
    }
}
