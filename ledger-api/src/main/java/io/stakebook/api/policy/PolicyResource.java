package io.stakebook.api.policy;

import io.stakebook.api.http.json.JsonObjectWriter;
import io.stakebook.api.http.json.Views;
import io.stakebook.api.security.Roles;
import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.error.NotFound;
import io.stakebook.core.error.Shown;
import io.stakebook.core.wire.WireName;
import io.stakebook.policy.model.Citation;
import io.stakebook.policy.model.Policy;
import io.stakebook.policy.model.PolicySet;
import io.stakebook.policy.model.Rule;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** {@code /v1/policies}: the law as this node has it loaded. */
@Dependent
@Path("policies")
@Produces(MediaType.APPLICATION_JSON)
public class PolicyResource {

    private final PolicySet policies;

    @Inject
    public PolicyResource(PolicySet policies) {
        this.policies = policies;
    }

    @GET
    @RolesAllowed({
        Roles.USER,
        Roles.FINANCE,
        Roles.COMPLIANCE_AUTHOR,
        Roles.COMPLIANCE_APPROVER,
        Roles.AUDITOR,
        Roles.OPERATOR
    })
    public Response list() {
        return Views.all(policies.policies(), PolicyResource::summary);
    }

    @GET
    @Path("{policyId}")
    @RolesAllowed({
        Roles.USER,
        Roles.FINANCE,
        Roles.COMPLIANCE_AUTHOR,
        Roles.COMPLIANCE_APPROVER,
        Roles.AUDITOR,
        Roles.OPERATOR
    })
    public Response get(@PathParam("policyId") String policyId) {
        Policy policy = policies.byId(policyId)
                .orElseThrow(() ->
                        new NotFound(ErrorCode.RESOURCE_UNKNOWN, "there is no policy \"" + Shown.of(policyId) + "\""));
        return Views.object(json -> {
            summary(json, policy);
            json.objects("rules", policy.rules(), PolicyResource::rule);
        });
    }

    private static void summary(JsonObjectWriter json, Policy policy) {
        json.text("id", policy.id())
                .text("title", policy.title())
                .text("contentHash", policy.contentHash())
                .time("validFrom", policy.validFrom())
                .time("validTo", policy.validTo().orElse(null));
    }

    private static void rule(JsonObjectWriter json, Rule rule) {
        json.text("id", rule.id())
                .text("outcome", WireName.of(rule.outcome()))
                .text("reason", rule.reason())
                .texts(
                        "citations",
                        rule.citations().stream().map(Citation::toText).toList());
    }
}
