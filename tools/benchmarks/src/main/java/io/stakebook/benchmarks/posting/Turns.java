package io.stakebook.benchmarks.posting;

import io.stakebook.benchmarks.database.Databases;
import io.stakebook.benchmarks.measure.Measurement;
import io.stakebook.benchmarks.measure.Processors;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;

/** Takes turns and watches who else uses the machine meanwhile; a disturbed turn is taken once more. */
final class Turns {

    private final Databases databases;
    private final Processors processors;
    private final int patience;

    /** @param patience percentage of processor time that others may take before a turn is repeated */
    Turns(Databases databases, int patience) throws IOException {
        this.databases = databases;
        this.processors = new Processors(List.of(ProcessHandle.current().pid(), databases.pid()));
        this.patience = patience;
    }

    /** The quieter of at most two turns. */
    Measurement take(Contestant contestant, Load load) throws SQLException, InterruptedException {
        Measurement first = once(contestant, load);
        if (!(first.foreign() > patience)) {
            return first;
        }
        Measurement second = once(contestant, load);
        return first.noisierThan(second) ? second : first;
    }

    private Measurement once(Contestant contestant, Load load) throws SQLException, InterruptedException {
        Processors.Look before = processors.look();
        Measurement measured = contestant.turn(databases, load);
        return measured.beside(processors.look().foreignSince(before));
    }
}
