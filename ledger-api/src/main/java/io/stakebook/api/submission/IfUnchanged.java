package io.stakebook.api.submission;

import io.stakebook.api.security.IfMatch;
import io.stakebook.core.error.Conflict;
import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.error.Shown;
import io.stakebook.core.posting.Books;
import io.stakebook.core.posting.Command;
import io.stakebook.core.posting.Needs;
import io.stakebook.core.posting.Plan;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A command that counts only for the version of a thing the caller saw (RFC 9110 section 13.1.1). The version is compared
 * under lock, after the engine knew that the key is new: so a replay still finds its answer.
 *
 * @param thing its name, for a sentence
 * @param version of the thing, as its ETag says it, in books that hold what the command needs; where there is none the command says so itself
 */
public record IfUnchanged<R>(IfMatch condition, String thing, Function<Books, Optional<?>> version, Command<R> command)
        implements Command<R> {

    @Override
    public Needs needs() {
        return command.needs();
    }

    @Override
    public int weight() {
        return command.weight();
    }

    @Override
    public boolean keepsRefusal() {
        return command.keepsRefusal();
    }

    @Override
    public Plan<R> decide(Books books) {
        version.apply(books)
                .map(Object::toString)
                .filter(current -> !condition.holds(current))
                .ifPresent(current -> {
                    throw new Conflict(
                            ErrorCode.PRECONDITION_FAILED,
                            thing + " is at version " + current + ", not " + Shown.of(condition.text())
                                    + "; read it again",
                            Map.of("version", current));
                });
        return command.decide(books);
    }
}
