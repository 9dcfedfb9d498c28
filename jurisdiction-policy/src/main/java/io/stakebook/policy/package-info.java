/**
 * Jurisdiction policy: whether a law or a house rule lets an act go on, and why.
 *
 * <p>Pure Java: no server, no database, no clock. The same facts give the same decision for ever.
 */
@NullMarked
package io.stakebook.policy;

import org.jspecify.annotations.NullMarked;
