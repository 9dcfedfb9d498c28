package io.stakebook.persistence.journal;

import io.stakebook.core.account.AccountName;
import io.stakebook.persistence.jpa.NullableUuid;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of {@code account}, for reading. */
@Entity
@Table(name = "account")
@SuppressWarnings("NullAway.Init") // Fields are set by the persistence provider.
class AccountEntity {

    @Id
    @Column(name = "account_id", updatable = false)
    long id;

    @Column(name = "name", updatable = false)
    String name;

    @Column(name = "customer_id", updatable = false)
    @Convert(converter = NullableUuid.class)
    @Nullable
    UUID customer;

    protected AccountEntity() {}

    AccountName toDomain() {
        return AccountName.parse(name);
    }
}
