/**
 * What is asked of a read: query parameters by name and type, pages by keyset, cursors that lead on in their own list only.
 */
@NullMarked
package io.stakebook.api.http.list;

import org.jspecify.annotations.NullMarked;
