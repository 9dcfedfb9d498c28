package io.stakebook.api.reservation;

import io.stakebook.api.http.json.JsonObjectWriter;
import io.stakebook.api.journal.JournalJson;
import io.stakebook.api.journal.Viewer;
import io.stakebook.core.account.AccountName;
import io.stakebook.core.id.CustomerId;
import io.stakebook.core.journal.JournalEntry;
import io.stakebook.core.money.AssetCode;
import io.stakebook.core.posting.Trial;
import io.stakebook.core.reservation.Reservation;
import io.stakebook.core.reservation.ReservationStep;
import io.stakebook.core.reservation.ReservedLeg;
import io.stakebook.core.wire.WireName;
import java.time.Instant;
import java.util.List;

/** Writes reservations and what a command did to one. */
final class ReservationJson {

    private final JournalJson journal;

    ReservationJson(JournalJson journal) {
        this.journal = journal;
    }

    /** What of a reservation the viewer may see, by the same rule as of an entry. */
    void reservation(JsonObjectWriter json, Reservation reservation, Viewer viewer) {
        CustomerId customer = reservation.customerOrNull();
        json.id("id", reservation.id())
                .text("state", WireName.of(reservation.state()))
                .id("customerId", viewer.owns(customer) ? customer : null)
                .time("expiresAt", reservation.expiresAtOrNull())
                .time("effectiveAt", reservation.effectiveAt())
                .time("reservedAt", reservation.reservedAt())
                .time("resolvedAt", reservation.resolvedAtOrNull())
                .id("resolvedBy", reservation.resolvedByOrNull())
                .number("version", reservation.version())
                .objects(
                        "postings",
                        reservation.legs().stream()
                                .filter(leg -> viewer.seesLineOf(leg.posting().account()))
                                .toList(),
                        (inner, leg) -> leg(inner, leg, viewer));
    }

    private void leg(JsonObjectWriter json, ReservedLeg leg, Viewer viewer) {
        AccountName account = leg.posting().account();
        json.id("account", account);
        journal.side(json, leg.posting());
        if (viewer.seesInto(account)) {
            AssetCode asset = leg.posting().amount().asset();
            json.text("settled", journal.decimal(asset, leg.settled()))
                    .text("remaining", journal.decimal(asset, leg.remaining()));
        }
    }

    /** The reservation after a command of staff, with the entries it posted. */
    void step(JsonObjectWriter json, ReservationStep step, Instant recordedAt) {
        json.object("reservation", inner -> reservation(inner, step.reservation(), Viewer.STAFF))
                .objects(
                        "entries",
                        step.entries(),
                        (inner, entry) -> journal.posted(inner, entry, linesOf(step, entry), recordedAt));
    }

    private static List<Trial.Line> linesOf(ReservationStep step, JournalEntry entry) {
        return step.lines().stream()
                .filter(line -> line.entry().id().equals(entry.id()))
                .toList();
    }
}
