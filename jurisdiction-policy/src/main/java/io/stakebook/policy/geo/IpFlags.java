package io.stakebook.policy.geo;

import io.stakebook.policy.facts.IpFlag;
import java.net.InetAddress;
import java.util.Optional;

/** Says whether an address hides where its user is: an exit of Tor, a proxy, a VPN, a hosting provider. */
public interface IpFlags {
    /**
     * The strictest that is known of the address.
     *
     * @return {@link IpFlag#NONE} when the data set lists nothing, {@link IpFlag#UNKNOWN} when it does not cover the address or
     *     there is none
     */
    IpFlag flagOf(InetAddress address);

    /** What was asked, pinned in every decision that used the answer; empty when there is no data set. */
    Optional<IpCountry.DataSet> dataSet();

    /** For a service that was given no data set of flags. */
    static IpFlags notKnown() {
        return new IpFlags() {
            @Override
            public IpFlag flagOf(InetAddress address) {
                return IpFlag.UNKNOWN;
            }

            @Override
            public Optional<IpCountry.DataSet> dataSet() {
                return Optional.empty();
            }
        };
    }
}
