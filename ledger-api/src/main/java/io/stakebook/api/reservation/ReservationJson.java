package io.stakebook.api.reservation;

import io.stakebook.api.http.JsonObjectWriter;
import io.stakebook.api.journal.JournalJson;
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

    void reservation(JsonObjectWriter json, Reservation reservation) {
        json.id("id", reservation.id())
                .text("state", WireName.of(reservation.state()))
                .id("customerId", reservation.customerOrNull())
                .time("expiresAt", reservation.expiresAtOrNull())
                .time("effectiveAt", reservation.effectiveAt())
                .time("reservedAt", reservation.reservedAt())
                .time("resolvedAt", reservation.resolvedAtOrNull())
                .id("resolvedBy", reservation.resolvedByOrNull())
                .number("version", reservation.version())
                .objects("postings", reservation.legs(), this::leg);
    }

    private void leg(JsonObjectWriter json, ReservedLeg leg) {
        AssetCode asset = leg.posting().amount().asset();
        json.id("account", leg.posting().account());
        journal.side(json, leg.posting());
        json.text("settled", journal.decimal(asset, leg.settled()))
                .text("remaining", journal.decimal(asset, leg.remaining()));
    }

    /** The reservation after a command, with the entries it posted. */
    void step(JsonObjectWriter json, ReservationStep step, Instant recordedAt) {
        json.object("reservation", inner -> reservation(inner, step.reservation()))
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
