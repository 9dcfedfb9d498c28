package io.stakebook.launcher.stack;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Commands for the same Java that runs us: its children never meet another version by accident. */
final class Java {

    private Java() {}

    static List<String> command(List<String> options, List<String> rest) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xshare:auto");
        command.add("-Dfile.encoding=UTF-8");
        command.add("-Duser.timezone=UTC");
        command.addAll(options);
        command.addAll(rest);
        return List.copyOf(command);
    }
}
