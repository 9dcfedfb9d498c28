package io.stakebook.persistence.product;

import io.stakebook.core.product.terms.TermsVersion;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.math.BigInteger;
import java.time.OffsetDateTime;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A row of {@code product_terms}, for reading. */
@Entity
@Table(name = "product_terms")
@IdClass(TermsEntity.Key.class)
@SuppressWarnings("NullAway.Init") // Fields are set by the persistence provider.
class TermsEntity {

    @Id
    @Column(name = "product_id", updatable = false)
    String product;

    @Id
    @Column(name = "version", updatable = false)
    int version;

    @Column(name = "published_at", updatable = false)
    OffsetDateTime publishedAt;

    @Column(name = "kind", updatable = false)
    String kind;

    @Column(name = "tiers", updatable = false)
    String tiers;

    @Column(name = "commission_bp", updatable = false)
    int commission;

    @Column(name = "yield_source", updatable = false)
    String yieldSource;

    @Column(name = "value_date_rule", updatable = false)
    String valueDateRule;

    @Column(name = "payout_account", updatable = false)
    String payoutAccount;

    @Column(name = "minimum", updatable = false)
    BigInteger minimum;

    @Column(name = "maximum", updatable = false)
    @Nullable
    BigInteger maximum;

    @Column(name = "step", updatable = false)
    BigInteger step;

    @Column(name = "personal_cap", updatable = false)
    @Nullable
    BigInteger personalCap;

    @Column(name = "capacity", updatable = false)
    @Nullable
    BigInteger capacity;

    @Column(name = "snapshot", updatable = false)
    String snapshot;

    @Column(name = "term_days", updatable = false)
    @Nullable
    Integer termDays;

    @Column(name = "early_rule", updatable = false)
    @Nullable
    String earlyRule;

    @Column(name = "early_apr", updatable = false)
    @Nullable
    BigInteger earlyApr;

    protected TermsEntity() {}

    TermsVersion toDomain() {
        return new TermsColumns(
                        product,
                        version,
                        publishedAt.toInstant(),
                        kind,
                        tiers,
                        commission,
                        yieldSource,
                        valueDateRule,
                        payoutAccount,
                        minimum,
                        maximum,
                        step,
                        personalCap,
                        capacity,
                        snapshot,
                        termDays,
                        earlyRule,
                        earlyApr)
                .toDomain();
    }

    /** The key as JPA wants it. */
    @SuppressWarnings("NullAway.Init") // Fields are set by the persistence provider.
    static final class Key implements Serializable {
        private static final long serialVersionUID = 1L;

        String product;
        int version;

        Key() {}

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Key that && Objects.equals(product, that.product) && version == that.version;
        }

        @Override
        public int hashCode() {
            return Objects.hash(product, version);
        }
    }
}
