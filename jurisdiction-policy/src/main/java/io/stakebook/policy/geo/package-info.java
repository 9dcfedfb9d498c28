/**
 * Where an address is: client address from trusted proxies, country from a range file.
 *
 * <p>Invariant: the data set's name, version and hash travel with each answer's use.
 * May use: {@code facts}, {@code hash}, {@code region}.
 */
@NullMarked
package io.stakebook.policy.geo;

import org.jspecify.annotations.NullMarked;
