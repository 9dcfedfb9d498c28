package io.stakebook.policy.geo;

import io.stakebook.policy.PolicyException.InvalidAddress;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Finds the client's address behind our own proxies: the right-most hop that is not one of them. Everything to the left of it was
 * written by the client and says nothing.
 */
public final class TrustedProxies {
    private static final int MAX_HOPS = 50;
    private final List<Network> networks;

    private TrustedProxies(List<Network> networks) {
        this.networks = List.copyOf(networks);
    }

    private static final class Network {
        private final byte[] address;
        private final int prefix;

        Network(byte[] address, int prefix) {
            this.address = address;
            this.prefix = prefix;
        }

        boolean contains(byte[] other) {
            if (other.length != address.length) {
                return false;
            }
            int whole = prefix / 8;
            if (!Arrays.equals(address, 0, whole, other, 0, whole)) {
                return false;
            }
            int rest = prefix % 8;
            return rest == 0 || ((address[whole] ^ other[whole]) & (0xFF << (8 - rest)) & 0xFF) == 0;
        }
    }

    /**
     * The address a request is judged by.
     *
     * @param address the chosen hop
     * @param forwarded the joined header as it came, kept as evidence; empty when there was none or it was not believed
     */
    public record Client(InetAddress address, String forwarded) {}

    /** Nobody: the peer of the connection is the client. */
    public static TrustedProxies none() {
        return new TrustedProxies(List.of());
    }

    /**
     * @param cidrs networks such as {@code 10.0.0.0/8} or {@code 2001:db8::/32}; an address alone is a network of one
     * @throws InvalidAddress naming the entry that is not one, or that has bits set beyond its prefix
     */
    public static TrustedProxies of(List<String> cidrs) {
        List<Network> networks = new ArrayList<>();
        for (String cidr : cidrs) {
            networks.add(network(cidr.strip()));
        }
        return new TrustedProxies(networks);
    }

    private static Network network(String cidr) {
        int slash = cidr.indexOf('/');
        byte[] address =
                Addresses.parse(slash < 0 ? cidr : cidr.substring(0, slash)).getAddress();
        int bits = address.length * 8;
        int prefix = slash < 0 ? bits : prefix(cidr, cidr.substring(slash + 1), bits);
        for (int bit = prefix; bit < bits; bit++) {
            if ((address[bit / 8] >> (7 - bit % 8) & 1) != 0) {
                throw new InvalidAddress("'" + cidr + "' has bits set beyond its prefix of " + prefix + ".");
            }
        }
        return new Network(address, prefix);
    }

    private static int prefix(String cidr, String text, int bits) {
        boolean digits = !text.isEmpty() && text.length() <= 3 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        int prefix = digits ? Integer.parseInt(text) : -1;
        if (prefix < 0 || prefix > bits) {
            throw new InvalidAddress("'" + cidr + "' needs a prefix from 0 to " + bits + ".");
        }
        return prefix;
    }

    /** Whether the address is one of ours. */
    public boolean trusts(InetAddress address) {
        byte[] bytes = address.getAddress();
        for (Network network : networks) {
            if (network.contains(bytes)) {
                return true;
            }
        }
        return false;
    }

    /**
     * @param peer the other end of the connection
     * @param forwardedFor the values of every {@code X-Forwarded-For} header, in the order they came
     * @throws InvalidAddress when a hop we have to read is no address; the request must not be judged by a guess
     */
    public Client client(InetAddress peer, List<String> forwardedFor) {
        // RFC 9110 5.3: repeated headers are one list.
        String joined = String.join(",", forwardedFor);
        if (!trusts(peer) || joined.isBlank()) {
            return new Client(peer, "");
        }
        String[] hops = joined.split(",", -1);
        InetAddress chosen = peer;
        for (int i = hops.length - 1; i >= 0; i--) {
            // Only hops of ours count: by how many he writes himself nobody hides the address that our proxy adds.
            if (hops.length - i > MAX_HOPS) {
                throw new InvalidAddress("X-Forwarded-For names more than " + MAX_HOPS + " hops of ours in a row.");
            }
            chosen = Addresses.parse(withoutPort(hops[i].strip()));
            if (!trusts(chosen)) {
                break;
            }
        }
        return new Client(chosen, joined);
    }

    /** Some proxies add the port: {@code 192.0.2.1:4711}, {@code [2001:db8::1]:4711}. */
    private static String withoutPort(String hop) {
        if (hop.startsWith("[")) {
            int end = hop.indexOf(']');
            boolean plain = end == hop.length() - 1
                    || (end > 0 && hop.charAt(end + 1) == ':' && digits(hop.substring(end + 2)));
            return plain ? hop.substring(1, end) : hop;
        }
        int colon = hop.indexOf(':');
        boolean v4WithPort = colon > 0 && colon == hop.lastIndexOf(':') && hop.indexOf('.') > 0;
        return v4WithPort && digits(hop.substring(colon + 1)) ? hop.substring(0, colon) : hop;
    }

    private static boolean digits(String text) {
        return !text.isEmpty() && text.length() <= 5 && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
