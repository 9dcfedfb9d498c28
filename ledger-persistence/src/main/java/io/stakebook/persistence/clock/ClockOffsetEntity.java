package io.stakebook.persistence.clock;

import io.stakebook.core.clock.ClockOffset;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** The row of {@code clock_offset}, for reading. */
@Entity
@Table(name = "clock_offset")
@SuppressWarnings("NullAway.Init") // Fields are set by the persistence provider.
class ClockOffsetEntity {

    @Id
    @Column(name = "id", updatable = false)
    String id;

    @Column(name = "seconds", updatable = false)
    long seconds;

    @Column(name = "version", updatable = false)
    long version;

    protected ClockOffsetEntity() {}

    ClockOffset toDomain() {
        return new ClockOffset(seconds, version);
    }
}
