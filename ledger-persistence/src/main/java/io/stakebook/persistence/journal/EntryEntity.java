package io.stakebook.persistence.journal;

import io.stakebook.core.id.CustomerId;
import io.stakebook.core.id.DecisionId;
import io.stakebook.core.id.EntryId;
import io.stakebook.core.id.PositionId;
import io.stakebook.core.id.ProductId;
import io.stakebook.core.id.RunId;
import io.stakebook.core.journal.EntryContext;
import io.stakebook.core.journal.EntryKind;
import io.stakebook.core.journal.JournalEntry;
import io.stakebook.core.journal.Phase;
import io.stakebook.core.journal.Posting;
import io.stakebook.persistence.jpa.NullableUuid;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of {@code journal_entry}, for reading. */
@Entity
@Table(name = "journal_entry")
@SuppressWarnings("NullAway.Init") // Fields are set by the persistence provider.
class EntryEntity {

    @Id
    @Column(name = "entry_id", updatable = false)
    UUID id;

    @Column(name = "place", updatable = false)
    long place;

    @Column(name = "kind", updatable = false)
    String kind;

    @Column(name = "effective_at", updatable = false)
    OffsetDateTime effectiveAt;

    @Column(name = "business_date", updatable = false)
    LocalDate businessDate;

    @Column(name = "recorded_at", updatable = false)
    OffsetDateTime recordedAt;

    @Column(name = "phase", updatable = false)
    String phase;

    @Column(name = "reservation_id", updatable = false)
    @Convert(converter = NullableUuid.class)
    @Nullable
    UUID reservation;

    @Column(name = "expires_at", updatable = false)
    @Nullable
    OffsetDateTime expiresAt;

    @Column(name = "carried_from", updatable = false)
    @Nullable
    LocalDate carriedFrom;

    @Column(name = "customer_id", updatable = false)
    @Convert(converter = NullableUuid.class)
    @Nullable
    UUID customer;

    @Column(name = "product_id", updatable = false)
    @Nullable
    String product;

    @Column(name = "position_id", updatable = false)
    @Convert(converter = NullableUuid.class)
    @Nullable
    UUID position;

    @Column(name = "run_id", updatable = false)
    @Convert(converter = NullableUuid.class)
    @Nullable
    UUID run;

    @Column(name = "yield_source", updatable = false)
    @Nullable
    String yieldSource;

    @Column(name = "decision_id", updatable = false)
    @Convert(converter = NullableUuid.class)
    @Nullable
    UUID decision;

    @Column(name = "reverses", updatable = false)
    @Convert(converter = NullableUuid.class)
    @Nullable
    UUID reverses;

    @Column(name = "memo", updatable = false)
    @Nullable
    String memo;

    @Column(name = "posted_by", updatable = false)
    @Nullable
    String postedBy;

    protected EntryEntity() {}

    EntryKind kind() {
        return EntryKind.valueOf(kind.toUpperCase(Locale.ROOT));
    }

    private Phase phase() {
        return switch (phase) {
            case "P" -> new Phase.Posted();
            case "R" -> new Phase.Reserved(expiresAt == null ? null : expiresAt.toInstant());
            case "S" -> new Phase.Settled(new EntryId(Objects.requireNonNull(reservation)));
            case "V" -> new Phase.Released(new EntryId(Objects.requireNonNull(reservation)));
            default -> throw new IllegalStateException("entry " + id + " is in the unknown phase " + phase);
        };
    }

    JournalEntry toDomain(List<Posting> postings) {
        EntryContext context = new EntryContext(
                customer == null ? null : new CustomerId(customer),
                product == null ? null : new ProductId(product),
                position == null ? null : new PositionId(position),
                run == null ? null : new RunId(run),
                yieldSource,
                decision == null ? null : new DecisionId(decision),
                reverses == null ? null : new EntryId(reverses),
                memo,
                postedBy);
        return new JournalEntry(
                new EntryId(id),
                kind(),
                phase(),
                effectiveAt.toInstant(),
                businessDate,
                carriedFrom,
                context,
                postings);
    }
}
