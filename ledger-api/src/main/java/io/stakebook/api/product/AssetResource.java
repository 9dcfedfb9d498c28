package io.stakebook.api.product;

import io.stakebook.api.http.json.Views;
import io.stakebook.api.security.Roles;
import io.stakebook.core.money.Assets;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** {@code /v1/assets}. */
@Dependent
@Path("assets")
@Produces(MediaType.APPLICATION_JSON)
public class AssetResource {

    private final Assets assets;

    @Inject
    public AssetResource(Assets assets) {
        this.assets = assets;
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
        return Views.all(
                assets.all(),
                (json, asset) -> json.id("code", asset.code())
                        .number("scale", asset.scale())
                        .text("name", asset.name()));
    }
}
