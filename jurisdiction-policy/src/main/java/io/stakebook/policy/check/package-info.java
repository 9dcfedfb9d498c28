/**
 * Proves a set of policies before it is used: schema, shipped tests, and properties by enumeration.
 */
@NullMarked
package io.stakebook.policy.check;

import org.jspecify.annotations.NullMarked;
