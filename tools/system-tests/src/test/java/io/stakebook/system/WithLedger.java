package io.stakebook.system;

import io.stakebook.launcher.stack.Stack;
import io.stakebook.launcher.stack.StackOptions;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestWatcher;

/** Gives tests the one {@link Ledger} of this JVM: started for the first that asks, ended after the last. */
final class WithLedger implements ParameterResolver, TestWatcher {

    private static final Namespace OURS = Namespace.create(WithLedger.class);

    private static final class Running implements AutoCloseable {

        private final Ledger ledger;

        Running() {
            // Tests compare every table before and after; a check on the clock would write in between.
            StackOptions options = StackOptions.in(Path.of("target", "stack")).with("stakebook.checks.every", "0");
            Stack stack = Stack.start(options, line -> System.out.println("[stack] " + line));
            this.ledger = new Ledger(stack);
        }

        @Override
        public void close() {
            System.out.println("[stack] " + ledger.contract().checked() + " answers held against the contract");
            ledger.stack().close();
        }
    }

    private static Ledger ledger(ExtensionContext context) {
        return context.getRoot()
                .getStore(OURS)
                .getOrComputeIfAbsent(Running.class, any -> new Running(), Running.class)
                .ledger;
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Ledger.class;
    }

    @Override
    public Ledger resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return ledger(context);
    }

    /** Whoever reads why a test failed wants the servers' logs. */
    @Override
    public void testFailed(ExtensionContext context, Throwable cause) {
        Ledger ledger = ledger(context);
        ledger.stack().keepLogs();
        System.out.println("[stack] logs stay in " + ledger.stack().directory().resolve("log"));
    }
}
