package io.stakebook.core.regions;

import io.stakebook.core.customer.Customer;
import io.stakebook.core.id.CustomerId;
import io.stakebook.core.page.Limit;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Everybody a change of region states could touch, with what they hold. */
public interface Population {

    /** In the order of customer ids, from one snapshot per page. */
    List<Holder> page(Optional<CustomerId> after, Limit limit);

    /**
     * @param positions active positions
     * @param units principal of them by asset code
     */
    record Holder(Customer customer, long positions, Map<String, BigInteger> units) {

        public Holder {
            units = Map.copyOf(units);
        }
    }
}
