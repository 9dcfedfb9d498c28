/**
 * The commands {@code policy evaluate}, {@code policy check} and {@code policy diff}.
 *
 * <p>May use: {@code check}, {@code decision}, {@code diff}, {@code facts}, {@code json}, {@code model}, {@code region}.
 */
@NullMarked
package io.stakebook.policy.cli;

import org.jspecify.annotations.NullMarked;
