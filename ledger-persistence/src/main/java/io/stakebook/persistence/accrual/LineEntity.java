package io.stakebook.persistence.accrual;

import io.stakebook.core.accrual.AccrualLine;
import io.stakebook.core.accrual.reward.RewardStream;
import io.stakebook.core.id.CustomerId;
import io.stakebook.core.id.EntryId;
import io.stakebook.core.id.PositionId;
import io.stakebook.core.id.ProductId;
import io.stakebook.core.id.RunId;
import io.stakebook.core.money.AssetCode;
import io.stakebook.core.product.terms.YieldSource;
import io.stakebook.persistence.jpa.NullableUuid;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of {@code accrual_line}, for reading. */
@Entity
@Table(name = "accrual_line")
@IdClass(LineEntity.Key.class)
@SuppressWarnings("NullAway.Init") // Fields are set by the persistence provider.
class LineEntity {

    @Id
    @Column(name = "position_id", updatable = false)
    UUID position;

    @Id
    @Column(name = "day", updatable = false)
    LocalDate day;

    @Id
    @Column(name = "stream", updatable = false)
    String stream;

    @Column(name = "run_id", updatable = false)
    UUID run;

    @Column(name = "product_id", updatable = false)
    String product;

    @Column(name = "customer_id", updatable = false)
    UUID customer;

    @Column(name = "asset", updatable = false)
    String asset;

    @Column(name = "yield_source", updatable = false)
    String yieldSource;

    @Column(name = "terms_version", updatable = false)
    int termsVersion;

    @Column(name = "basis", updatable = false)
    String basis;

    @Column(name = "numerator", updatable = false)
    BigInteger numerator;

    @Column(name = "carry_before", updatable = false)
    BigInteger carryBefore;

    @Column(name = "units", updatable = false)
    BigInteger units;

    @Column(name = "carry_after", updatable = false)
    BigInteger carryAfter;

    @Column(name = "withheld", updatable = false)
    @Nullable
    String withheld;

    @Column(name = "entry_id", updatable = false)
    @Convert(converter = NullableUuid.class)
    @Nullable
    UUID entry;

    protected LineEntity() {}

    AccrualLine toDomain() {
        return new AccrualLine(
                new RunId(run),
                new ProductId(product),
                day,
                new CustomerId(customer),
                new PositionId(position),
                RewardStream.valueOf(stream),
                new AssetCode(asset),
                YieldSource.valueOf(yieldSource),
                termsVersion,
                basis,
                numerator,
                carryBefore,
                units,
                carryAfter,
                withheld,
                entry == null ? null : new EntryId(entry));
    }

    /** The key as JPA wants it. */
    @SuppressWarnings("NullAway.Init") // Fields are set by the persistence provider.
    static final class Key implements Serializable {
        private static final long serialVersionUID = 1L;

        UUID position;
        LocalDate day;
        String stream;

        Key() {}

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Key that
                    && Objects.equals(position, that.position)
                    && Objects.equals(day, that.day)
                    && Objects.equals(stream, that.stream);
        }

        @Override
        public int hashCode() {
            return Objects.hash(position, day, stream);
        }
    }
}
