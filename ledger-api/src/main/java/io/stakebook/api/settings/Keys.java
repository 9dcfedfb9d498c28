package io.stakebook.api.settings;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;

/** Reads keys one by one, each with its rule. A value is never shown: it may be a secret in the wrong place. */
final class Keys {

    private final Config config;

    Keys(Config config) {
        this.config = config;
    }

    String text(String key) {
        return value(key).orElseThrow(() -> new RefusedSetting(key, "is required"));
    }

    String matching(String key, String pattern) {
        return matched(key, pattern, text(key));
    }

    String matching(String key, String pattern, String fallback) {
        return matched(key, pattern, value(key).orElse(fallback));
    }

    boolean flag(String key, boolean fallback) {
        String text = value(key).orElse(Boolean.toString(fallback));
        if (!text.equals("true") && !text.equals("false")) {
            throw new RefusedSetting(key, "is true or false");
        }
        return Boolean.parseBoolean(text);
    }

    int number(String key, int fallback, int least, int most) {
        String text = value(key).orElse(Integer.toString(fallback));
        int number = text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : -1;
        if (number < least || number > most) {
            throw new RefusedSetting(key, "is a number from " + least + " to " + most);
        }
        return number;
    }

    List<String> list(String key) {
        return value(key).stream()
                .flatMap(text -> Arrays.stream(text.split(",", -1)))
                .map(String::strip)
                .filter(item -> !item.isEmpty())
                .toList();
    }

    /** Amounts in coins, per asset: {@code ETH=0.1,BTC=0.01}, or {@code none}. */
    Map<String, BigDecimal> coins(String key, String fallback) {
        Map<String, BigDecimal> coins = new HashMap<>();
        String text = value(key).orElse(fallback);
        if (text.equals("none")) {
            return coins;
        }
        for (String item : text.split(",", -1)) {
            if (!item.strip().matches("[A-Z0-9]{2,12}=[0-9]{1,20}(\\.[0-9]{1,24})?")) {
                throw new RefusedSetting(
                        key, "is a list of assets with an amount in coins, as ETH=0.1,BTC=0.01, or none");
            }
            String[] sides = item.strip().split("=", -1);
            if (coins.putIfAbsent(sides[0], new BigDecimal(sides[1])) != null) {
                throw new RefusedSetting(key, "names each asset once");
            }
        }
        return coins;
    }

    Optional<Path> optionalFile(String key) {
        return value(key).map(text -> {
            Path file = path(key, text);
            if (!Files.isReadable(file) || Files.isDirectory(file)) {
                throw new RefusedSetting(key, "names a file that cannot be read");
            }
            return file;
        });
    }

    /** A directory that is made when it is missing. */
    Path directory(String key, String fallback) {
        Path directory = path(key, value(key).orElse(fallback));
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new RefusedSetting(key, "names a directory that cannot be made", e);
        }
        if (!Files.isWritable(directory)) {
            throw new RefusedSetting(key, "names a directory that cannot be written");
        }
        return directory;
    }

    private Optional<String> value(String key) {
        return config.getOptionalValue(key, String.class).map(String::strip).filter(text -> !text.isEmpty());
    }

    private static String matched(String key, String pattern, String text) {
        if (!text.matches(pattern)) {
            throw new RefusedSetting(key, "does not have the form " + pattern);
        }
        return text;
    }

    private static Path path(String key, String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new RefusedSetting(key, "is no path", e);
        }
    }
}
