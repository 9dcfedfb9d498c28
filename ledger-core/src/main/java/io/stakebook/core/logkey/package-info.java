/**
 * Which keys may sign the log, since which size: what a change of the signing key leaves behind for everybody who checks the log.
 *
 * <p>Invariant: a key that was added stays; the log tells of each key but the first before any other may sign, and of the first
 * together with the second. May use: {@code posting}, {@code proof}, {@code error}.
 */
@NullMarked
package io.stakebook.core.logkey;

import org.jspecify.annotations.NullMarked;
