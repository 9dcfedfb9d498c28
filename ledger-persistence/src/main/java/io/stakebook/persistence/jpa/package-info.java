/**
 * How screens and jobs read through JPA: short reads on an entity manager of their own, and dynamic filters.
 *
 * <p>Invariant: nothing is written through JPA; entities never leave the package that maps them.
 * May use: {@code sql}, EclipseLink.
 */
@NullMarked
package io.stakebook.persistence.jpa;

import org.jspecify.annotations.NullMarked;
