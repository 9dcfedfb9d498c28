package io.stakebook.launcher.demo;

import io.stakebook.launcher.stack.Progress;
import io.stakebook.launcher.token.Role;
import io.stakebook.launcher.token.Tokens;
import java.net.URI;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The main job from the first deposit to the verified export, on a book that nothing was written to before. */
public final class Scenario {

    private final Book book;
    private final String bootstrapServers;
    private final String topic;
    private final Path directory;
    private final Path trust;

    /**
     * @param api address of the API
     * @param tokens mints tokens that the API accepts
     * @param bootstrapServers of the broker that the events are on
     * @param directory where the export is written
     * @param trust file with the public key of the log
     */
    public Scenario(
            URI api,
            Tokens tokens,
            String bootstrapServers,
            String topic,
            Path directory,
            Path trust,
            Progress progress) {
        this.book = new Book(new LedgerApi(api, tokens), new Shadow(), new Purses(), new Tally(), progress);
        this.bootstrapServers = bootstrapServers;
        this.topic = topic;
        this.directory = directory;
        this.trust = trust;
    }

    /** @throws StepFailed at the first step that does not hold */
    public Tally run() {
        LocalDate first = new Opening(book).run();
        new Month(book, first).run();
        Shadow.Held last = book.shadow().of(Shelf.BTC).get(0);
        book.redeemAll(last);
        book.withdraw(last.owner, Coin.BTC, book.purses().of(last.owner, Coin.BTC, Purses.Wallet.SPOT));
        new StatementStep(book, first).run();
        new Closing(book).run();
        new Rebuild(book, bootstrapServers, topic).run();
        new ExportStep(book, directory, trust).run();
        return book.tally();
    }

    /** The export that {@link #run()} made and verified. */
    public Path export() {
        return ExportStep.zip(directory);
    }

    /**
     * A token for each role, by the name of the role, and of a second person where two must agree; the user's is a customer of
     * the demo.
     */
    public Map<String, String> tokens() {
        Map<String, String> tokens = new LinkedHashMap<>();
        for (Role role : Role.values()) {
            tokens.put(
                    role.wire(),
                    role == Role.USER ? book.api().of(Cast.MEI) : book.api().staff(role));
        }
        for (Role role : List.of(Role.FINANCE, Role.COMPLIANCE_APPROVER)) {
            tokens.put(role.wire() + "-2", book.api().second(role));
        }
        return tokens;
    }
}
