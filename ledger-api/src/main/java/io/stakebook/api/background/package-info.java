/**
 * Work that goes on after its request was answered, and work that nobody asks for.
 *
 * <p>Invariants: one node works on a thing once at a time; work that ends early says so in the log; a thread is interrupted in
 * one place, when the node ends. May use: the core's errors, the container's threads. Never: a feature of the API.
 */
@NullMarked
package io.stakebook.api.background;

import org.jspecify.annotations.NullMarked;
