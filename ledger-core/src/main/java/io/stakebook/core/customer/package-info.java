/**
 * Customers and the facts about them that the jurisdiction policy weighs.
 *
 * <p>May use: {@code id}, {@code posting}, the policy module's facts.
 */
@NullMarked
package io.stakebook.core.customer;

import org.jspecify.annotations.NullMarked;
