/**
 * Work that goes on after its request was answered.
 *
 * <p>Invariants: one node works on a thing once at a time; work that ends early says so in the log. May use: the core's
 * errors. Never: a feature of the API.
 */
@NullMarked
package io.stakebook.api.background;

import org.jspecify.annotations.NullMarked;
