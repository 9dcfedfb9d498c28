package io.stakebook.api.submission;

import io.stakebook.core.posting.Answer;
import java.time.Instant;

/** Renders what a command achieved into the answer that is kept. Pure: the engine may call it again. */
@FunctionalInterface
public interface Rendering<R> {

    Answer render(R result, Instant recordedAt);
}
