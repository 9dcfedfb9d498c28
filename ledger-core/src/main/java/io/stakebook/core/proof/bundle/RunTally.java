package io.stakebook.core.proof.bundle;

import io.stakebook.core.proof.leaf.JournalEntryPosted;
import io.stakebook.core.proof.leaf.PostedLine;
import java.math.BigInteger;
import java.util.SortedMap;
import java.util.TreeMap;

/** The entries of an accrual run that has not said it is complete. */
final class RunTally {
    private long entries;
    private final SortedMap<String, BigInteger> debits = new TreeMap<>();

    RunTally() {}

    RunTally(long entries, SortedMap<String, BigInteger> debits) {
        this.entries = entries;
        this.debits.putAll(debits);
    }

    void add(JournalEntryPosted entry) {
        entries++;
        for (PostedLine line : entry.postings()) {
            if (line.side() == PostedLine.Side.DEBIT) {
                debits.merge(line.asset(), line.units(), BigInteger::add);
            }
        }
    }

    long entries() {
        return entries;
    }

    SortedMap<String, BigInteger> debits() {
        return debits;
    }
}
