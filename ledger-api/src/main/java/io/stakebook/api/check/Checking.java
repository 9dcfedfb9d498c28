package io.stakebook.api.check;

import io.stakebook.api.OnePerNode;
import io.stakebook.core.check.CheckName;
import io.stakebook.core.check.CheckReport;
import io.stakebook.core.check.Checker;
import io.stakebook.core.error.Conflict;
import io.stakebook.core.error.ErrorCode;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/** One check of the book at a time on this node: a pass reads all of it, and two would read it twice as slowly. */
@OnePerNode
public class Checking {

    private final Checker checker;
    private final AtomicBoolean busy = new AtomicBoolean();

    @Inject
    public Checking(Checker checker) {
        this.checker = checker;
    }

    /**
     * Checks now.
     *
     * @param longest what one query may take, zero for no bound
     * @throws Conflict {@code RUN_IN_PROGRESS} while another check runs on this node
     */
    public CheckReport check(Set<CheckName> checks, Duration longest) {
        if (!busy.compareAndSet(false, true)) {
            throw new Conflict(
                    ErrorCode.RUN_IN_PROGRESS, "this node is checking the book already; ask again when it has ended");
        }
        try {
            return checker.check(checks, longest);
        } finally {
            busy.set(false);
        }
    }
}
