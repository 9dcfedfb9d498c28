package io.stakebook.policy.geo;

import io.stakebook.policy.PolicyException.InvalidAddress;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** Reads address literals without ever asking a name server. */
public final class Addresses {
    private static final int MAX_LITERAL = 45;

    private Addresses() {}

    /**
     * An IPv4 or IPv6 literal; an IPv4-mapped IPv6 address comes back as the IPv4 address it is.
     *
     * @throws InvalidAddress for anything else, names and zones included
     */
    public static InetAddress parse(String literal) {
        String text = literal.strip();
        boolean v4 = isV4(text);
        boolean v6 = !v4
                && text.indexOf(':') >= 0
                && text.length() <= MAX_LITERAL
                && text.chars().allMatch(Addresses::v6Char);
        if (!v4 && !v6) {
            throw invalid(text);
        }
        try {
            // Only literals get here, so this cannot become a look-up.
            return InetAddress.getByName(text);
        } catch (UnknownHostException malformed) {
            throw invalid(text);
        }
    }

    private static InvalidAddress invalid(String text) {
        String shown = text.length() <= MAX_LITERAL ? text : text.substring(0, MAX_LITERAL) + "…";
        return new InvalidAddress("'" + shown + "' is no IPv4 or IPv6 address.");
    }

    private static boolean v6Char(int c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F') || c == ':' || c == '.';
    }

    /** Four decimal numbers of 0 to 255 without leading zeros: no octal, no short forms. */
    private static boolean isV4(String text) {
        String[] parts = text.split("\\.", -1);
        if (parts.length != 4) {
            return false;
        }
        for (String part : parts) {
            boolean digits =
                    !part.isEmpty() && part.length() <= 3 && part.chars().allMatch(c -> c >= '0' && c <= '9');
            if (!digits || (part.length() > 1 && part.charAt(0) == '0') || Integer.parseInt(part) > 255) {
                return false;
            }
        }
        return true;
    }
}
