package io.stakebook.api.security.evidence;

import io.stakebook.policy.geo.IpCountry;
import io.stakebook.policy.region.Region;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Asks a database of countries in the MaxMind format, such as GeoLite2-Country. */
public final class MaxMindIpCountry implements IpCountry {

    private final MaxMindFile file;

    private MaxMindIpCountry(MaxMindFile file) {
        this.file = file;
    }

    /** @throws IOException when the file cannot be read or is no such database */
    public static MaxMindIpCountry open(Path file) throws IOException {
        return new MaxMindIpCountry(MaxMindFile.open(file));
    }

    @Override
    public Optional<Region> countryOf(InetAddress address) {
        return file.find(address)
                .flatMap(found -> found.get("country") instanceof Map<?, ?> country
                                && country.get("iso_code") instanceof String code
                        ? Optional.of(Region.parse(code))
                        : Optional.empty());
    }

    @Override
    public DataSet dataSet() {
        return file.dataSet();
    }
}
