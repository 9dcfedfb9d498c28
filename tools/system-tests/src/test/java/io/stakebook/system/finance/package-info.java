/** The finance team's month: statements of providers are matched, months are closed and reopened. */
@NullMarked
package io.stakebook.system.finance;

import org.jspecify.annotations.NullMarked;
