/**
 * What is asked of a read: query parameters by name and type, pages by keyset, cursors that lead on in their own list only.
 *
 * <p>May use: {@code http.body}, {@code http.problem}, {@code http.json}, the core.
 */
@NullMarked
package io.stakebook.api.http.list;

import org.jspecify.annotations.NullMarked;
