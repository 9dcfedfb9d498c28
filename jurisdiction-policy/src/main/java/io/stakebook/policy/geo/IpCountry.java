package io.stakebook.policy.geo;

import io.stakebook.policy.region.Region;
import java.net.InetAddress;
import java.util.Optional;

/** Says which country an address is registered or announced in. Evidence about routing, not proof of a place. */
public interface IpCountry {
    /** Empty when the data set does not know the address, as for private and reserved ones. */
    Optional<Region> countryOf(InetAddress address);

    /** What was asked; pinned in every decision that used the answer. */
    DataSet dataSet();

    /**
     * @param name where the data comes from
     * @param version the source's own version
     * @param sha256 lower-case hex SHA-256 of the file read
     */
    record DataSet(String name, String version, String sha256) {}
}
