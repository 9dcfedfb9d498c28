package io.stakebook.benchmarks.rest;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Starts a load process against one server and reads what it measured. */
final class LoadRun {

    private static final Pattern LINE = Pattern.compile(
            "rate=(\\S+) p50=(\\S+) p99=(\\S+) cpu=(\\S+) reopened=(\\d+) statuses=(\\S+) unexpected=(.*)");

    private final int port;

    LoadRun(int port) {
        this.port = port;
    }

    /**
     * What to ask.
     *
     * @param status the only status that counts; any other fails the run
     */
    record Ask(String title, String path, String token, String body, List<String> customers, int status) {}

    /**
     * @param rate answers of the expected status a second
     * @param cpu processors the load process kept busy
     * @param reopened connections the server ended and the load opened again
     */
    record Result(double rate, double p50, double p99, double cpu, long reopened) {}

    Result run(Ask ask, int connections, Duration warmUp, Duration measured) throws IOException, InterruptedException {
        Properties asked = new Properties();
        asked.setProperty("port", String.valueOf(port));
        asked.setProperty("connections", String.valueOf(connections));
        asked.setProperty("path", ask.path());
        asked.setProperty("token", ask.token());
        asked.setProperty("body", ask.body());
        asked.setProperty("customers", String.join(",", ask.customers()));
        asked.setProperty("status", String.valueOf(ask.status()));
        asked.setProperty("warm-up", String.valueOf(warmUp.toMillis()));
        asked.setProperty("measured", String.valueOf(measured.toMillis()));
        Process process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-Xshare:auto",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LoadProcess.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (OutputStream in = process.getOutputStream()) {
            asked.store(in, null);
        }
        String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        process.waitFor();
        Matcher line = LINE.matcher(told);
        if (!line.matches()) {
            throw new IllegalStateException("the load of " + ask.title() + " broke: " + told);
        }
        if (!line.group(7).isBlank()) {
            throw new IllegalStateException(ask.title() + " was answered " + line.group(6) + ", for example: "
                    + line.group(7).strip());
        }
        return new Result(
                Double.parseDouble(line.group(1)),
                Double.parseDouble(line.group(2)),
                Double.parseDouble(line.group(3)),
                Double.parseDouble(line.group(4)),
                Long.parseLong(line.group(5)));
    }
}
