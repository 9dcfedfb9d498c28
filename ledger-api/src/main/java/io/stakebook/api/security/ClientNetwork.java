package io.stakebook.api.security;

import io.stakebook.api.http.problem.ApiCode;
import io.stakebook.api.http.problem.RefusedRequest;
import io.stakebook.core.decision.RequestEvidence;
import io.stakebook.policy.PolicyException;
import io.stakebook.policy.geo.Addresses;
import io.stakebook.policy.geo.IpCountry;
import io.stakebook.policy.geo.TrustedProxies;
import io.stakebook.policy.region.Region;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds what a connection says about where its caller is. The address itself is looked up and forgotten. */
@ApplicationScoped
public class ClientNetwork {

    private final @Nullable TrustedProxies proxies;
    private final @Nullable IpCountry countries;

    /** For the container's proxy only. */
    protected ClientNetwork() {
        this.proxies = null;
        this.countries = null;
    }

    @Inject
    public ClientNetwork(TrustedProxies proxies, IpCountry countries) {
        this.proxies = proxies;
        this.countries = countries;
    }

    /**
     * @param forwardedFor values of X-Forwarded-For as they came; believed only behind trusted proxies
     * @throws RefusedRequest {@code REQUEST_MALFORMED} when a hop that has to be read is no address: a place is not guessed
     */
    RequestEvidence evidence(String peer, @Nullable List<String> forwardedFor) {
        if (proxies == null || countries == null) {
            throw new IllegalStateException("this is a proxy");
        }
        InetAddress client;
        try {
            client = proxies.client(Addresses.parse(peer), forwardedFor == null ? List.of() : forwardedFor)
                    .address();
        } catch (PolicyException.InvalidAddress e) {
            throw new RefusedRequest(ApiCode.REQUEST_MALFORMED, "X-Forwarded-For holds something that is no address");
        }
        Optional<Region> country = countries.countryOf(client).filter(Region::isKnown);
        IpCountry.DataSet asked = countries.dataSet();
        return new RequestEvidence(
                country.map(Region::code).orElse(null),
                null,
                null,
                null,
                null,
                null,
                null,
                asked.name() + " " + asked.version() + "@sha256:" + asked.sha256());
    }
}
