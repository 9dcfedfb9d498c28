package io.stakebook.launcher;

import io.stakebook.launcher.stack.LaunchFailed;
import io.stakebook.launcher.stack.Ports;
import io.stakebook.launcher.stack.Stack;
import io.stakebook.launcher.stack.StackOptions;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

/** Starts the stack, runs the scenario and, without {@code --once}, serves until Ctrl-C. */
final class DemoCommand {

    private final Arguments arguments;
    private final Terminal terminal;
    private final AtomicBoolean ending = new AtomicBoolean();

    DemoCommand(Arguments arguments, Terminal terminal) {
        this.arguments = arguments;
        this.terminal = terminal;
    }

    int run() {
        int port = arguments.port().map(asked -> Ports.require(asked, "HTTP")).orElseGet(Ports::usualOrFree);
        StackOptions options = StackOptions.in(arguments.data()).onPort(port).keeping(arguments.keep());
        try (Stack stack = Stack.start(options, terminal)) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> end(stack), "stop-stack"));
            stack.onDeath(this::dieOf);
            return serve();
        }
    }

    private int serve() {
        if (arguments.once()) {
            return Main.HELD;
        }
        terminal.say("serving until Ctrl-C");
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Main.HELD;
    }

    private void end(Stack stack) {
        ending.set(true);
        stack.close();
    }

    private void dieOf(LaunchFailed death) {
        if (!ending.get()) {
            System.err.println("stakebook: " + death.getMessage());
            System.exit(Main.NOT_STARTED);
        }
    }
}
