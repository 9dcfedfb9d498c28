package io.stakebook.api;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;

/** The container's threads as beans; Jakarta EE 10 gives them by name only. */
@ApplicationScoped
@SuppressWarnings("NullAway.Init") // The container sets the fields before it asks for them.
public class Threads {

    @Resource
    private ManagedExecutorService executor;

    @Resource
    private ManagedThreadFactory factory;

    @Produces
    public ManagedExecutorService executor() {
        return executor;
    }

    @Produces
    public ManagedThreadFactory factory() {
        return factory;
    }
}
