/** Who asks: tokens and roles, what each is shown of what others have a part in, and how often one may ask. */
@NullMarked
package io.stakebook.system.access;

import org.jspecify.annotations.NullMarked;
