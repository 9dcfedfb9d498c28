package io.stakebook.api.signing;

import io.stakebook.api.OnePerNode;
import io.stakebook.api.settings.RefusedSetting;
import io.stakebook.core.logkey.LogKeys;
import io.stakebook.core.proof.note.NoteSigner;
import io.stakebook.core.proof.note.VerifierKey;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import jakarta.servlet.ServletContext;
import java.time.Clock;

/** A node whose key the log does not have signs nothing: it does not start. */
@OnePerNode
public class KeyGuard {

    private final NoteSigner signer;
    private final LogKeys keys;
    private final Clock clock;

    @Inject
    public KeyGuard(NoteSigner signer, LogKeys keys, Clock clock) {
        this.signer = signer;
        this.keys = keys;
        this.clock = clock;
    }

    /**
     * Before anybody signs.
     *
     * @throws RefusedSetting when the log has keys and this is none of them
     */
    void start(
            @Observes @Initialized(ApplicationScoped.class) @Priority(Interceptor.Priority.PLATFORM_BEFORE)
                    ServletContext started) {
        VerifierKey own = signer.verifierKey();
        if (!keys.admit(own, clock.instant())) {
            throw new RefusedSetting(
                    "stakebook.keys.signing",
                    "names the key " + own + ", which this log does not have; its newest is "
                            + keys.newest().get(0).key()
                            + ". Add the key on a node that runs (POST /v1/log/keys), or start with one the log has");
        }
    }
}
