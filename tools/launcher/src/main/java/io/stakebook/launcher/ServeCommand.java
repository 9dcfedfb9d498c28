package io.stakebook.launcher;

import io.stakebook.launcher.serve.Reachability;
import io.stakebook.launcher.serve.ServeSettings;
import io.stakebook.launcher.stack.LaunchFailed;
import io.stakebook.launcher.stack.Ports;
import io.stakebook.launcher.stack.ServedNode;

/** Runs the ledger on the operator's own PostgreSQL, Kafka and OIDC issuer until it is told to stop. */
final class ServeCommand {

    private final Arguments arguments;
    private final Terminal terminal;

    ServeCommand(Arguments arguments, Terminal terminal) {
        this.arguments = arguments;
        this.terminal = terminal;
    }

    int run() {
        ServeSettings settings =
                Reachability.require(ServeSettings.read(arguments.config(), System.getenv()), terminal);
        ServedNode node = ServedNode.start(arguments.data(), arguments.port().orElse(Ports.USUAL_HTTP), settings.all());
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(node), "stop-node"));
        terminal.done("serving at " + node.address() + ", log " + node.log() + "; Ctrl-C stops it");
        try {
            LaunchFailed death = node.awaitDeath();
            System.err.println("stakebook: " + death.getMessage());
            return Main.NOT_STARTED;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Main.HELD;
        }
    }

    private void stop(ServedNode node) {
        if (node.stop()) {
            terminal.done("stopped; the log of this run stays at " + node.log() + " (the newest " + ServedNode.KEPT_LOGS
                    + " are kept)");
        }
    }
}
