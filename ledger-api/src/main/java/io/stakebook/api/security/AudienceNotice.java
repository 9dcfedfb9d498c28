package io.stakebook.api.security;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.servlet.ServletContext;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Says at start that tokens made for others are taken. It cannot be refused: an issuer may serve this book alone and set no
 * audience.
 */
@ApplicationScoped
public class AudienceNotice {

    static final String KEY = "mp.jwt.verify.audiences";

    private static final Logger LOG = System.getLogger(AudienceNotice.class.getName());

    void start(@Observes @Initialized(ApplicationScoped.class) ServletContext started) {
        if (ConfigProvider.getConfig().getOptionalValue(KEY, String.class).isEmpty()) {
            LOG.log(
                    Level.WARNING,
                    "event=audience_unchecked: " + KEY
                            + " is not set, so every token of the issuer is taken, also one that"
                            + " was made for another service (aud)");
        }
    }
}
