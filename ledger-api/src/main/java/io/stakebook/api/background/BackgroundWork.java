package io.stakebook.api.background;

import io.stakebook.core.error.FailureLog;
import io.stakebook.core.error.LedgerException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/**
 * Work of one kind, by key: never twice at a time on this node, and never ended early without a line in the log. Work must
 * be resumable: whoever asks for it again takes it up where it stopped.
 */
public final class BackgroundWork {

    private static final String UNEXPECTED = "UNEXPECTED";

    private final Logger log;
    private final String interrupted;
    private final Executor executor;
    private final Set<String> inHand = ConcurrentHashMap.newKeySet();

    /** @param interrupted how the line begins that tells of work that ended early; its key follows */
    public BackgroundWork(Logger log, String interrupted, Executor executor) {
        this.log = log;
        this.interrupted = interrupted;
        this.executor = executor;
    }

    /** Returns at once; does nothing when this node has the key in hand. */
    public void begin(String key, Runnable work) {
        if (inHand.add(key)) {
            try {
                executor.execute(() -> run(key, work));
            } catch (RuntimeException | Error e) { // Not taken, for whatever reason: whoever asks again must be heard.
                inHand.remove(key);
                interrupted(key, UNEXPECTED, e);
            }
        }
    }

    private void run(String key, Runnable work) {
        try {
            work.run();
        } catch (LedgerException e) {
            interrupted(key, e.code().name(), e);
        } catch (RuntimeException | Error e) { // Whatever it is: the line must be written, the thread is the pool's.
            interrupted(key, UNEXPECTED, e);
        } finally {
            inHand.remove(key);
        }
    }

    private void interrupted(String key, String code, Throwable cause) {
        FailureLog.tell(log, Level.ERROR, interrupted + key + " code=" + code, cause);
    }
}
