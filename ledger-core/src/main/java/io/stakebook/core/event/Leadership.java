package io.stakebook.core.event;

import java.util.Optional;

/**
 * Lets one node of all that share the book do a task. The lead falls to another when the leader's session ends, or when the
 * leader has not asked whether it holds it for long: what a task changes must refuse a leader who stood still and goes on.
 */
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
