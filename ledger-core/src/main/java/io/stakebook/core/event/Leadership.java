package io.stakebook.core.event;

import java.util.Optional;

/** Lets one node of all that share the book do a task; the lead falls to another when the leader's session ends. */
public interface Leadership {

    /** Takes the lead of a task when nobody has it; empty when another node does. Never waits. */
    Optional<Lead> tryTake(String task);

    /** Held until closed or lost. */
    interface Lead extends AutoCloseable {

        /** True while the lead is certainly still ours: asks the store. */
        boolean held();

        @Override
        void close();
    }
}
