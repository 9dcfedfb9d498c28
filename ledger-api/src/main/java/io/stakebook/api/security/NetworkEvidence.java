package io.stakebook.api.security;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * What the connection says about where a caller is. A null member is not known.
 *
 * @param clientAddressOrNull the address before the trusted proxies; evaluated, never stored
 * @param ipCountryOrNull two-letter country of that address by the pinned data set
 * @param dataSet name, version and hash of the data set asked
 */
public record NetworkEvidence(
        @Nullable InetAddress clientAddressOrNull, @Nullable String ipCountryOrNull, String dataSet) {}
