package io.stakebook.api.security.evidence;

import io.stakebook.policy.facts.IpFlag;
import io.stakebook.policy.geo.IpCountry.DataSet;
import io.stakebook.policy.geo.IpFlags;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Asks a database of anonymous addresses in the MaxMind format, such as GeoIP2-Anonymous-IP. */
public final class MaxMindIpFlags implements IpFlags {

    private final MaxMindFile file;

    private MaxMindIpFlags(MaxMindFile file) {
        this.file = file;
    }

    /**
     * @throws IOException when the file cannot be read, is no such database, or is one of another kind: that would list
     *     nobody and pass for a database of flags
     */
    public static MaxMindIpFlags open(Path path) throws IOException {
        MaxMindFile file = MaxMindFile.open(path);
        String type = file.dataSet().name();
        if (!type.toLowerCase(Locale.ROOT).contains("anonymous")) {
            throw new IOException("it is of type " + type + ", not of Anonymous-IP");
        }
        return new MaxMindIpFlags(file);
    }

    @Override
    public IpFlag flagOf(InetAddress address) {
        if (!file.covers(address)) {
            return IpFlag.UNKNOWN;
        }
        return file.find(address).map(MaxMindIpFlags::strictest).orElse(IpFlag.NONE);
    }

    @Override
    public Optional<DataSet> dataSet() {
        return Optional.of(file.dataSet());
    }

    /** The strictest first. */
    private static IpFlag strictest(Map<?, ?> found) {
        if (says(found, "is_tor_exit_node")) {
            return IpFlag.TOR;
        }
        if (says(found, "is_residential_proxy")) {
            return IpFlag.RESIDENTIAL_PROXY;
        }
        if (says(found, "is_public_proxy")) {
            return IpFlag.PROXY;
        }
        if (says(found, "is_anonymous_vpn")) {
            return IpFlag.VPN;
        }
        return says(found, "is_hosting_provider") ? IpFlag.HOSTING : IpFlag.NONE;
    }

    private static boolean says(Map<?, ?> found, String flag) {
        return Boolean.TRUE.equals(found.get(flag));
    }
}
