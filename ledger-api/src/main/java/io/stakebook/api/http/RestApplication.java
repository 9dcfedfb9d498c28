package io.stakebook.api.http;

import jakarta.annotation.security.DeclareRoles;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Map;
import org.eclipse.microprofile.auth.LoginConfig;

/** The API under {@code /v1}; bearer tokens by MicroProfile JWT. Resources and providers are found by scanning. */
@ApplicationPath("/v1")
@ApplicationScoped
@LoginConfig(authMethod = "MP-JWT", realmName = "stakebook")
@DeclareRoles({"user", "finance", "compliance-author", "compliance-approver", "auditor", "operator"})
public class RestApplication extends Application {

    /** No object mapper here: bodies are read strictly and written by hand, so no other reader may claim them. */
    @Override
    public Map<String, Object> getProperties() {
        return Map.of(
                "jersey.config.disableJsonBinding", true,
                "jersey.config.disableJsonProcessing", true,
                "jersey.config.disableMoxyJson", true,
                // The contract is /openapi.yaml; a second description, of every path, says less and to everybody.
                "jersey.config.server.wadl.disableWadl", true,
                // The host of a request is the caller's word; what he is pointed to stays on the server he asked.
                "jersey.config.server.headers.location.relative.resolution.disabled", true);
    }
}
