package io.stakebook.launcher;

import io.stakebook.launcher.demo.Scenario;
import io.stakebook.launcher.demo.StepFailed;
import io.stakebook.launcher.stack.LaunchFailed;
import io.stakebook.launcher.stack.Ports;
import io.stakebook.launcher.stack.Stack;
import io.stakebook.launcher.stack.StackOptions;
import java.nio.file.Files;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

/** Starts the stack, runs the scenario unless a kept demo is resumed, and, without {@code --once}, serves until Ctrl-C. */
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
        try (Stack stack = arguments
                .resume()
                .map(kept -> Stack.resume(kept, options, terminal))
                .orElseGet(() -> Stack.start(options, terminal))) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> end(stack), "stop-stack"));
            stack.onDeath(this::dieOf);
            return arguments.resume().isPresent() ? goOn(stack) : live(stack);
        }
    }

    private Scenario scenario(Stack stack) {
        return new Scenario(
                stack.api().address(),
                stack.tokens(),
                stack.broker().bootstrapServers(),
                Stack.TOPIC,
                stack.directory(),
                stack.trustFile(),
                terminal);
    }

    /** What was lived is not lived again. */
    private int goOn(Stack stack) {
        Scenario scenario = scenario(stack);
        if (Files.exists(scenario.export())) {
            sayExport(stack, scenario);
        } else {
            terminal.say("export     none: this demo ended before it made one");
        }
        terminal.say("directory  " + stack.directory() + ", stays");
        return serve(stack, scenario);
    }

    private int live(Stack stack) {
        Scenario scenario = scenario(stack);
        try {
            terminal.say("\n" + scenario.run().table(terminal.elapsedSeconds()) + "\n");
        } catch (StepFailed e) {
            if (ending.get()) {
                return Main.NOT_HELD; // a process died or Ctrl-C was pressed: that line says it
            }
            stack.keepLogs();
            System.err.println("stakebook: the demo does not hold: " + e.getMessage() + "; the server's log is "
                    + stack.api().log());
            return Main.NOT_HELD;
        }
        if (!arguments.once() || arguments.keep()) {
            sayExport(stack, scenario);
            terminal.say("directory  " + stack.directory() + (arguments.keep() ? "" : ", removed at the end"));
            if (arguments.keep()) {
                terminal.say("start it again later   ./stakebook demo --resume " + stack.directory());
            }
        }
        return arguments.once() ? Main.HELD : serve(stack, scenario);
    }

    private void sayExport(Stack stack, Scenario scenario) {
        terminal.say("export     " + scenario.export());
        terminal.say("check it   ./stakebook verify " + scenario.export() + " --trust " + stack.trustFile());
    }

    private int serve(Stack stack, Scenario scenario) {
        terminal.say("API        " + stack.api().address() + "/v1, contract at /openapi.yaml");
        scenario.tokens().forEach((role, token) -> terminal.say("\n" + role + "\n" + token));
        SessionFile session = SessionFile.write(stack.directory(), stack.api().address(), scenario.tokens());
        terminal.say("\nin a shell: . " + session.path());
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
        if (ending.compareAndSet(false, true)) {
            System.err.println("stakebook: " + death.getMessage());
            System.exit(Main.NOT_STARTED);
        }
    }
}
