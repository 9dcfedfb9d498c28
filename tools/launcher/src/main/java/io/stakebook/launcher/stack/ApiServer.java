package io.stakebook.launcher.stack;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Payara Micro with the ledger's WAR, a process of its own. */
public final class ApiServer {

    private static final Duration START_LIMIT = Duration.ofMinutes(4);
    private static final Duration STOP_GRACE = Duration.ofSeconds(15);

    // The jar's own manifest has these too; said again so that the list is ours to read, and for JDK 25.
    private static final List<String> OPENED = List.of(
            "java.base/jdk.internal.loader",
            "java.base/java.lang",
            "java.base/java.net",
            "java.base/java.nio",
            "java.base/java.util",
            "java.base/java.io",
            "java.base/sun.nio.ch",
            "java.base/sun.net.www.protocol.jrt",
            "java.base/sun.net.www.protocol.jar",
            "java.management/sun.management",
            "java.management/javax.management",
            "java.management/javax.management.openmbean",
            "jdk.management/com.sun.management.internal",
            "java.naming/javax.naming.spi",
            "java.rmi/sun.rmi.transport",
            "java.logging/java.util.logging");

    private static final Pattern BOOTED = Pattern.compile("Payara Micro .* ready in [0-9,.]+ \\(ms\\)");
    private static final Pattern NOT_DEPLOYED =
            Pattern.compile("Exception while loading the app|Failed to deploy|Error occurred during deployment"
                    + "|Exception during lifecycle processing");
    /** What Payara's readiness says when it booted and the WAR was turned away. */
    private static final String NOTHING_DEPLOYED = "No Application deployed";

    private static final Pattern NO_SPACE = Pattern.compile("No space left on device");

    private final String name;
    private final Distribution distribution;
    private final DataDirectory data;
    private final Reaper reaper;
    private final int port;
    private final HttpListener listener;
    private final Map<String, String> settings;
    private final List<String> javaOptions;
    private volatile ChildProcess process;

    ApiServer(
            String name,
            Distribution distribution,
            DataDirectory data,
            Reaper reaper,
            int port,
            HttpListener listener,
            Map<String, String> settings,
            List<String> javaOptions) {
        this.name = name;
        this.distribution = distribution;
        this.data = data;
        this.reaper = reaper;
        this.port = port;
        this.listener = listener;
        this.settings = Map.copyOf(settings);
        this.javaOptions = List.copyOf(javaOptions);
        this.process = launch();
    }

    /** The address that paths such as {@code /v1/products} are resolved against. */
    public URI address() {
        return URI.create("http://localhost:" + port);
    }

    public Path log() {
        return process.log();
    }

    ChildProcess process() {
        return process;
    }

    /** Ends the server as a power failure would. */
    public synchronized void kill() {
        process.kill();
        reaper.gone(process.pid());
    }

    /** Stops it in its tracks; the connections it holds stay open. */
    public synchronized void pause() {
        process.pause();
    }

    /** Lets it go on after {@link #pause()}. */
    public synchronized void resume() {
        process.resume();
    }

    /** Starts it again on the same port with the same settings and waits until it serves. */
    public synchronized void restart() {
        process = launch();
        awaitReady(() -> {});
    }

    /** Stops it in order. */
    public synchronized void stop() {
        process.stop(STOP_GRACE);
        reaper.gone(process.pid());
    }

    private ChildProcess launch() {
        List<String> options = new java.util.ArrayList<>(List.of(
                // Whole from the start and with a large young part: a heap that grows by need collects six times as
                // often, and what
                // a thousand requests hold for some milliseconds must not become old.
                "-Xms1280m",
                "-Xmx1280m",
                "-Xmn512m",
                "-XX:+UseParallelGC",
                "-XX:+ExitOnOutOfMemoryError",
                "-Djava.net.preferIPv4Stack=true",
                // Without it the server looks through every jar for a JSON provider, several times a request.
                "-Djakarta.json.provider=org.eclipse.parsson.JsonProviderImpl",
                "--add-exports=java.base/jdk.internal.ref=ALL-UNNAMED",
                "--add-exports=java.naming/com.sun.jndi.ldap=ALL-UNNAMED"));
        options.addAll(javaOptions);
        OPENED.forEach(opened -> options.add("--add-opens=" + opened + "=ALL-UNNAMED"));
        List<String> rest = List.of(
                "-jar",
                distribution.payara().toString(),
                // Alone: adding --nocluster brings Hazelcast back and doubles the boot.
                "--nohazelcast",
                "--disablephonehome",
                "--port",
                String.valueOf(port),
                // Empty: what another start deployed there the server deploys again, before ours, be it of another
                // version.
                "--rootdir",
                data.emptied(name).toString(),
                "--deploy",
                distribution.war().toString(),
                "--contextroot",
                "/",
                "--prebootcommandfile",
                listenerCommands().toString());
        ChildProcess started =
                ChildProcess.start("Payara Micro", Java.command(options, rest), environment(settings), data.log(name));
        reaper.end(started.pid());
        return started;
    }

    /** The environment names MicroProfile Config looks a key up by (Config 3.1, section 6.3). */
    static Map<String, String> environment(Map<String, String> settings) {
        Map<String, String> environment = new TreeMap<>();
        settings.forEach((key, value) ->
                environment.put(key.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT), value));
        return environment;
    }

    private Path listenerCommands() {
        Path file = data.root().resolve(name + ".preboot");
        try {
            return Files.writeString(file, listener.commands());
        } catch (IOException e) {
            throw new LaunchFailed("cannot write " + file + ": " + LaunchFailed.reason(e), e);
        }
    }

    /**
     * Waits until the server is up, the WAR is deployed and its readiness checks pass.
     *
     * @param othersAlive throws when something the server needs has died meanwhile
     */
    void awaitReady(Runnable othersAlive) {
        HttpClient http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(2))
                .build();
        String[] last = {"no answer"};
        boolean ready = Waiting.until(START_LIMIT, () -> {
            if (process.died()) {
                throw process.death();
            }
            othersAlive.run();
            String log = process.logText();
            refuseFailedDeployment(log);
            boolean booted = BOOTED.matcher(log).find();
            if (booted && isReady(http, last)) {
                return true;
            }
            if (booted && last[0].contains(NOTHING_DEPLOYED)) {
                throw notDeployed(log);
            }
            return false;
        });
        if (!ready) {
            throw new LaunchFailed("the server was not ready within " + START_LIMIT.toSeconds()
                    + " s; /health/ready last said: " + last[0] + "; its log is " + process.log());
        }
    }

    private void refuseFailedDeployment(String log) {
        if (NO_SPACE.matcher(log).find()) {
            throw new LaunchFailed("disk full: Payara Micro could not write below " + data.root());
        }
        if (NOT_DEPLOYED.matcher(log).find()) {
            throw notDeployed(log);
        }
    }

    private LaunchFailed notDeployed(String log) {
        return new LaunchFailed("Payara Micro could not deploy the ledger: " + DeploymentLog.cause(log)
                + "; its log is " + process.log());
    }

    private boolean isReady(HttpClient http, String[] last) {
        HttpRequest ask = HttpRequest.newBuilder(address().resolve("/health/ready"))
                .timeout(Duration.ofSeconds(5))
                .build();
        try {
            HttpResponse<String> answer = http.send(ask, HttpResponse.BodyHandlers.ofString());
            last[0] = answer.statusCode() + " " + answer.body();
            return answer.statusCode() == 200;
        } catch (IOException e) {
            last[0] = LaunchFailed.reason(e);
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LaunchFailed("interrupted while waiting for the server", e);
        }
    }
}
