package io.stakebook.api.settings;

/** A configuration value that makes no sense; the node does not start. */
public final class RefusedSetting extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public RefusedSetting(String key, String rule) {
        super("configuration key " + key + " " + rule);
    }

    public RefusedSetting(String key, String rule, Throwable cause) {
        super("configuration key " + key + " " + rule, cause);
    }
}
