/**
 * The commands {@code policy evaluate}, {@code policy check} and {@code policy diff}.
 */
@NullMarked
package io.stakebook.policy.cli;

import org.jspecify.annotations.NullMarked;
