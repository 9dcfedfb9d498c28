package io.stakebook.api.background;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.enterprise.concurrent.ManagedExecutorService;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** One thread as the container would lend it, and what a class logs while it works there. */
public final class Background implements AutoCloseable {

    private final List<Thread> threads = new CopyOnWriteArrayList<>();
    private final List<LogRecord> records = new CopyOnWriteArrayList<>();
    private final ExecutorService work = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "background");
        threads.add(thread);
        return thread;
    });
    private final Logger logger;
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord record) {
            records.add(record);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    /** @param logs the class whose log is kept */
    public Background(Class<?> logs) {
        this.logger = Logger.getLogger(logs.getName());
        logger.addHandler(handler);
    }

    /** The container's executor over the one thread: of its own methods, those of {@code ExecutorService}. */
    public ManagedExecutorService executor() {
        return (ManagedExecutorService) Proxy.newProxyInstance(
                Background.class.getClassLoader(),
                new Class<?>[] {ManagedExecutorService.class},
                (proxy, method, arguments) -> {
                    try {
                        return method.invoke(work, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    /** A port whose store is broken: every question to it ends the same way. */
    public static <T> T broken(Class<T> port, RuntimeException failure) {
        return port.cast(
                Proxy.newProxyInstance(Background.class.getClassLoader(), new Class<?>[] {port}, (proxy, m, a) -> {
                    throw failure;
                }));
    }

    /** No work is taken from now on. */
    public void refuseWork() {
        work.shutdown();
    }

    /** Waits for the work handed over so far; no more is taken. */
    public void await() throws InterruptedException {
        work.shutdown();
        assertThat(work.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
    }

    /** How many threads the work took; one that ends is replaced. */
    public int threadsUsed() {
        return threads.size();
    }

    public List<LogRecord> records() {
        return List.copyOf(records);
    }

    @Override
    public void close() {
        logger.removeHandler(handler);
        work.shutdownNow();
    }
}
