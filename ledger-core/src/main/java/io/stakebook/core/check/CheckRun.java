package io.stakebook.core.check;

import io.stakebook.core.id.CheckId;
import io.stakebook.core.posting.Stored;

/** A report that is kept. */
public record CheckRun(CheckId id, CheckTrigger trigger, CheckReport report) implements Stored {

    @Override
    public String recordId() {
        return id.toString();
    }
}
