package io.stakebook.persistence.posting.batch;

import io.stakebook.core.account.AccountName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.OptionalLong;
import java.util.Set;

/** Where the states of a batch's accounts come from. */
public interface AccountSource {

    /** Loads the state of each of these accounts into the books, an empty one for those that do not exist. */
    void load(Connection connection, Set<AccountName> names, BatchBooks books) throws SQLException;

    /**
     * Empty when what was loaded is locked; else it comes from memory, may be behind the database and must be compared with it
     * before the commit: the number of changes of limits that were known when it was read.
     */
    OptionalLong limitsSeen();
}
