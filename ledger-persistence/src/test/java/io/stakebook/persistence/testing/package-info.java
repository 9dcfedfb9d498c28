/** What the tests share: one PostgreSQL per JVM, a database per test class, simple commands. */
@NullMarked
package io.stakebook.persistence.testing;

import org.jspecify.annotations.NullMarked;
