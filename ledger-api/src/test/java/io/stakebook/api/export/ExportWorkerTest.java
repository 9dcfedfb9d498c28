package io.stakebook.api.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.stakebook.api.background.Container;
import io.stakebook.core.export.BundleStore;
import io.stakebook.core.export.ExportJob;
import io.stakebook.core.export.ExportJobs;
import io.stakebook.core.export.ExportRunner;
import io.stakebook.core.export.ExportSeat;
import io.stakebook.core.export.LeafLog;
import io.stakebook.core.id.ExportId;
import io.stakebook.core.logkey.LogKeys;
import io.stakebook.core.page.Limit;
import io.stakebook.core.page.Page;
import io.stakebook.core.proof.note.NoteSigner;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportWorkerTest {

    @Test
    void round_thatMeetsAnErrorNobodyExpects_isNotTheLast(@TempDir Path directory)
            throws IOException, InterruptedException {
        StumblingJobs jobs = new StumblingJobs();
        ExportRunner runner = new ExportRunner(
                jobs,
                Container.untouched(LeafLog.class),
                Container.untouched(LogKeys.class),
                Container.untouched(NoteSigner.class),
                new BundleStore(directory),
                Clock.systemUTC());
        ExportWorker worker = new ExportWorker(runner, Container.threads());

        worker.start(Container.started());
        try {
            assertThat(jobs.looks.tryAcquire(60, TimeUnit.SECONDS)).isTrue();
            worker.wake();

            assertThat(jobs.looks.tryAcquire(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            worker.stop(Container.ending());
        }
    }

    /** Has nothing to do; whoever looks first stumbles. */
    private static final class StumblingJobs implements ExportJobs {

        private final Semaphore looks = new Semaphore(0);
        private volatile boolean stumbled;

        @Override
        public boolean waiting() {
            looks.release();
            if (!stumbled) {
                stumbled = true;
                throw new StackOverflowError("planted");
            }
            return false;
        }

        @Override
        public Optional<ExportJob> find(ExportId id) {
            return Optional.empty();
        }

        @Override
        public Page<ExportJob, ExportId> list(Optional<ExportId> before, Limit limit) {
            throw new UnsupportedOperationException("list");
        }

        @Override
        public boolean endedAt(long size) {
            return false;
        }

        @Override
        public Optional<ExportSeat> takeSeat() {
            return Optional.empty();
        }
    }
}
