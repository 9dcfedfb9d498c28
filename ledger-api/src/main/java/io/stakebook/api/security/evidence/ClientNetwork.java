package io.stakebook.api.security.evidence;

import io.stakebook.api.OnePerNode;
import io.stakebook.core.decision.RequestEvidence;
import io.stakebook.policy.PolicyException;
import io.stakebook.policy.facts.IpFlag;
import io.stakebook.policy.geo.Addresses;
import io.stakebook.policy.geo.IpCountry;
import io.stakebook.policy.geo.IpFlags;
import io.stakebook.policy.geo.TrustedProxies;
import io.stakebook.policy.region.Region;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContext;
import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds what a connection says about where its caller is. The address itself is looked up and forgotten. */
@OnePerNode
public class ClientNetwork {

    private final TrustedProxies proxies;
    private final IpCountry countries;
    private final IpFlags flags;

    @Inject
    public ClientNetwork(TrustedProxies proxies, IpCountry countries, IpFlags flags) {
        this.proxies = proxies;
        this.countries = countries;
        this.flags = flags;
    }

    /** Being made is all: a node whose data sets cannot be read must not start. */
    void start(@Observes @Initialized(ApplicationScoped.class) ServletContext started) {}

    /**
     * What the connection shows by itself. An address whose country is not known gets no flag for that: the policy takes
     * it for unresolved as it is.
     *
     * @param forwardedFor values of X-Forwarded-For as they came; believed only behind trusted proxies. When a hop that has to
     *     be read is no address, the connection says nothing but that
     */
    public Connection connection(String peer, @Nullable List<String> forwardedFor) {
        InetAddress client;
        try {
            client = proxies.client(Addresses.parse(peer), forwardedFor == null ? List.of() : forwardedFor)
                    .address();
        } catch (PolicyException.InvalidAddress e) {
            return Connection.unread("X-Forwarded-For does not say the client's address: " + e.getMessage());
        }
        Optional<Region> country = countries.countryOf(client).filter(Region::isKnown);
        IpFlag flag = flags.flagOf(client);
        return Connection.of(RequestEvidence.ofConnection(
                country.map(Region::code).orElse(null),
                flag == IpFlag.UNKNOWN ? null : flag.name().toLowerCase(Locale.ROOT),
                Stream.concat(Stream.of(countries.dataSet()), flags.dataSet().stream())
                        .map(ClientNetwork::pinned)
                        .collect(Collectors.joining(", "))));
    }

    private static String pinned(IpCountry.DataSet asked) {
        return asked.name() + " " + asked.version() + "@sha256:" + asked.sha256();
    }
}
