package io.stakebook.core.export;

import io.stakebook.core.posting.Books;
import io.stakebook.core.posting.Command;
import io.stakebook.core.posting.Needs;
import io.stakebook.core.posting.Plan;
import io.stakebook.core.posting.RecordKey;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Puts an export into the queue. */
final class RequestExport implements Command<ExportJob> {

    private final ExportJob asked;

    RequestExport(ExportJob asked) {
        this.asked = asked;
    }

    @Override
    public Needs needs() {
        return new Needs(Set.of(), Set.of(new RecordKey(ExportJob.class, asked.recordId())));
    }

    @Override
    public Plan<ExportJob> decide(Books books) {
        ExportJob queued = ExportJob.queued(
                asked.id(), asked.fromAskedOrNull(), asked.toAskedOrNull(), asked.requestedBy(), books.recordedAt());
        return new Plan.Accepted<>(queued, List.of(), List.of(queued), Optional.empty(), List.of());
    }
}
