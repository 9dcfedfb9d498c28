/**
 * For those who run it: what the README and the guides show, the front door, and a node whose database, schema or readers
 * are not as they should be.
 */
@NullMarked
package io.stakebook.system.operating;

import org.jspecify.annotations.NullMarked;
