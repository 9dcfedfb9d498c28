package io.stakebook.api.check;

import io.stakebook.core.check.CheckName;
import io.stakebook.core.check.CheckReport;
import io.stakebook.core.check.Checker;
import io.stakebook.core.error.Conflict;
import io.stakebook.core.error.ErrorCode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** One check of the book at a time on this node: a pass reads all of it, and two would read it twice as slowly. */
@ApplicationScoped
public class Checking {

    private final @Nullable Checker checker;
    private final AtomicBoolean busy = new AtomicBoolean();

    /** For the container's proxy only. */
    protected Checking() {
        this.checker = null;
    }

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
        if (checker == null) {
            throw new IllegalStateException("this is a proxy");
        }
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
