/**
 * Proves a set of policies before it is used: schema, shipped tests, and properties by enumeration.
 *
 * <p>May use: {@code facts}, {@code json}, {@code model}, {@code region}.
 */
@NullMarked
package io.stakebook.policy.check;

import org.jspecify.annotations.NullMarked;
