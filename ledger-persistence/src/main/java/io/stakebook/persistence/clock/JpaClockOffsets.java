package io.stakebook.persistence.clock;

import io.stakebook.core.clock.ClockOffset;
import io.stakebook.core.clock.ClockOffsets;
import io.stakebook.persistence.jpa.Reads;
import java.util.Optional;

/** Reads the clock's offset by JPA. */
public final class JpaClockOffsets implements ClockOffsets {

    private final Reads reads;

    public JpaClockOffsets(Reads reads) {
        this.reads = reads;
    }

    @Override
    public ClockOffset current() {
        return reads.with(em -> Optional.ofNullable(em.find(ClockOffsetEntity.class, ClockOffset.ID))
                .map(ClockOffsetEntity::toDomain)
                .orElse(ClockOffset.NONE));
    }
}
