package io.stakebook.core.reconciliation;

import io.stakebook.core.id.StatementId;
import io.stakebook.core.posting.Books;
import io.stakebook.core.posting.Notice;
import io.stakebook.core.wire.WireName;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;

/** What the event log is told of breaks. */
final class BreakEvents {

    /** Digits of the largest quantity the export format can hold. */
    private static final int LONGEST_QUANTITY = 38;

    private BreakEvents() {}

    static Notice found(Break opened, Books books) {
        Map<String, Object> data = about(opened, books);
        data.put("provider", opened.provider());
        if (opened.line() > 0) {
            data.put("line", (long) opened.line());
        }
        return notice("found", opened, data);
    }

    static Notice superseded(Break closed, StatementId by, Books books) {
        Map<String, Object> data = ended(closed, books);
        data.put("superseded_by", by.toString());
        return notice("resolved", closed, data);
    }

    static Notice resolved(Break closed, Books books) {
        return notice("resolved", closed, ended(closed, books));
    }

    private static Notice notice(String step, Break about, Map<String, Object> data) {
        return new Notice(
                "io.stakebook.reconciliation.break." + step + ".v1",
                "house",
                about.id().toString(),
                data);
    }

    private static Map<String, Object> ended(Break closed, Books books) {
        Map<String, Object> data = about(closed, books);
        closed.resolution().ifPresent(resolution -> {
            data.put("resolution", WireName.of(resolution.kind()));
            data.put("note", resolution.note());
            data.put("resolved_by", resolution.by());
            if (resolution.approvedByOrNull() != null) {
                data.put("approved_by", resolution.approvedByOrNull());
            }
            resolution.entry().ifPresent(posted -> data.put("entry_id", posted.toString()));
        });
        return data;
    }

    /** A difference of none, and one that is longer than a quantity can be, is left out with its direction. */
    private static Map<String, Object> about(Break found, Books books) {
        Map<String, Object> data = new HashMap<>();
        data.put("break_id", found.id().toString());
        data.put("statement_id", found.statement().toString());
        data.put("break_type", WireName.of(found.type()));
        data.put("product_id", found.product().value());
        data.put("business_date", found.day().toString());
        data.put("asset", found.asset().value());
        data.put("scale", (long) books.asset(found.asset()).scale());
        BigInteger difference = found.difference();
        String units = difference.abs().toString();
        if (difference.signum() != 0 && units.length() <= LONGEST_QUANTITY) {
            data.put("units", units);
            data.put("direction", difference.signum() > 0 ? "above" : "below");
        }
        return data;
    }
}
