package io.stakebook.api;

import io.stakebook.api.security.WallClock;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.time.Clock;

/** Every object of the pure modules is made here, by constructor: one screen that shows what hangs on what. */
@ApplicationScoped
public class Wiring {

    @Produces
    @ApplicationScoped
    @WallClock
    public Clock wallClock() {
        return Clock.systemUTC();
    }
}
