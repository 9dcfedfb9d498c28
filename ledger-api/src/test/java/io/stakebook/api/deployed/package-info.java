/**
 * The archive as Maven packaged it, in a real Payara Micro on a real PostgreSQL, asked over HTTP: what only a container
 * can show, such as injection, the token check, health and the container's own error pages.
 *
 * <p>Invariants: the archive is deployed unchanged and once, so all tests share one class and none needs another to have
 * run; no port is fixed; settings reach the server as an operator would give them.
 */
@NullMarked
package io.stakebook.api.deployed;

import org.jspecify.annotations.NullMarked;
