package io.stakebook.core.posting;

import io.stakebook.core.account.AccountName;
import java.util.Set;

/**
 * Everything a command will read or post to, declared before it runs so that the engine can lock a whole batch once, in
 * one order. Posting to an account that was not declared is a programming error and fails the command.
 */
public record Needs(Set<AccountName> accounts, Set<RecordKey> records) {

    public Needs {
        accounts = Set.copyOf(accounts);
        records = Set.copyOf(records);
    }
}
