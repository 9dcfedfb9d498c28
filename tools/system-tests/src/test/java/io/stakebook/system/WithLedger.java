package io.stakebook.system;

import io.stakebook.launcher.stack.Stack;
import io.stakebook.launcher.stack.StackOptions;
import java.nio.file.Path;

/** One stack with one server, for all but the faults. */
public final class WithLedger extends OneForAll<Ledger> {

    WithLedger() {
        super(Ledger.class);
    }

    @Override
    protected Ledger start() {
        // Tests compare every table before and after; a check on the clock would write in between.
        StackOptions options = StackOptions.in(Path.of("target", "stack")).with("stakebook.checks.every", "0");
        return new Ledger(Stack.start(options, line -> System.out.println("[stack] " + line)));
    }

    @Override
    protected void end(Ledger ledger) {
        System.out.println("[stack] " + ledger.contract().checked() + " answers held against the contract");
        ledger.stack().close();
    }

    @Override
    protected void explain(Ledger ledger) {
        ledger.stack().keepLogs();
        System.out.println("[stack] logs stay in " + ledger.stack().directory().resolve("log"));
    }
}
