package io.stakebook.benchmarks.read;

import io.stakebook.benchmarks.database.KeptConnection;
import io.stakebook.core.account.AccountName;
import io.stakebook.core.journal.AccountHistory;
import io.stakebook.core.journal.Balances;
import io.stakebook.core.page.Limit;
import io.stakebook.persistence.journal.JdbcAccountHistory;
import io.stakebook.persistence.journal.JdbcBalances;
import io.stakebook.persistence.sql.BookReader;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** The product's reads outside a container, on a connection that is kept as a pool would. All this package knows. */
final class ReadPorts implements AutoCloseable {

    private final KeptConnection source;
    private final Balances balances;
    private final AccountHistory history;

    /** What stood on a page. */
    record Page(long first, long last) {}

    ReadPorts(int port, String database) {
        source = new KeptConnection(port, database);
        balances = new JdbcBalances(new BookReader(source), Clock.systemUTC());
        history = new JdbcAccountHistory(new BookReader(source));
    }

    /** Reads an account's balance and tells its version. */
    long version(AccountName account) {
        return balances.find(account).orElseThrow().sequence();
    }

    /** Reads the newest lines of an account before a sequence and tells the sequences of the first and the last. */
    Page page(AccountName account, long before, int lines) {
        List<AccountHistory.Line> items = history.lines(
                        account, AccountHistory.Range.ALL, Optional.of(before), new Limit(lines))
                .items();
        return new Page(
                items.get(0).after().sequence(),
                items.get(items.size() - 1).after().sequence());
    }

    @Override
    public void close() {
        source.close();
    }
}
