package io.stakebook.core.accrual;

import io.stakebook.core.id.CustomerId;
import java.math.BigInteger;

/** What a day brought one customer in one product, in units. */
public record AccruedCustomer(
        CustomerId customer, int lines, BigInteger baseUnits, BigInteger commissionUnits, BigInteger paidUnits) {}
