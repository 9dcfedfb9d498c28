/**
 * What every request passes, whatever it asks: the application's root, the filter at the entrance, the places
 * reads and bodies have, how bodies must be written, what may be answered, conditions of reads, the answer to OPTIONS.
 * Below: how bodies are read ({@code body}), lists paged ({@code list}), answers written ({@code json}) and failures told
 * ({@code problem}).
 *
 * <p>May use: {@code http.problem}, {@code http.body}.
 */
@NullMarked
package io.stakebook.api.http;

import org.jspecify.annotations.NullMarked;
