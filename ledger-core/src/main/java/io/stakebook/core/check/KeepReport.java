package io.stakebook.core.check;

import io.stakebook.core.id.CheckId;
import io.stakebook.core.posting.Books;
import io.stakebook.core.posting.Command;
import io.stakebook.core.posting.Needs;
import io.stakebook.core.posting.Plan;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Keeps a report; the book itself is not touched. */
public record KeepReport(CheckRun run) implements Command<CheckRun> {

    public KeepReport(CheckId id, CheckTrigger trigger, CheckReport report) {
        this(new CheckRun(id, trigger, report));
    }

    @Override
    public Needs needs() {
        return new Needs(Set.of(), Set.of());
    }

    /** A scheduled report has no caller to be told of a refusal. */
    @Override
    public boolean keepsRefusal() {
        return run.trigger() != CheckTrigger.SCHEDULED;
    }

    @Override
    public Plan<CheckRun> decide(Books books) {
        return new Plan.Accepted<>(run, List.of(), List.of(run), Optional.empty(), List.of());
    }
}
