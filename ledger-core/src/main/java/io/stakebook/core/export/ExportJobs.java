package io.stakebook.core.export;

import io.stakebook.core.id.ExportId;
import io.stakebook.core.page.Limit;
import io.stakebook.core.page.Page;
import java.util.Optional;

/** Reads exports and hands out the one seat at which they are written. */
public interface ExportJobs {

    Optional<ExportJob> find(ExportId id);

    /** Newest first by id; ids are time-ordered. */
    Page<ExportJob, ExportId> list(Optional<ExportId> before, Limit limit);

    /** True when an export is queued, or was being written. */
    boolean waiting();

    /** True when a completed export ended at this size. */
    boolean endedAt(long size);

    /** The seat, or empty when another node or thread holds it. Close it to give it back. */
    Optional<ExportSeat> takeSeat();
}
