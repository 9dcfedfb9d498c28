/**
 * Configuration, read once at start and refused when it makes no sense.
 *
 * <p>Invariant: every refusal names the key; every key is described in docs/operating/configuration.md. May use: MicroProfile Config.
 */
@NullMarked
package io.stakebook.api.settings;

import org.jspecify.annotations.NullMarked;
