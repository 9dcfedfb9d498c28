package io.stakebook.api.journal;

import io.stakebook.api.http.body.BodyReader;
import io.stakebook.api.http.body.Field;
import io.stakebook.core.journal.Lateness;
import java.util.Optional;

/** What a caller may say of an entry whose business date takes no more; what the book's own jobs may is more. */
public enum IfPeriodClosed {
    REFUSE(Lateness.REFUSE),
    CARRY(Lateness.CARRY),
    ADJUST(Lateness.ADJUST);

    private static final String NAME = "ifPeriodClosed";

    private final Lateness lateness;

    IfPeriodClosed(Lateness lateness) {
        this.lateness = lateness;
    }

    /** The field of a body. */
    public static Field<Optional<IfPeriodClosed>> in(BodyReader body) {
        return body.optionalOneOf(NAME, IfPeriodClosed.class);
    }

    /** What was said; refused unless said. */
    public static Lateness said(Optional<IfPeriodClosed> field) {
        return field.orElse(REFUSE).lateness;
    }
}
