package io.stakebook.core.generaljournal;

import io.stakebook.core.account.AccountName;
import io.stakebook.core.account.Limits;
import io.stakebook.core.page.Limit;
import io.stakebook.core.page.Page;
import java.time.Instant;
import java.util.Optional;

/** Reads limits of accounts. */
public interface AccountLimits {

    /** Every version, newest first, which is the one in force; none when limits were never set. The cursor is the version. */
    Page<Version, Long> history(AccountName account, Optional<Long> before, Limit limit);

    /** Limits as they were set. */
    record Version(Limits limits, String setBy, String reason, Instant recordedAt) {}
}
