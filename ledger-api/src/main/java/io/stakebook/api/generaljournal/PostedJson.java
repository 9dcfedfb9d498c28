package io.stakebook.api.generaljournal;

import io.stakebook.api.http.json.JsonObjectWriter;
import io.stakebook.api.http.problem.ErrorStatus;
import io.stakebook.api.http.problem.FieldError;
import io.stakebook.api.http.problem.RefusedRequest;
import io.stakebook.core.error.LedgerException;
import io.stakebook.core.generaljournal.PostedItems;
import io.stakebook.core.journal.JournalEntry;
import io.stakebook.core.wire.WireName;
import java.util.Map;
import java.util.TreeMap;

/** Writes what became of the items of a request. */
final class PostedJson {

    private PostedJson() {}

    /** @param unreadable by index, what was wrong with items that could not be read */
    static void items(JsonObjectWriter json, PostedItems posted, Map<Integer, RefusedRequest> unreadable) {
        json.text("mode", WireName.of(posted.mode()))
                .number("posted", posted.posted())
                .number("refused", posted.results().size() - posted.posted())
                .objects("results", posted.results(), (item, result) -> item(item, result, unreadable));
    }

    private static void item(
            JsonObjectWriter json, PostedItems.Result result, Map<Integer, RefusedRequest> unreadable) {
        json.number("index", result.index());
        if (result instanceof PostedItems.Posted posted) {
            JournalEntry entry = posted.entry();
            json.id("entryId", entry.id());
            if (entry.carriedFrom() != null) {
                json.date("businessDate", entry.businessDate()).date("carriedFrom", entry.carriedFrom());
            }
            return;
        }
        PostedItems.Refused refused = (PostedItems.Refused) result;
        RefusedRequest faults = unreadable.get(refused.index());
        json.id("entryId", refused.id()).object("refusal", why -> {
            if (faults == null) {
                reason(why, refused.reason());
            } else {
                faults(why, faults);
            }
        });
    }

    private static void reason(JsonObjectWriter json, LedgerException reason) {
        json.text("code", reason.code().name())
                .number("status", ErrorStatus.of(reason.code()))
                .text("detail", reason.detail());
        new TreeMap<>(reason.members()).forEach(json::text);
    }

    private static void faults(JsonObjectWriter json, RefusedRequest faults) {
        json.text("code", faults.code())
                .number("status", faults.status())
                .text("detail", faults.detail())
                .objects("errors", faults.errors(), FieldError::write);
    }
}
