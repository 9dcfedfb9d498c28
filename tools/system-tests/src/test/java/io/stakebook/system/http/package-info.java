/**
 * What holds for every resource: the contract, keys, conditions, cursors, dry runs, and bodies, paths, parameters and times
 * that none of them takes.
 */
@NullMarked
package io.stakebook.system.http;

import org.jspecify.annotations.NullMarked;
