package io.stakebook.core.export;

import io.stakebook.core.error.Conflict;
import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.error.NotFound;
import io.stakebook.core.error.Rejected;
import io.stakebook.core.id.ExportId;
import io.stakebook.core.id.IdSource;
import io.stakebook.core.posting.Command;
import io.stakebook.core.wire.WireName;
import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Prepares exports and finds finished ones. */
public final class ExportDesk {

    private final ExportJobs jobs;
    private final LeafLog log;
    private final IdSource ids;
    private final Clock clock;

    public ExportDesk(ExportJobs jobs, LeafLog log, IdSource ids, Clock clock) {
        this.jobs = jobs;
        this.log = log;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Prepares an export.
     *
     * @param from size of the log to start at: 0 or where a completed export ended; null for the end of the newest export
     * @param to size of the log to end at; null for everything committed when the export starts
     * @throws Rejected {@code FIELD_INVALID} when the log has no such stretch, or no export ended at {@code from}
     */
    public Command<ExportJob> request(@Nullable Long from, @Nullable Long to, String by) {
        long size = log.head().size();
        if (to != null && (to < 0 || to > size)) {
            throw invalid("toSize", "an export ends at a size the log has, 0 to " + size + ", not at " + to);
        }
        if (from != null && (from < 0 || from > (to == null ? size : to))) {
            throw invalid("fromSize", "an export starts between 0 and its end, not at " + from);
        }
        if (from != null && from > 0 && !jobs.endedAt(from)) {
            throw invalid("fromSize", "an export starts at 0 or where a completed export ended; none ended at " + from);
        }
        return new RequestExport(ExportJob.queued(new ExportId(ids.next()), from, to, by, clock.instant()));
    }

    /** @throws NotFound when there is no such export */
    public ExportJob find(ExportId id) {
        return jobs.find(id).orElseThrow(() -> new NotFound(ErrorCode.RESOURCE_UNKNOWN, "there is no export " + id));
    }

    /**
     * Finds an export whose bundle can be fetched.
     *
     * @throws Conflict {@code STATE_CONFLICT} when it is not completed
     */
    public ExportJob completed(ExportId id) {
        ExportJob job = find(id);
        if (job.state() != ExportState.COMPLETED) {
            throw new Conflict(
                    ErrorCode.STATE_CONFLICT,
                    "export " + id + " is " + WireName.of(job.state()) + "; only a completed export has a bundle",
                    Map.of("state", WireName.of(job.state())));
        }
        return job;
    }

    private static Rejected invalid(String field, String detail) {
        return new Rejected(ErrorCode.FIELD_INVALID, detail, Map.of("field", field));
    }
}
