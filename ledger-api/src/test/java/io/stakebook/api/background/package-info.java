/** What the tests of background work share: a container's threads, ports that fail, and the log that is written. */
@NullMarked
package io.stakebook.api.background;

import org.jspecify.annotations.NullMarked;
