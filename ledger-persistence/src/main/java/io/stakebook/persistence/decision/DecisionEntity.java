package io.stakebook.persistence.decision;

import io.stakebook.core.decision.DecisionRecord;
import io.stakebook.core.decision.Decisions;
import io.stakebook.core.id.CustomerId;
import io.stakebook.core.id.DecisionId;
import io.stakebook.persistence.jpa.NullableUuid;
import io.stakebook.persistence.sql.Lines;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of {@code policy_decision}, for reading. */
@Entity
@Table(name = "policy_decision")
@SuppressWarnings("NullAway.Init") // Fields are set by the persistence provider.
class DecisionEntity {

    @Id
    @Column(name = "seq", updatable = false)
    long seq;

    @Column(name = "decision_id", updatable = false)
    UUID id;

    @Column(name = "customer_id", updatable = false)
    @Convert(converter = NullableUuid.class)
    @Nullable
    UUID customer;

    @Column(name = "activity", updatable = false)
    String activity;

    @Column(name = "outcome", updatable = false)
    String outcome;

    @Column(name = "permitted", updatable = false)
    boolean permitted;

    @Column(name = "reason", updatable = false)
    String reason;

    @Column(name = "stage", updatable = false)
    String stage;

    @Column(name = "http_status", updatable = false)
    int httpStatus;

    @Column(name = "rule", updatable = false)
    String rule;

    @Column(name = "matched_rules", updatable = false)
    String matchedRules;

    @Column(name = "citations", updatable = false)
    String citations;

    @Column(name = "exit_options", updatable = false)
    String exitOptions;

    @Column(name = "policy", updatable = false)
    String policy;

    @Column(name = "policy_hash", updatable = false)
    String policyHash;

    @Column(name = "regions_version", updatable = false)
    long regionsVersion;

    @Column(name = "data_sets", updatable = false)
    String dataSets;

    @Column(name = "facts_text", updatable = false)
    String factsText;

    @Column(name = "facts_hash", updatable = false)
    String factsHash;

    @Column(name = "evaluated_at", updatable = false)
    OffsetDateTime evaluatedAt;

    @Column(name = "valid_until", updatable = false)
    @Nullable
    OffsetDateTime validUntil;

    @Column(name = "hash", updatable = false)
    byte[] hash;

    protected DecisionEntity() {}

    Decisions.KeptDecision toDomain() {
        DecisionRecord record = new DecisionRecord(
                new DecisionId(id),
                customer == null ? null : new CustomerId(customer),
                activity,
                outcome,
                permitted,
                reason,
                stage,
                httpStatus,
                rule,
                Lines.split(matchedRules),
                Lines.split(citations),
                Lines.split(exitOptions),
                policy,
                policyHash,
                regionsVersion,
                dataSets,
                factsText,
                factsHash,
                evaluatedAt.toInstant(),
                validUntil == null ? null : validUntil.toInstant());
        return new Decisions.KeptDecision(seq, record, HexFormat.of().formatHex(hash));
    }
}
