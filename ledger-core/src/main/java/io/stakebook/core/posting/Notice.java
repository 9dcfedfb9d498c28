package io.stakebook.core.posting;

import java.util.Map;

/**
 * An event that is not a journal entry: it leaves through the same log, in the same order.
 *
 * @param type one of the event types of the export format, for example {@code io.stakebook.accrual.run.completed.v1}
 * @param owner partition key: a customer id or {@code house}
 * @param subject what the event is about, for example a run id
 * @param data string, list, map, Long or Boolean values under lower-case names with underscores; no null, no fraction
 */
public record Notice(String type, String owner, String subject, Map<String, Object> data) {

    public Notice {
        data = Map.copyOf(data);
    }
}
