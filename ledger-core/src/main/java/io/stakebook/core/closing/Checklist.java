package io.stakebook.core.closing;

import io.stakebook.core.error.Conflict;
import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.period.PeriodId;
import io.stakebook.core.wire.WireName;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What stood in the way of a period's close when it was looked at.
 *
 * @param items by check, then id
 */
public record Checklist(PeriodId period, List<OpenItem> items) {

    private static final int SHOWN = 5;

    public Checklist {
        items = items.stream()
                .sorted(Comparator.comparing(OpenItem::check).thenComparing(OpenItem::id))
                .toList();
    }

    public boolean ready() {
        return items.isEmpty();
    }

    public List<OpenItem> of(CloseCheck check) {
        return items.stream().filter(item -> item.check() == check).toList();
    }

    /** The items one a line; an override accepts them as they stand. */
    public List<String> lines() {
        return items.stream().map(OpenItem::canonical).toList();
    }

    /** @param open those that nobody accepted, one at least */
    Conflict notReady(List<OpenItem> open) {
        Checklist left = new Checklist(period, open);
        Map<String, String> members = new LinkedHashMap<>();
        members.put("periodId", period.toString());
        members.put("openItems", Integer.toString(open.size()));
        StringBuilder detail = new StringBuilder("period ")
                .append(period)
                .append(" has ")
                .append(open.size())
                .append(open.size() == 1 ? " open item" : " open items");
        String separator = ": ";
        for (CloseCheck check : CloseCheck.values()) {
            List<OpenItem> found = left.of(check);
            if (!found.isEmpty()) {
                String name = WireName.of(check);
                members.put(name, found.stream().map(OpenItem::id).collect(Collectors.joining(",")));
                detail.append(separator)
                        .append(name)
                        .append(' ')
                        .append(found.size())
                        .append(" (")
                        .append(shown(found))
                        .append(')');
                separator = "; ";
            }
        }
        return new Conflict(ErrorCode.PERIOD_NOT_READY, detail.toString(), members);
    }

    private static String shown(List<OpenItem> found) {
        String first = found.stream()
                .limit(SHOWN)
                .map(item -> item.id() + " " + item.detail())
                .collect(Collectors.joining(", "));
        return found.size() > SHOWN ? first + ", …" : first;
    }
}
