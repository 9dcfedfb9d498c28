/**
 * What {@code serve} needs before it starts a server: the operator's settings, and proof that each thing they name
 * answers. A server that starts without its database only says so in a log; here it is one line at the terminal.
 */
@NullMarked
package io.stakebook.launcher.serve;

import org.jspecify.annotations.NullMarked;
